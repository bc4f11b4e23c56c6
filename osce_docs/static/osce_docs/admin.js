/* Picking a reading writes it into its field; typing picks “as the field says”. Without this, the server sees to both. */
"use strict";

for (const group of document.querySelectorAll("fieldset.told[data-field]")) {
  const field = document.getElementsByName(group.dataset.field)[0];
  const radios = [...group.querySelectorAll("input[type=radio]")];
  const typed = radios.find((radio) => radio.value === "");
  if (!field || !typed) continue;
  let own = field.value;
  let writing = false;

  const write = (value) => {
    if (field.matches("select.admin-autocomplete")) return;
    writing = true;
    field.value = value;
    writing = false;
  };

  group.addEventListener("change", (event) => {
    const picked = event.target.value;
    if (picked === "" || picked === "take back") {
      write(own);
    } else {
      const value = JSON.parse(picked);
      write(value === null ? "" : value);
    }
  });
  field.addEventListener("input", () => {
    if (writing) return;
    own = field.value;
    typed.checked = true;
  });
}

/* The box that stands for a select is named by the select's label and by what is chosen, as soon as it is there. */
const nameBoxes = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete:not([data-named])")) {
    const label = select.labels[0];
    const box = select.parentElement.querySelector(".select2-selection");
    const chosen = box && box.querySelector(".select2-selection__rendered");
    if (!label || !chosen) continue;
    label.id ||= `${select.id}_label`;
    box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    chosen.setAttribute("aria-labelledby", label.id);
    select.dataset.named = "";
  }
};
new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true });

/* Where a row of a list is shown as a card, each value stands under the name of its column. */
for (const list of document.querySelectorAll("#result_list")) {
  const names = [...list.tHead.rows[0].cells].map((cell) => cell.querySelector(".text")?.textContent.trim());
  for (const cell of list.querySelectorAll("tbody td:not(.action-checkbox)")) cell.dataset.label = names[cell.cellIndex];
}
