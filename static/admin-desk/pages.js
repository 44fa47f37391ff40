// Turns the page of the original without loading the review page: every link with `data-turn` names a page and a paragraph.
"use strict";

const PHONE = window.matchMedia("(max-width: 900px)");

// Show the panel for the query of `address`, keep the focus on the same control, and remember the address.
async function turn(address, control) {
  const panel = document.getElementById("original");
  const response = await fetch(panel.dataset.panel + address.search, { credentials: "same-origin" }).catch(() => null);
  if (!response || !response.ok || response.redirected) { window.location.assign(address); return; }
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("original");
  if (!fresh) { window.location.assign(address); return; }
  panel.replaceWith(fresh);
  window.history.replaceState(null, "", address.pathname + address.search);
  const shown = address.searchParams.get("paragraph");
  document.querySelectorAll("ol.read li.shown").forEach((item) => item.classList.remove("shown"));
  if (shown) document.getElementById(`n${shown}`)?.classList.add("shown");
  bringIntoView(fresh, control);
}

// Scroll to the first mark inside the frame.
function scrollToMark(panel) {
  const frame = panel.querySelector(".page-frame");
  const mark = panel.querySelector("rect");
  if (frame && mark) frame.scrollTop += mark.getBoundingClientRect().top - frame.getBoundingClientRect().top - 60;
}

// Show the mark, and on a phone the panel; move the focus that went with the old panel.
function bringIntoView(panel, control) {
  scrollToMark(panel);
  if (control === "paragraph") { if (PHONE.matches) panel.scrollIntoView({ block: "start" }); return; }
  const again = control && panel.querySelector(`[data-turn="${control}"]`);
  (again || panel.querySelector("h2")).focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a[data-turn]");
  if (link) {
    event.preventDefault();
    turn(new URL(link.href), link.dataset.turn);
    return;
  }
  const item = event.target.closest("ol.read li");
  const own = item && !event.target.closest("a, button, input, select, textarea, label, summary");
  const selection = window.getSelection();
  if (own && selection.isCollapsed) {
    const place = item.querySelector('a[data-turn="paragraph"]');
    if (place) turn(new URL(place.href), "paragraph");
  }
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-turn-form]")) return;
  event.preventDefault();
  const address = new URL(event.target.action);
  address.search = new URLSearchParams(new FormData(event.target)).toString();
  turn(address, null);
});

const first = document.getElementById("original");
if (first) scrollToMark(first);
