// One click, one sending. The server refuses doubles anyway ({% once %}); this spares people the wondering.
// Also: closes open menus, moves focus to the error summary, wipes kept drafts when signing out.
const RESET_AFTER = 20_000; // a lost answer must not leave a dead button behind

function busy(form, on) {
  for (const button of form.querySelectorAll('button[type="submit"], button:not([type])')) {
    if (on) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
    if (!button.dataset.busy) continue;
    button.dataset.label ??= button.innerHTML;
    if (on) button.textContent = button.dataset.busy;
    else button.innerHTML = button.dataset.label;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get") return;
  if (form.dataset.sending === "yes") return event.preventDefault();
  form.dataset.sending = "yes";
  busy(form, true);
  setTimeout(() => { delete form.dataset.sending; busy(form, false); }, RESET_AFTER);
  if ("wipesDrafts" in form.dataset) wipeDrafts();
});

// The back button brings the page back as it was, with the lock still on.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) { delete form.dataset.sending; busy(form, false); }
});

// A refused button says why instead of doing nothing.
document.addEventListener("click", (event) => {
  const refused = event.target.closest?.('[aria-disabled="true"]');
  if (refused) event.preventDefault();
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});

function wipeDrafts() {
  try { for (const key of Object.keys(localStorage)) if (key.startsWith("ocop.draft.")) localStorage.removeItem(key); } catch { /* storage is off */ }
}

document.querySelector("[data-error-summary]")?.focus();
