// Preview card of a citation or footnote mark, opened by hover, focus and the first touch, closed by Escape.
// Without JavaScript a citation is a plain link.
"use strict";

(() => {
  const text = document.querySelector(".text");
  if (!text) return;
  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.hidden = true;
  card.setAttribute("role", "tooltip");
  document.body.append(card);

  const fetched = new Map();
  const parser = new DOMParser();
  let link = null; // the link whose card is shown or on its way
  let timer = 0;
  let pointer = "mouse";

  async function contentOf(anchor) {
    const url = new URL(anchor.href);
    if (url.pathname === location.pathname && url.hash) {
      const note = document.getElementById(decodeURIComponent(url.hash.slice(1)));
      return note ? [document.createTextNode(note.textContent.trim())] : [];
    }
    const [path, part] = url.pathname.split(/(?<=^\/CHARTER)\//);
    const at = part ?? url.hash.slice(1);
    const address = `${path}/card${at ? `?at=${at}` : ""}`;
    if (!fetched.has(address)) {
      fetched.set(address, fetch(address).then((response) => (response.ok ? response.text() : "")));
    }
    return [...parser.parseFromString(await fetched.get(address), "text/html").body.childNodes];
  }

  function place(anchor) {
    const line = anchor.getClientRects()[0];
    const width = Math.min(368, innerWidth - 24);
    card.style.width = `${width}px`;
    card.style.left = `${scrollX + Math.max(12, Math.min(line.left, innerWidth - width - 12))}px`;
    const below = line.bottom + 6;
    const fits = below + card.offsetHeight < innerHeight || line.top < card.offsetHeight;
    card.style.top = `${scrollY + (fits ? below : line.top - card.offsetHeight - 6)}px`;
  }

  async function show(anchor) {
    clearTimeout(timer); // of the card that the pointer left
    link = anchor;
    const content = await contentOf(anchor).catch(() => []);
    if (link !== anchor || !content.length) return;
    card.replaceChildren(...content);
    card.hidden = false;
    place(anchor);
    anchor.setAttribute("aria-describedby", "card");
  }

  function hide() {
    clearTimeout(timer);
    link?.removeAttribute("aria-describedby");
    link = null;
    card.hidden = true;
  }

  const cardLink = (target) => target.closest?.("a.cite, sup a");
  const later = (act, delay) => { clearTimeout(timer); timer = setTimeout(act, delay); };

  text.addEventListener("pointerover", (event) => {
    const anchor = cardLink(event.target);
    if (anchor && event.pointerType === "mouse") later(() => show(anchor), anchor === link ? 0 : 250);
  });
  text.addEventListener("pointerout", (event) => {
    if (cardLink(event.target) && event.pointerType === "mouse") later(hide, 300);
  });
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => later(hide, 300));
  text.addEventListener("focusin", (event) => {
    const anchor = cardLink(event.target);
    if (anchor && anchor.matches(":focus-visible")) show(anchor);
  });
  text.addEventListener("focusout", (event) => { if (cardLink(event.target)) later(hide, 150); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    if (!card.hidden && !card.contains(event.target) && !cardLink(event.target)) hide();
  });
  text.addEventListener("click", (event) => {
    const anchor = cardLink(event.target);
    if (!anchor || pointer === "mouse" || event.detail === 0 || (anchor === link && !card.hidden)) return;
    event.preventDefault(); // the first touch shows the card, the second follows the link
    hide();
    show(anchor);
  });
})();
