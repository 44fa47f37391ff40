// Document page: what can be done with a paragraph, and with a selection over several. Both are copied as a quotation
// with its reference in the form that the reader chose last. Without JavaScript the link beside a paragraph leads to a
// page with the same links and references.
"use strict";

(() => {
  const article = document.querySelector("article.document");
  if (!article) return;
  const gettext = window.gettext ?? ((words) => words);
  const text = article.querySelector(".text");

  // Elements
  const make = (tag, className, words) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (words) element.textContent = words;
    return element;
  };
  const button = (words, act) => {
    const element = make("button", "plain small", words);
    element.type = "button";
    element.addEventListener("mousedown", (event) => event.preventDefault()); // keep the selection
    element.addEventListener("click", act);
    return element;
  };
  const link = (words, href) => {
    const element = make("a", "", words);
    element.href = href;
    return element;
  };
  const group = (className, role) => {
    const element = make("div", className);
    element.setAttribute("role", role);
    return element;
  };

  // Copy
  const live = make("p", "unseen");
  live.setAttribute("role", "status");
  document.body.append(live);

  async function copy(words, from) {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = make("textarea", "unseen");
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy"); // the way for pages that are not served by https
      area.remove();
      from.focus();
    }
    const before = from.textContent;
    from.textContent = live.textContent = gettext("已复制");
    setTimeout(() => { from.textContent = before; live.textContent = ""; }, 1500);
  }

  for (const element of article.querySelectorAll("[data-copy]")) {
    element.after(" ", button(gettext("复制"), (event) => copy(element.dataset.copy, event.currentTarget)));
  }
  if (!text) return;

  // References: patterns of the server, with the place of the paragraphs and the day of reading
  const STORED_FORM = "reference-form";
  const patterns = JSON.parse(article.dataset.references);
  const chooser = make("select", "form");
  chooser.setAttribute("aria-label", gettext("引注格式"));
  chooser.append(...patterns.map((pattern) => new Option(pattern.shown ?? pattern.name, pattern.name)));
  const stored = () => {
    try { return localStorage.getItem(STORED_FORM); } catch { return null; }
  };
  chooser.selectedIndex = Math.max(0, patterns.findIndex((pattern) => pattern.name === stored()));
  chooser.addEventListener("change", () => {
    try { localStorage.setItem(STORED_FORM, chooser.value); } catch { /* storage is switched off */ }
  });

  function joinPlaces(first, last) {
    if (!first || !last || first === last) return first || last;
    const [from, to] = [first, last].map((place) => /^(.*第)(.+)段$/.exec(place));
    if (from && to && from[1] === to[1]) return `${from[1]}${from[2]}至${to[2]}段`;
    return `${first}至${last.startsWith("第") ? "执行部分" : ""}${last}`;
  }

  function reference(paragraphs) {
    const places = paragraphs.map((paragraph) => paragraph.dataset.place).filter(Boolean);
    const place = joinPlaces(places[0], places.at(-1));
    const pattern = patterns[chooser.selectedIndex];
    const today = new Date(Date.now() - 60_000 * new Date().getTimezoneOffset()).toISOString().slice(0, 10);
    return (place ? pattern.part.replace("{place}", place) : pattern.whole).replace("{today}", today);
  }

  // The words of a paragraph in a range, without the marks of footnotes; a table has a line for each row.
  function wordsOf(paragraph, range) {
    const part = paragraph.ownerDocument.createRange();
    part.selectNodeContents(paragraph);
    if (range && range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
      part.setStart(range.startContainer, range.startOffset);
    }
    if (range && range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    const words = part.cloneContents();
    for (const extra of words.querySelectorAll("sup, tr[hidden]")) extra.remove();
    const rows = [...words.querySelectorAll("tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent.trim()).join("\t"));
    if (!rows.length) return words.textContent.trim();
    return [words.querySelector("figcaption")?.textContent.trim(), ...rows].filter(Boolean).join("\n");
  }

  // A text that is shown in the other script is quoted as printed. Both texts have the same number of characters.
  const printed = article.dataset.printed &&
    fetch(article.dataset.printed).then((response) => response.text())
      .then((html) => new DOMParser().parseFromString(html, "text/html"));

  function placeAt(paragraph, offset) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let left = offset;
    while (walker.nextNode()) {
      if (left <= walker.currentNode.length) return [walker.currentNode, left];
      left -= walker.currentNode.length;
    }
    return [paragraph, paragraph.childNodes.length];
  }

  function sameRange(paragraph, range, other) {
    const part = document.createRange();
    part.selectNodeContents(paragraph);
    const offsetOf = (node, offset, outside) => {
      if (!paragraph.contains(node)) return outside;
      const before = document.createRange();
      before.setStart(paragraph, 0);
      before.setEnd(node, offset);
      return before.toString().length;
    };
    const same = other.ownerDocument.createRange();
    same.setStart(...placeAt(other, offsetOf(range.startContainer, range.startOffset, 0)));
    same.setEnd(...placeAt(other, offsetOf(range.endContainer, range.endOffset, part.toString().length)));
    return same;
  }

  async function printedWords(paragraph, range) {
    const other = (await printed)?.getElementById(paragraph.id);
    return other ? wordsOf(other, range && sameRange(paragraph, range, other)) : wordsOf(paragraph, range);
  }

  async function quotation(paragraphs, range) {
    const words = await Promise.all(paragraphs.map((paragraph) => printedWords(paragraph, range)));
    const parts = paragraphs.map((paragraph, number) => [paragraph, words[number]]).filter(([, text]) => text);
    return [...parts.map(([, text]) => text), `——${reference(parts.map(([paragraph]) => paragraph))}`].join("\n");
  }

  async function copyQuotation(from, paragraphs, range) {
    await copy(await quotation(paragraphs, range), from);
  }

  // Menu of one paragraph, below it
  const menu = group("tools", "group");
  let opener = null; // the link that opened the menu
  let start = null; // the first paragraph of a selection that is made from menus

  function close(returnFocus) {
    opener?.setAttribute("aria-expanded", "false");
    menu.remove();
    if (returnFocus) opener?.focus();
    opener = null;
  }

  function open(at) {
    close(false);
    opener = at;
    const paragraph = at.closest(".para");
    const address = `${location.origin}${location.pathname}#${paragraph.id}`;
    const counts = [...paragraph.querySelectorAll(":scope > .cited, :scope > .similar")];
    const select = button(start && start !== paragraph ? gettext("选到本段") : gettext("从本段选起"), () => {
      close(true);
      if (!start || start === paragraph) start = paragraph;
      else selectFrom(start, paragraph);
    });
    menu.replaceChildren(
      ...counts.map((count) => link(count.dataset.text, count.href)),
      button(gettext("复制引文"), (event) => copyQuotation(event.currentTarget, [paragraph])),
      chooser,
      button(gettext("复制链接"), (event) => copy(address, event.currentTarget)),
      select,
      link(gettext("纠错"), `${article.dataset.report}?at=${encodeURIComponent(paragraph.id)}`),
    );
    menu.setAttribute("aria-label", paragraph.dataset.shownPlace || paragraph.dataset.place || gettext("本段"));
    paragraph.after(menu);
    at.setAttribute("aria-expanded", "true");
    menu.firstChild.focus({ preventScroll: true });
  }

  text.addEventListener("click", (event) => {
    const at = event.target.closest("a.handle");
    if (!at || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (at === opener) close(true);
    else open(at);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener) close(menu.contains(document.activeElement));
  });

  // Bar of a selection, behind its last paragraph, so that the tabulator leads from the selection to it
  const bar = group("selection", "toolbar");
  bar.setAttribute("aria-label", gettext("所选文字"));
  const selected = { paragraphs: [], range: null };
  bar.append(button(gettext("复制引文"), (event) => copyQuotation(event.currentTarget, selected.paragraphs, selected.range)));
  const trace = link(gettext("措辞溯源"), "");
  trace.addEventListener("mousedown", (event) => event.preventDefault()); // keep the selection

  function selectFrom(one, other) {
    const isForward = one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    const [first, last] = isForward ? [one, other] : [other, one];
    getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
    start = null;
    showBar();
    bar.querySelector("button").focus({ preventScroll: true });
  }

  // The history of a phrase is asked for words of one paragraph that are no longer than a phrase may be.
  function offerTrace() {
    const [{ paragraphs, range }, { traceUrl, longestPhrase }] = [selected, article.dataset];
    const phrase = paragraphs.length === 1 ? wordsOf(paragraphs[0], range).replace(/\s+/g, " ") : "";
    trace.href = `${traceUrl}?phrase=${encodeURIComponent(phrase)}`;
    if (phrase.length > 1 && phrase.length <= longestPhrase) bar.querySelector("button").after(trace);
    else trace.remove();
  }

  function showBar() {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || range.collapsed || !range.intersectsNode(text)) {
      if (!bar.contains(document.activeElement)) bar.remove();
      return;
    }
    const paragraphs = [...text.querySelectorAll(".para[data-place]")].filter(
      (paragraph) => range.intersectsNode(paragraph) && wordsOf(paragraph, range));
    if (!paragraphs.length) return;
    Object.assign(selected, { paragraphs, range: range.cloneRange() });
    if (!menu.isConnected) bar.append(chooser);
    offerTrace();
    paragraphs.at(-1).after(bar);
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (opener && !selection.isCollapsed && selection.containsNode(menu, true)) close(false); // its list would be copied
    clearTimeout(waiting);
    waiting = setTimeout(showBar, 200);
  });
})();
