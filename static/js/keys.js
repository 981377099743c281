// Keys for people who score all day. Everything a key does is also a link or a button on the page.
//
//   1–9          picks the option with that data-key in the criterion that has the focus, then goes to the next one
//   ↑ ↓          previous / next criterion (fieldset[data-criterion])
//   any letter   follows the link or presses the button with data-shortcut="letter"
//   ?            opens the <details data-key-help> of the page
// Nothing happens while someone types in a text field or holds Ctrl, Alt or Meta.

const typing = (target) => target.closest?.('input:not([type="radio"]):not([type="checkbox"]), textarea, select, [contenteditable]');
const criteria = () => [...document.querySelectorAll("fieldset[data-criterion]:not(:disabled)")];

function goTo(fieldset) {
  if (!fieldset) return;
  const target = fieldset.querySelector("input:checked") || fieldset.querySelector("input");
  target?.focus({ preventScroll: true });
  fieldset.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

function here() {
  const all = criteria();
  return document.activeElement.closest?.("fieldset[data-criterion]") || all.find((one) => !one.querySelector("input:checked")) || all[0];
}

function pick(key) {
  const fieldset = here();
  const option = fieldset?.querySelector(`input[data-key="${CSS.escape(key)}"]`);
  if (!option) return false;
  if (!option.checked) option.click();
  const all = criteria();
  const next = all[all.indexOf(fieldset) + 1];
  if (next) goTo(next);
  else document.querySelector("[data-after-last]")?.focus();
  return true;
}

function move(step) {
  const all = criteria();
  if (!all.length) return false;
  const at = all.indexOf(document.activeElement.closest?.("fieldset[data-criterion]"));
  goTo(all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))]);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  let done = false;
  if (event.key === "?") {
    const help = document.querySelector("details[data-key-help]");
    if (help) { help.open = !help.open; help.querySelector("summary").focus(); done = true; }
  } else if (/^[0-9]$/.test(event.key)) done = pick(event.key);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") done = criteria().length > 0 && move(event.key === "ArrowDown" ? 1 : -1);
  else if (/^[a-z]$/i.test(event.key)) {
    const target = document.querySelector(`[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
    if (target) { target.click(); done = true; }
  }
  if (done) event.preventDefault();
});
