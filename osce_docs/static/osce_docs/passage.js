// Marks the passage that the address names (#c120-148), also one that the archive has no mark for.
// Offsets count Unicode code points in the source's text; each stretch of it says in data-start where it begins.
"use strict";

const HIGHLIGHT = "passage";

function passage() {
  const named = /^#c(\d+)-(\d+)$/.exec(location.hash);
  return named && {start: Number(named[1]), end: Number(named[2])};
}

function position(stretch, offset) {
  let left = offset - Number(stretch.dataset.start);
  const texts = document.createTreeWalker(stretch, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const characters = Array.from(node.data);
    if (left <= characters.length) return {node, at: characters.slice(0, Math.max(left, 0)).join("").length};
    left -= characters.length;
    last = node;
  }
  return last && {node: last, at: last.data.length};
}

function ranges({start, end}) {
  return [...document.querySelectorAll("#readable [data-start]")].flatMap((stretch) => {
    const begin = Number(stretch.dataset.start);
    if (begin >= end || begin + Array.from(stretch.textContent).length <= start) return [];
    const [from, to] = [position(stretch, start), position(stretch, end)];
    if (!from || !to) return [];
    const range = new Range();
    range.setStart(from.node, from.at);
    range.setEnd(to.node, to.at);
    return [range];
  });
}

function show() {
  if (!window.CSS?.highlights) return;
  CSS.highlights.delete(HIGHLIGHT);
  const asked = passage();
  const found = asked ? ranges(asked) : [];
  if (!found.length) return;
  CSS.highlights.set(HIGHLIGHT, new Highlight(...found));
  const first = found[0].startContainer.parentElement;
  for (let fold = first.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (!document.getElementById(location.hash.slice(1))) first.scrollIntoView({block: "center"});
}

window.addEventListener("hashchange", show);
show();
