/* One key presses the control that names it in data-key; “?” lists them. In a list j and k go from row to row, x ticks.
   Keys mean what they always mean while one types, with Ctrl, Alt or Meta, and once they are switched off (WCAG 2.1.4). */
"use strict";

const OFF = "osce-docs.keys-off";
const help = document.getElementById("keys");
const rows = [...document.querySelectorAll("#result_list tbody tr")];
const place = `osce-docs.row ${location.pathname}`;

const isTyping = (target) => target.closest("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [role=combobox], [contenteditable], dialog");
const shown = (element) => element.checkVisibility() && !element.disabled;
const rowOf = (element) => rows.indexOf(element.closest("#result_list tbody tr"));
const box = (row) => row && row.querySelector("input.action-select");

const goTo = (index) => {
  const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
  const link = row && (row.querySelector("th a, td a") || box(row));
  if (link) link.focus();
};

const tick = (row) => {
  if (box(row)) box(row).click();
};

const press = (control) => {
  if (control.matches("input:not([type=radio], [type=checkbox]), textarea, select")) {
    control.focus();
    return;
  }
  const here = rows[rowOf(document.activeElement)];
  if (control.name === "action" && !rows.some((row) => box(row)?.checked)) tick(here);
  control.click();
};

const list = () => {
  const told = help.querySelector("dl");
  const own = [...document.querySelectorAll("[data-key]")].filter(shown);
  const known = own.map((each) => [each.dataset.key, each.dataset.does || each.firstChild.textContent.trim()]);
  const inLists = rows.length ? [["j", told.dataset.down], ["k", told.dataset.up], ["x", told.dataset.tick]] : [];
  told.replaceChildren(...[...inLists, ...known].map(([key, does]) => {
    const line = document.createElement("div");
    const name = document.createElement("dt");
    const what = document.createElement("dd");
    name.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    what.textContent = does;
    line.append(name, what);
    return line;
  }));
};

const keys = {
  j: () => goTo(rowOf(document.activeElement) + 1),
  k: () => goTo(rowOf(document.activeElement) - 1),
  x: () => tick(rows[rowOf(document.activeElement)]),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (localStorage.getItem(OFF) || isTyping(event.target)) return;
  const named = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key && shown(each));
  if (!named && !(rows.length && keys[event.key])) return;
  event.preventDefault();
  if (named) press(named);
  else keys[event.key]();
});

/* After an action, and after it is undone, one goes on where one was. */
const keepPlace = () => {
  const at = rowOf(document.activeElement);
  const here = at >= 0 ? at : rows.findIndex((row) => box(row)?.checked);
  if (here >= 0) sessionStorage.setItem(place, here);
};
for (const form of document.querySelectorAll("#changelist-form, form.undo")) form.addEventListener("submit", keepPlace);
if (rows.length && sessionStorage.getItem(place) !== null) {
  goTo(Number(sessionStorage.getItem(place)));
  sessionStorage.removeItem(place);
}

if (help) {
  const off = help.querySelector("input[type=checkbox]");
  document.getElementById("keys-open").addEventListener("click", () => {
    list();
    off.checked = Boolean(localStorage.getItem(OFF));
    help.showModal();
  });
  off.addEventListener("change", () => {
    if (off.checked) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  });
}
