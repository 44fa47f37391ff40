// Document page: find words in the text and step through the hits. Without JavaScript the form is sent to the server.
"use strict";

(() => {
  const article = document.querySelector("article.document");
  if (!article) return;
  const gettext = window.gettext ?? ((words) => words);
  const button = (text, act) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "plain small";
    element.textContent = text;
    element.addEventListener("click", act);
    return element;
  };

  // Find. The server returns the hits, because it folds traditional characters, widths and synonyms. A hit has several
  // ranges when it continues in the next paragraph, or when the server marked it across links.
  const form = article.querySelector("form.find");
  if (!form || !window.CSS?.highlights || !window.Highlight) return;
  const input = form.elements.q;
  const count = form.querySelector(".count");
  const text = article.querySelector(".text");
  let hits = [];
  let at = -1;

  // Positions of the characters of a paragraph without white space: the server counts characters this way.
  const places = new Map();
  function placesIn(paragraph) {
    if (places.has(paragraph)) return places.get(paragraph);
    const found = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      let offset = 0;
      for (const character of walker.currentNode.data) {
        if (/\S/u.test(character)) found.push([walker.currentNode, offset, offset + character.length]);
        offset += character.length;
      }
    }
    places.set(paragraph, found);
    return found;
  }

  function rangeOf([anchor, start, end]) {
    const found = placesIn(document.getElementById(anchor));
    const range = document.createRange();
    range.setStart(found[start][0], found[start][1]);
    range.setEnd(found[end - 1][0], found[end - 1][2]);
    return range;
  }

  function show(number) {
    at = hits.length ? (number + hits.length) % hits.length : -1;
    CSS.highlights.set("hit", new Highlight(...hits.flatMap((hit) => hit.ranges)));
    CSS.highlights.set("hit-now", new Highlight(...(at < 0 ? [] : hits[at].ranges)));
    const { place = "", shownPlace = place } = at < 0 ? {} : hits[at].paragraph.dataset;
    const found = gettext("第 {number} 处，共 {total} 处 {place}")
      .replace("{number}", at + 1).replace("{total}", hits.length).replace("{place}", shownPlace);
    count.textContent = !input.value.trim() ? "" : at < 0 ? gettext("未找到") : found.trim();
    for (const step of steps) step.hidden = hits.length < 2;
    form.classList.toggle("active", Boolean(input.value.trim()));
    if (at >= 0) {
      const box = hits[at].ranges[0].getBoundingClientRect();
      if (box.top < 80 || box.bottom > innerHeight - 80) scrollTo({ top: scrollY + box.top - innerHeight / 3 });
    }
  }

  let asked = new AbortController();
  let waiting = 0;
  let words = input.value.trim(); // what the hits are of
  async function find() {
    clearTimeout(waiting);
    asked.abort();
    asked = new AbortController();
    words = input.value.trim();
    let found = [];
    try {
      const { signal } = asked;
      const query = new URLSearchParams(new FormData(form));
      if (words) found = (await (await fetch(`${location.pathname}/find?${query}`, { signal })).json()).hits;
    } catch (error) {
      if (error.name !== "AbortError") count.textContent = gettext("未能查找，请再试一次");
      return;
    }
    hits = found.map((parts) => ({ ranges: parts.map(rangeOf), paragraph: document.getElementById(parts[0][0]) }));
    show(0);
  }

  const steps = [
    button(gettext("上一处"), () => show(at - 1)),
    button(gettext("下一处"), () => show(at + 1)),
  ];
  form.querySelector("button").replaceWith(...steps);
  form.querySelector(".hit-list")?.remove();
  article.classList.add("finding");
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 150); });
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (input.value.trim() !== words) find();
    else show(at + (event.shiftKey ? -1 : 1));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && at >= 0) hits[at].paragraph.querySelector("a")?.focus();
  });
  for (const step of steps) {
    step.hidden = true;
    step.title = gettext("按 Esc 回到文中");
  }
  if (input.value) arrive();

  // Arrival from a search: the server marked the hits; start at the paragraph in the address.
  function arrive() {
    const marked = [...text.querySelectorAll("mark[data-hit]")];
    const groups = new Map();
    for (const mark of marked) {
      const range = document.createRange();
      range.selectNodeContents(mark);
      const hit = groups.get(mark.dataset.hit) ?? { ranges: [], paragraph: mark.closest(".para") };
      hit.ranges.push(range);
      groups.set(mark.dataset.hit, hit);
    }
    hits = [...groups.values()];
    const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".para");
    const first = named ? hits.findIndex((hit) => hit.paragraph === named) : 0;
    show(Math.max(first, 0));
    if (hits.length < 2) return;
    const focus = () => steps[1].focus({ preventScroll: true });
    if (document.readyState === "complete") focus();
    else addEventListener("load", () => setTimeout(focus)); // going to the named paragraph takes the focus away
  }
})();
