// Type-ahead for the boxes that search the whole site; finding in one document has no list. Boxes work without it too.
// A module: a browser runs it once, even if a page names it twice. Its tag in base.html has the address to ask.

const { suggestUrl: SUGGEST_URL, longestQuery: LONGEST_QUERY } =
  document.querySelector("script[data-suggest-url]").dataset;
const WAIT = 120; // milliseconds after the last key
const gettext = window.gettext ?? ((words) => words);
const isEnglish = document.documentElement.lang === "en";

for (const input of document.querySelectorAll('form.search input[name="q"]')) attach(input);
// Boxes that name one document: a suggestion fills the box instead of leading to its page.
for (const input of document.querySelectorAll('input[data-suggest="documents"]')) attach(input, true);
for (const form of document.querySelectorAll('form.search[role="search"]')) {
  // A long text does not fit into an address.
  form.addEventListener("submit", () => { form.method = form.elements.q.value.length > LONGEST_QUERY ? "post" : "get"; });
}

// Fields left empty say nothing; without them the address is short enough to be shared.
for (const form of document.querySelectorAll("#filters form")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
}

function attach(input, isDocument = false) {
  const list = document.createElement("ul");
  list.className = "suggest";
  list.id = `${input.id || "q"}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", gettext("检索建议"));
  list.hidden = true;
  input.form.append(list); // inside the landmark of the form
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let timer, asked = 0, chosen = -1;

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing || /[a-z]/i.test(input.value)) timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key === "ArrowDown" && input.value.trim()) { event.preventDefault(); ask(); }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault(); // keeps what was typed; a second press empties the box
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });

  async function ask() {
    const typed = input.value.trim(), number = ++asked;
    if (!typed) return close();
    try {
      const response = await fetch(`${SUGGEST_URL}?q=${encodeURIComponent(typed)}`);
      const { suggestions } = await response.json();
      const fitting = isDocument ? suggestions.filter(({ url }) => url && !url.startsWith("/browse/")) : suggestions;
      if (number === asked && document.activeElement === input) show(fitting);
    } catch { close(); }
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(item));
    chosen = -1;
    if (!suggestions.length) return close();
    const box = input.getBoundingClientRect();
    list.style.left = `${box.left + scrollX}px`;
    list.style.top = `${box.bottom + scrollY}px`;
    list.style.width = `${box.width}px`;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function item(suggestion, index) {
    const element = document.createElement("li"), text = document.createElement("span"), kind = document.createElement("span");
    element.id = `${list.id}-${index}`;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.dataset.text = suggestion.text;
    element.dataset.url = suggestion.url;
    text.textContent = suggestion.text;
    kind.className = "kind";
    kind.textContent = suggestion.kind;
    if (isEnglish) for (const words of [text, kind]) if (/\p{Script=Han}/u.test(words.textContent)) words.lang = "zh-Hans";
    element.append(text, kind);
    element.addEventListener("mousedown", (event) => { event.preventDefault(); take(element); });
    return element;
  }

  function choose(index) {
    const count = list.children.length;
    chosen = (index + count + (chosen < 0 && index < 0 ? 1 : 0)) % count;
    for (const [place, element] of [...list.children].entries()) {
      element.setAttribute("aria-selected", String(place === chosen));
    }
    input.setAttribute("aria-activedescendant", list.children[chosen].id);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  }

  function take(element) {
    if (element.dataset.url && !isDocument) return location.assign(element.dataset.url);
    input.value = isDocument ? decodeURI(element.dataset.url).slice(1) : element.dataset.text;
    close();
    if (isDocument) return;
    input.form.requestSubmit();
  }

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}
