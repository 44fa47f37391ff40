// Interaction with the graph: highlight of neighbours, zoom, pan. The drawing is complete without this script.
(() => {
  "use strict";
  const figure = document.querySelector(".graph-figure");
  // The page has a wide and a narrow drawing; the style sheet shows one of them.
  const svg = figure && [...figure.querySelectorAll("svg.graph")].find((drawing) => drawing.getClientRects().length);
  if (!svg) return;

  // A line names the keys of both its ends, or only of the outer end when the other is the document in the middle.
  const centre = svg.querySelector(".focus").dataset.key;
  const endsOf = (line) => (line.dataset.ends.includes(" ") ? line.dataset.ends.split(" ") : [line.dataset.ends, centre]);
  const lines = [...svg.querySelectorAll("[data-ends]")].map((line) => ({ line, ends: endsOf(line) }));
  const marks = new Map([...svg.querySelectorAll("[data-key]")].map((mark) => [mark.dataset.key, mark]));

  function look(key) {
    forget();
    svg.classList.add("looking");
    marks.get(key).classList.add("is-near");
    for (const { line, ends } of lines) {
      if (!ends.includes(key)) continue;
      line.classList.add("is-near");
      for (const end of ends) if (marks.has(end)) marks.get(end).classList.add("is-near");
    }
  }

  function forget() {
    svg.classList.remove("looking");
    for (const near of svg.querySelectorAll(".is-near")) near.classList.remove("is-near");
  }

  for (const [key, mark] of marks) {
    if (mark.classList.contains("focus")) continue;
    mark.addEventListener("pointerenter", () => look(key));
    mark.addEventListener("pointerleave", forget);
    mark.addEventListener("focus", () => look(key));
    mark.addEventListener("blur", forget);
  }

  // On a narrow screen the view starts at the side with more neighbours.
  const frame = svg.parentElement;
  const box = svg.querySelector(".focus rect").getBoundingClientRect();
  const middle = box.left + box.width / 2;
  const places = [...svg.querySelectorAll(".dot circle")].map((circle) => circle.getBoundingClientRect().left);
  const older = places.filter((left) => left < middle).length;
  const edge = frame.getBoundingClientRect();
  frame.scrollLeft = older >= places.length / 2 ? box.right + 12 - edge.right : box.left - 12 - edge.left;

  // Zoom and pan by the view box: [x, y, width, height] in units of the drawing.
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  let view = [...whole];
  const MOST = 6;

  function show(next) {
    const width = Math.min(whole[2], Math.max(whole[2] / MOST, next[2]));
    const height = (width / whole[2]) * whole[3];
    const x = Math.min(whole[2] - width, Math.max(0, next[0]));
    const y = Math.min(whole[3] - height, Math.max(0, next[1]));
    view = [x, y, width, height];
    svg.setAttribute("viewBox", view.map((value) => value.toFixed(1)).join(" "));
    figure.classList.toggle("zoomed", width < whole[2]);
  }

  function zoom(factor, at) {
    const middle = at || [view[0] + view[2] / 2, view[1] + view[3] / 2];
    show([middle[0] - (middle[0] - view[0]) / factor, middle[1] - (middle[1] - view[1]) / factor, view[2] / factor]);
  }

  function place(event) {
    const box = svg.getBoundingClientRect();
    return [
      view[0] + ((event.clientX - box.left) / box.width) * view[2],
      view[1] + ((event.clientY - box.top) / box.height) * view[3],
    ];
  }

  const tools = figure.querySelector(".graph-tools");
  tools.hidden = false;
  figure.classList.add("live");
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.zoom === "in") zoom(1.5);
    else if (button.dataset.zoom === "out") zoom(1 / 1.5);
    else show(whole);
  });

  // Ctrl and the wheel (also a pinch on a touch pad) zoom; the wheel alone scrolls the page.
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, place(event));
  }, { passive: false });

  let grip = null;
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && view[2] < whole[2]) grip = { at: place(event), x: event.clientX, y: event.clientY };
    moved = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (!grip) return;
    if (Math.hypot(event.clientX - grip.x, event.clientY - grip.y) > 4) moved = true;
    if (!moved) return;
    const now = place(event);
    show([view[0] + grip.at[0] - now[0], view[1] + grip.at[1] - now[1], view[2]]);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, () => { grip = null; });
  // A drag must not follow the link under the pointer.
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
})();
