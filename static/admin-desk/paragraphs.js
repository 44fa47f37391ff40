// Corrects paragraphs on the review page without loading it anew: the answer of a form is shown in its place.
"use strict";

const paragraphForm = document.getElementById("paragraph-form");
const editorTemplate = document.getElementById("words-editor");

const boxes = () => [...paragraphForm.querySelectorAll('input[name="order"]')];
const itemOf = (box) => box.closest("li");

function showChosen() {
  paragraphForm.querySelector("[data-chosen]").textContent = boxes().filter((box) => box.checked).length;
}

async function send(form, data) {
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body: data });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Take over the changed parts of an answer, the messages, and the tokens of all forms.
function show(page, order) {
  const token = page.querySelector('#paragraph-form input[name="version"]');
  if (!token) { document.location.reload(); return; } // logged out, or no longer allowed
  const messages = document.querySelector("#content-start .messagelist, main .messagelist:not(.found *)");
  const said = [...page.querySelectorAll(".messagelist")].find((list) => !list.closest(".found"));
  if (messages) messages.remove();
  if (said) document.querySelector(".desk-actions").before(said);
  for (const name of ["ol.read", ".found"]) {
    const fresh = page.querySelector(name);
    const present = document.querySelector(name);
    if (!fresh || !present) continue;
    const { scrollTop } = present;
    present.replaceWith(fresh);
    fresh.scrollTop = scrollTop;
  }
  document.querySelectorAll('input[name="version"]').forEach((field) => { field.value = token.value; });
  editorTemplate.innerHTML = page.getElementById("words-editor").innerHTML;
  const all = boxes();
  const next = all[Math.min(order, all.length - 1)];
  if (next) next.focus();
  showChosen();
}

async function apply(button) {
  const data = new FormData(paragraphForm, button);
  const chosen = boxes().filter((box) => box.checked).map((box) => Number(box.value));
  const focused = document.activeElement.name === "order" ? [Number(document.activeElement.value)] : [];
  if (!chosen.length) focused.forEach((order) => data.append("order", order));
  const first = Math.min(...chosen, ...(chosen.length ? [] : focused), boxes().length);
  show(await send(paragraphForm, data), button.value === "previous" ? Math.max(0, first - 1) : first);
}

function closeEditor(editor) {
  const item = editor.closest("li");
  item.querySelector("p.words").hidden = false;
  editor.remove();
  item.querySelector('input[name="order"]').focus();
}

// A conflict leads to the page of the paragraph: the saved words are shown below the typed ones, which stay.
function showConflict(editor, page) {
  const conflict = page.getElementById("typed-values");
  const token = page.querySelector('#words-form input[name="version"]');
  if (token) editor.elements.version.value = token.value;
  const seen = page.querySelector('#words-form input[name="seen"]');
  if (seen) editor.elements.seen.value = seen.value;
  const errors = page.querySelector("#words-form .errorlist, #split .errorlist");
  editor.querySelector("[data-conflict]").replaceChildren(...[conflict, errors].filter(Boolean));
}

function openEditor(box) {
  const item = itemOf(box);
  const words = item.querySelector("p.words");
  if (item.querySelector(".words-editor")) { item.querySelector("textarea").focus(); return; }
  const editor = editorTemplate.content.firstElementChild.cloneNode(true);
  const text = editor.elements["words-text"];
  editor.setAttribute("action", words.dataset.paragraph); // its buttons are named action, too
  text.value = editor.elements.seen.value = words.textContent;
  editor.elements["split-kind"].value = box.dataset.kind;
  editor.querySelector('[value="split"]').hidden = "table" in words.dataset;
  editor.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    editor.elements["split-words"].value = text.value.slice(text.selectionStart, text.selectionStart + 40);
    const page = await send(editor, new FormData(editor, event.submitter));
    if (page.getElementById("paragraph-form")) show(page, Number(box.value));
    else showConflict(editor, page);
  });
  editor.querySelector("[data-cancel]").addEventListener("click", () => closeEditor(editor));
  editor.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") closeEditor(editor);
    if (event.key === "Enter" && event.ctrlKey) editor.requestSubmit(editor.querySelector('[value="words"]'));
  });
  words.hidden = true;
  words.after(editor);
  text.focus();
}

function move(box, step, extend) {
  const all = boxes();
  const next = all[all.indexOf(box) + step];
  if (!next) return;
  if (extend) { box.checked = true; next.checked = true; showChosen(); }
  next.focus();
}

const KEYS = {
  ArrowDown: (box, event) => move(box, 1, event.shiftKey),
  ArrowUp: (box, event) => move(box, -1, event.shiftKey),
  m: () => apply(paragraphForm.querySelector('[value="join"]')),
  p: () => apply(paragraphForm.querySelector('[value="previous"]')),
  e: (box) => openEditor(box),
};

paragraphForm.addEventListener("keydown", (event) => {
  const box = event.target;
  const act = box.name === "order" && !event.ctrlKey && !event.metaKey && !event.altKey ? KEYS[event.key] : null;
  if (!act) return;
  event.preventDefault();
  act(box, event);
});
paragraphForm.addEventListener("submit", (event) => { event.preventDefault(); apply(event.submitter); });
paragraphForm.addEventListener("change", showChosen);
paragraphForm.querySelector("[data-edit]").addEventListener("click", () => {
  const box = boxes().find((one) => one.checked) || boxes()[0];
  if (box) openEditor(box);
});
paragraphForm.querySelectorAll(".with-script").forEach((element) => { element.hidden = false; });
