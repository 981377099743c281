// Suggestions while words are typed, for inputs with data-suggest="/san-pham/goi-y/": a combobox with a list of links.
// Without this file the form asks as always. ↓ ↑ move, Enter opens the marked one, Escape closes, Tab leaves.

const WAIT_MS = 120;
const LEAST = 2;

function attach(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-goi-y`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel || "Gợi ý");
  list.hidden = true;
  input.parentElement.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) input.setAttribute(name, value);

  let timer = 0;
  let running = null;
  let marked = -1;

  const options = () => [...list.children];
  const mark = (place) => {
    marked = place;
    options().forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
    if (place >= 0) input.setAttribute("aria-activedescendant", options()[place].id);
    else input.removeAttribute("aria-activedescendant");
    options()[place]?.scrollIntoView({ block: "nearest" });
  };
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  };
  const fill = (items) => {
    list.replaceChildren(...items.map((item, at) => {
      const one = document.createElement("li");
      one.id = `${list.id}-${at}`;
      one.setAttribute("role", "option");
      one.setAttribute("aria-selected", "false");
      one.dataset.url = item.url;
      const kind = document.createElement("span");
      kind.className = "suggestion-kind";
      kind.textContent = item.kind;
      one.append(item.text, " ", kind);
      return one;
    }));
    mark(-1);
    show(items.length > 0 && document.activeElement === input);
  };
  const ask = async () => {
    const text = input.value.trim();
    running?.abort();
    if (text.length < LEAST) return fill([]);
    running = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: text })}`, { signal: running.signal });
      if (answer.ok && input.value.trim() === text) fill((await answer.json()).items);
    } catch { /* no network, or a newer question: the form still works */ }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); show(false); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      if (list.hidden) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(marked < 0 ? (step > 0 ? 0 : count - 1) : (marked + step + count) % count);
    } else if (event.key === "Enter" && marked >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(options()[marked].dataset.url);
    }
  });
  input.addEventListener("blur", () => setTimeout(() => show(false), 150));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const one = event.target.closest("[role=option]");
    if (one) location.assign(one.dataset.url);
  });
}

document.querySelectorAll("input[data-suggest]").forEach(attach);

// Where there is room beside the hits the filters stand open; on a phone they wait behind their heading.
if (matchMedia("(min-width: 62rem)").matches) {
  document.querySelectorAll("details[data-open-wide]").forEach((one) => { one.open = true; });
}
