// Suggestions while a place is being typed, for inputs with data-suggest="/dia-ban/". The form works without this file:
// the button “Tìm” asks the server. A suggestion only fills the text; the server decides which unit it is.

const WAIT_MS = 250;
const LEAST = 2;

function attach(input) {
  const list = document.createElement("datalist");
  list.id = `${input.id}_list`;
  input.after(list);
  input.setAttribute("list", list.id);
  let timer = 0;
  let asked = "";
  const ask = async () => {
    const text = input.value.trim();
    if (text.length < LEAST || text === asked) return;
    asked = text;
    const query = new URLSearchParams({ q: text, dang: "json" });
    if (input.dataset.level) query.set("cap", input.dataset.level);
    try {
      const answer = await fetch(`${input.dataset.suggest}?${query}`);
      if (!answer.ok || input.value.trim() !== text) return;
      const { items } = await answer.json();
      list.replaceChildren(...items.filter((one) => !one.valid_to).map((one) => new Option(one.address, one.address)));
    } catch { /* no network: the button still works */ }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
}

document.querySelectorAll("input[data-suggest]").forEach(attach);
