// Reading a document: copy a paragraph or its address, find words in the text and step through them.
// Without JavaScript the numbers are links and the form asks the server; nothing here is needed to read.
"use strict";

(() => {
  const article = document.querySelector("article.document");
  if (!article) return;
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };
  const button = (text, act, className = "plain small") => {
    const element = make("button", className, text);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  };

  // Copying
  const live = make("p", "unseen");
  live.setAttribute("role", "status");
  document.body.append(live);

  async function copy(text, from) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", "unseen");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy"); // the way for pages that are not served by https
      area.remove();
      from.focus();
    }
    const before = from.textContent;
    from.textContent = live.textContent = "已复制";
    setTimeout(() => { from.textContent = before; live.textContent = ""; }, 1500);
  }

  for (const element of article.querySelectorAll("[data-copy]")) {
    element.after(" ", button("复制", (event) => copy(element.dataset.copy, event.currentTarget)));
  }

  const ownText = (paragraph) => {
    const clone = paragraph.cloneNode(true);
    for (const extra of clone.querySelectorAll(".tools, .cited, .back, .quiet, .similar, sup")) extra.remove();
    return clone.textContent.trim();
  };
  const tools = make("span", "tools");
  let current = null;
  const report = make("a", "report", "报错");
  tools.append(
    button("复制链接", (event) => copy(`${location.origin}${location.pathname}#${current.id}`, event.currentTarget)),
    button("复制引文", (event) => {
      const reference = [article.dataset.reference, current.dataset.place].join("，");
      copy(`${ownText(current)}\n——${reference}`, event.currentTarget);
    }),
    report,
  );
  const offer = (event) => {
    const paragraph = event.target.closest?.("p.para[data-place]");
    if (!paragraph || paragraph === current) return;
    current = paragraph;
    tools.setAttribute("aria-label", paragraph.dataset.place);
    report.href = `${article.dataset.report}?at=${encodeURIComponent(paragraph.id)}`;
    paragraph.append(tools);
  };
  tools.setAttribute("role", "group");
  article.addEventListener("pointerover", offer);
  article.addEventListener("focusin", offer);

  // Finding. A hit is a list of ranges: one, or several where the server marked it across links.
  const form = article.querySelector("form.find");
  if (!form || !window.CSS?.highlights || !window.Highlight) return;
  const input = form.elements.q;
  const count = form.querySelector(".count");
  const text = article.querySelector(".text");
  let hits = [];
  let at = -1;

  const spaced = (term) => [...term].filter((c) => c.trim())
    .map((c) => c.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s*");

  function rangesIn(paragraph, pattern) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".tools, .cited, .back") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    let length = 0;
    while (walker.nextNode()) {
      nodes.push([length, walker.currentNode]);
      length += walker.currentNode.data.length;
    }
    const point = (offset, isEnd) => {
      const [start, node] = nodes.findLast(([first]) => (isEnd ? first < offset : first <= offset));
      return [node, offset - start];
    };
    return [...nodes.map(([, node]) => node.data).join("").matchAll(pattern)].map((match) => {
      const range = document.createRange();
      range.setStart(...point(match.index, false));
      range.setEnd(...point(match.index + match[0].length, true));
      return { range, paragraph };
    });
  }

  function show(number) {
    at = hits.length ? (number + hits.length) % hits.length : -1;
    CSS.highlights.set("hit", new Highlight(...hits.map((hit) => hit.range)));
    CSS.highlights.set("hit-now", new Highlight(...(at < 0 ? [] : [hits[at].range])));
    const place = at < 0 ? "" : hits[at].paragraph.dataset.place ?? "";
    count.textContent = !input.value.trim() ? "" : at < 0 ? "没有" : `第 ${at + 1} 处，共 ${hits.length} 处 ${place}`;
    for (const step of steps) step.hidden = hits.length < 2;
    form.classList.toggle("active", Boolean(input.value.trim()));
    if (at >= 0) {
      const box = hits[at].range.getBoundingClientRect();
      if (box.top < 80 || box.bottom > innerHeight - 80) scrollTo({ top: scrollY + box.top - innerHeight / 3 });
    }
  }

  function find(first) {
    const term = spaced(input.value);
    const pattern = term && new RegExp(term, "gi");
    hits = pattern ? [...text.querySelectorAll(".para")].flatMap((paragraph) => rangesIn(paragraph, pattern)) : [];
    show(first);
  }

  const steps = [
    button("上一处", () => show(at - 1)),
    button("下一处", () => show(at + 1)),
  ];
  form.querySelector("button").replaceWith(...steps);
  form.querySelector(".hit-list")?.remove();
  article.classList.add("finding");
  let waiting = 0;
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => find(0), 120); });
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    show(at + (event.shiftKey ? -1 : 1));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && at >= 0) hits[at].paragraph.querySelector("a")?.focus();
  });
  for (const step of steps) {
    step.hidden = true;
    step.title = "按 Esc 回到文中";
  }
  if (input.value) arrive();

  // From a search: the server marked its words; start at the paragraph the address names.
  function arrive() {
    const marked = [...text.querySelectorAll("mark[data-hit]")];
    const groups = Map.groupBy ? Map.groupBy(marked, (mark) => mark.dataset.hit) : new Map(marked.map((m) => [m.dataset.hit, [m]]));
    hits = [...groups.values()].map((marks) => {
      const range = document.createRange();
      range.setStartBefore(marks[0]);
      range.setEndAfter(marks.at(-1));
      return { range, paragraph: marks[0].closest(".para") };
    });
    const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const first = named ? hits.findIndex((hit) => hit.paragraph === named) : 0;
    show(Math.max(first, 0));
    if (hits.length < 2) return;
    const focus = () => steps[1].focus({ preventScroll: true });
    if (document.readyState === "complete") focus();
    else addEventListener("load", () => setTimeout(focus)); // going to the named paragraph takes the focus away
  }
})();
