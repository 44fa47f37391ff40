// Offers to add a citation on selected words, or to split the paragraph where the selection begins.
"use strict";

const bar = document.getElementById("selection");
const cite = document.getElementById("select-cite");
const split = document.getElementById("select-split");
const LONGEST = 400; // characters of a citation's words
const OPENING = 20; // characters that tell where a paragraph is split

document.querySelectorAll(".with-script").forEach((element) => { element.hidden = false; });

function paragraphOf(node) {
  const element = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
  return element ? element.closest("[data-paragraph]") : null;
}

// Return the ordinal of the occurrence of `words` at character `start` of `text`, counted from 1.
function occurrence(text, words, start) {
  let number = 0;
  for (let at = text.indexOf(words); at >= 0 && at <= start; at = text.indexOf(words, at + 1)) number += 1;
  return Math.max(number, 1);
}

function offer() {
  const selection = window.getSelection();
  const paragraph = selection.rangeCount && !selection.isCollapsed ? paragraphOf(selection.anchorNode) : null;
  if (!paragraph || paragraph !== paragraphOf(selection.focusNode)) { bar.hidden = true; return; }
  const range = selection.getRangeAt(0);
  const words = range.toString();
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length + (words.length - words.trimStart().length);
  const trimmed = words.trim();
  if (!trimmed || trimmed.length > LONGEST) { bar.hidden = true; return; }
  const text = paragraph.textContent;
  const address = paragraph.dataset.paragraph;
  const query = new URLSearchParams({ words: trimmed, occurrence: occurrence(text, trimmed, start) });
  cite.href = `${address}?${query}#add`;
  split.href = `${address}?${new URLSearchParams({ split: text.slice(start, start + OPENING) })}#split`;
  split.hidden = start === 0 || "table" in paragraph.dataset;
  const box = range.getBoundingClientRect();
  bar.hidden = false;
  bar.style.left = `${Math.max(8, box.left + window.scrollX)}px`;
  bar.style.top = `${box.bottom + window.scrollY + 6}px`;
}

document.addEventListener("selectionchange", () => {
  if (window.getSelection().isCollapsed) bar.hidden = true;
});
document.addEventListener("mouseup", () => setTimeout(offer, 0));
document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") offer(); });
