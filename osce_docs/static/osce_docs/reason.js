/* A changed value asks once for a reason; a small correction, of a letter or two, does not ask. The reason stays optional. */
"use strict";

const SMALL = 2;
const reason = document.getElementById("id_reason");
const question = document.getElementById("ask-why");

/* How many characters differ, once what is the same at both ends is left away. */
const differing = (one, other) => {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return Math.max(one.length, other.length) - start - end;
};

const isWords = (field) => field.matches("textarea, input[type=text]") && !/[0-9]/.test(field.defaultValue + field.value);
const wasChanged = (field) => {
  if (!field.name || field === reason || field.name === "note" || field.type === "hidden") return false;
  if (field.matches("select")) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked && !field.defaultChecked;
  if (!field.matches("textarea, input[type=text]")) return false;
  return field.value !== field.defaultValue && !(isWords(field) && differing(field.defaultValue, field.value) <= SMALL);
};

if (reason && question) {
  let asked = false;
  reason.form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "_preview" || asked || reason.value.trim() || ![...reason.form.elements].some(wasChanged)) return;
    event.preventDefault();
    asked = true;
    question.textContent = question.dataset.asks;
    reason.focus();
  });
}
