/* What is typed into a form stays in this browser until it has been saved, and is offered again after a crash or a log-out:
   to the user who typed it, at the same address, with a word where the record has changed since. Nothing is sent anywhere. */
"use strict";

const DAYS = 30;
const SENT = "osce-docs.sent";
const user = document.getElementById("user-tools")?.dataset.user;
const offer = document.getElementById("draft-offer");
const forms = offer ? [...document.querySelectorAll("#content form[method=post][id]:not(#changelist-form)")] : [];

const read = (slot) => {
  try {
    return JSON.parse(localStorage.getItem(slot));
  } catch {
    return null;
  }
};
const slots = (start) => Object.keys(localStorage).filter((slot) => slot.startsWith(start)).sort();

/* The values of a form by name; a box or a choice has its value in the name too. */
const kept = (field) => field.name && !field.disabled && !["hidden", "password", "file", "submit", "button", "fieldset"].includes(field.type);
const nameOf = (field) => (["checkbox", "radio"].includes(field.type) ? `${field.name}=${field.value}` : field.name);
const valueOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
const values = (form) => Object.fromEntries([...form.elements].filter(kept).map((field) => [nameOf(field), valueOf(field)]));
const chosenText = (form, name) => form.elements.namedItem(name)?.selectedOptions?.[0]?.text;

const fieldOf = (form, name) => [...form.elements].find((field) => kept(field) && nameOf(field) === name);
const row = (form, name) => {
  const [, prefix] = /^(.+)-\d+-/.exec(name) || [];
  const more = prefix && form.querySelector(`#${CSS.escape(prefix)}-group .add-row a`);
  for (let tries = 0; more && tries < 20 && !fieldOf(form, name); tries += 1) more.click();
  return fieldOf(form, name);
};

const putBack = (form, draft) => {
  for (const [name, { value, text }] of Object.entries(draft.values)) {
    const field = row(form, name);
    if (!field) continue;
    if (typeof value === "boolean") field.checked = value;
    else {
      if (field.matches("select") && ![...field.options].some((option) => option.value === value)) field.add(new Option(text || value, value));
      field.value = value;
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
};

const DAY = { day: "numeric", month: "long", year: "numeric" };
const TIME = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
const moment = (at) => `${at.toLocaleDateString("en-GB", DAY)}, ${at.toLocaleTimeString("en-GB", TIME)}`;

const show = (form, slot, draft) => {
  const banner = offer.content.firstElementChild.cloneNode(true);
  banner.querySelector("time").textContent = moment(new Date(draft.at));
  banner.querySelector(".older").hidden = draft.version === (form.elements.namedItem("version")?.value ?? "");
  const told = Object.entries(draft.values).map(([, { value, text }]) => text || value).filter((value) => typeof value === "string" && value.trim());
  banner.querySelector("blockquote").textContent = told.join(" · ");
  banner.addEventListener("click", ({ target }) => {
    if (!target.dataset.do) return;
    if (target.dataset.do === "put-back") putBack(form, draft);
    localStorage.removeItem(slot);
    banner.remove();
    (form.querySelector("input:not([type=hidden]), textarea, select") || form).focus();
  });
  (form.closest(".beside") || form).before(banner);
};

/* What was sent and has arrived need not be kept; a log-in on the way leaves it. */
const sent = sessionStorage.getItem(SENT);
if (sent && user) {
  sessionStorage.removeItem(SENT);
  const arrived = document.querySelector(".messagelist li:not(.error, .warning)") && !document.querySelector(".errornote, .errorlist");
  if (arrived) localStorage.removeItem(sent);
}

for (const form of forms) {
  const base = `osce-docs.draft ${user} ${location.pathname} ${form.id} `;
  const first = values(form);
  let own = `${base}${Date.now()}`;
  for (const slot of slots(base)) {
    const draft = read(slot);
    const isOld = !draft || Date.now() - draft.at > DAYS * 86400000;
    const isThere = draft && Object.entries(draft.values).every(([name, { value }]) => first[name] === value);
    if (isOld || (isThere && !document.querySelector(".errornote, .errorlist"))) localStorage.removeItem(slot);
    else if (isThere) own = slot;
    else show(form, slot, draft);
  }
  const keep = () => {
    const changed = Object.entries(values(form)).filter(([name, value]) => value !== (first[name] ?? (typeof value === "boolean" ? false : "")));
    if (!changed.length) return;
    const told = changed.map(([name, value]) => [name, { value, text: chosenText(form, name) }]);
    const draft = { at: Date.now(), version: form.elements.namedItem("version")?.value ?? "", values: Object.fromEntries(told) };
    localStorage.setItem(own, JSON.stringify(draft));
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  setInterval(keep, 2000);
  form.addEventListener("submit", (event) => {
    keep();
    if (event.submitter?.formTarget !== "_blank") sessionStorage.setItem(SENT, own);
  });
}
