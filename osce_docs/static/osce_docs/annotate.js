/* Choosing words of a text, with the mouse or from word to word by keyboard, or by writing the first and last of them.
   Offsets count Unicode code points, as Python does; JavaScript's own count UTF-16. Without this the form finds the words. */
"use strict";

const room = document.getElementById("readable");
const form = document.getElementById("passage");

if (room && form) {
  const lines = [...room.querySelectorAll("[data-start]")];
  const starts = lines.map((line) => Number(line.dataset.start));
  const letters = Array.from(lines.map((line) => line.textContent).join("\n"));
  const base = starts[0];
  const chosen = document.getElementById("chosen");
  const field = (name) => form.elements.namedItem(name);
  const points = (text) => Array.from(text).length;

  /* From the page to offsets, and back. */
  const lineAt = (offset) => {
    let at = starts.length - 1;
    while (at > 0 && starts[at] > offset) at -= 1;
    return lines[at];
  };
  const offsetIn = (line, node, index) => {
    const before = new Range();
    before.setStart(line, 0);
    before.setEnd(node, index);
    return Number(line.dataset.start) + points(before.toString());
  };
  const place = (offset) => {
    const line = lineAt(offset);
    let left = offset - Number(line.dataset.start);
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let last = line;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = Array.from(node.data);
      if (left <= own.length) return [node, own.slice(0, left).join("").length];
      left -= own.length;
      last = node;
    }
    return [last, last.data ? last.data.length : 0];
  };
  const range = (start, end) => {
    const found = new Range();
    found.setStart(...place(start));
    found.setEnd(...place(end));
    return found;
  };

  const choose = (from, to, remark = "") => {
    let [start, end] = [from, to];
    while (start < end && !letters[start - base].trim()) start += 1;
    while (end > start && !letters[end - base - 1].trim()) end -= 1;
    if (start >= end) return;
    field("start").value = start;
    field("end").value = end;
    chosen.textContent = letters.slice(start - base, end - base).join("");
    if (remark) chosen.append(Object.assign(document.createElement("small"), { textContent: ` ${remark}` }));
    if (window.CSS?.highlights) CSS.highlights.set("chosen", new Highlight(range(start, end)));
    showReadings(start, end);
  };
  const chooseNothing = (remark) => {
    field("start").value = field("end").value = "";
    chosen.textContent = remark;
    window.CSS?.highlights?.delete("chosen");
    showReadings(0, Infinity);
  };

  const showReadings = (start, end) => {
    let none = true;
    for (const each of form.querySelectorAll(".readings > li")) {
      each.hidden = !(Number(each.dataset.from) < end && Number(each.dataset.to) > start);
      if (each.hidden && each.querySelector("input")) each.querySelector("input").checked = false;
      none &&= each.hidden;
    }
    document.getElementById("no-readings").hidden = !none;
  };

  /* By mouse. */
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const picked = selection.getRangeAt(0);
    if (!room.contains(picked.commonAncestorContainer)) return;
    const touched = lines.filter((line) => picked.intersectsNode(line));
    if (!touched.length) return;
    const [first, last] = [touched[0], touched.at(-1)];
    const start = first.contains(picked.startContainer) ? offsetIn(first, picked.startContainer, picked.startOffset) : Number(first.dataset.start);
    const end = last.contains(picked.endContainer) ? offsetIn(last, picked.endContainer, picked.endOffset) : Number(last.dataset.start) + points(last.textContent);
    choose(start, end);
  });

  /* From word to word. */
  const words = [];
  const findWords = () => {
    for (const [at, line] of lines.entries()) {
      if (line.closest("details:not([open])")) continue;
      for (const match of line.textContent.matchAll(/\S+/gu)) {
        const start = starts[at] + points(line.textContent.slice(0, match.index));
        words.push({ start, end: start + points(match[0]), line: at });
      }
    }
  };
  let head = 0;
  let anchor = 0;
  const inLine = (step) => {
    const line = words[head].line;
    const next = words.findIndex((word) => word.line > line);
    if (step > 0) return next < 0 ? words.length - 1 : next;
    const previous = words.slice(0, head).findLast((word) => word.line < line);
    return previous ? words.findIndex((word) => word.line === previous.line) : 0;
  };
  const moves = {
    ArrowRight: () => head + 1,
    ArrowLeft: () => head - 1,
    ArrowDown: () => inLine(1),
    ArrowUp: () => inLine(-1),
    Home: () => 0,
    End: () => words.length - 1,
  };
  room.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== room) return;
    if (event.key === "Enter") {
      event.preventDefault();
      form.querySelector("input[name=do]:checked").focus();
      return;
    }
    if (!moves[event.key]) return;
    event.preventDefault();
    const isFirst = !words.length;
    if (isFirst) findWords();
    if (!words.length) return;
    head = isFirst ? 0 : Math.max(0, Math.min(moves[event.key](), words.length - 1));
    if (!event.shiftKey || isFirst) anchor = head;
    document.getSelection().removeAllRanges();
    const [first, last] = anchor < head ? [anchor, head] : [head, anchor];
    choose(words[first].start, words[last].end);
    lines[words[head].line].scrollIntoView({ block: "nearest" });
  });

  /* By first and last words. */
  const byWords = () => {
    const whole = letters.join("");
    const [first, last] = [field("first").value, field("last").value];
    const at = first ? whole.indexOf(first) : -1;
    const then = at < 0 ? -1 : whole.indexOf(last, at);
    if (!first) chooseNothing(chosen.dataset.none);
    else if (then < 0) chooseNothing(chosen.dataset.gone);
    else {
      const remark = whole.indexOf(first, at + 1) < 0 ? "" : chosen.dataset.many;
      const end = Math.max(then + last.length, at + first.length);
      choose(base + points(whole.slice(0, at)), base + points(whole.slice(0, end)), remark);
    }
  };
  for (const name of ["first", "last"]) field(name).addEventListener("input", byWords);

  if (field("start").value && field("end").value) choose(Number(field("start").value), Number(field("end").value));
  const named = /^#c(\d+)-(\d+)$/.exec(location.hash);
  if (named) {
    choose(Number(named[1]), Number(named[2]));
    lineAt(Number(named[1])).scrollIntoView({ block: "center" });
  }
}
