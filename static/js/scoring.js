// Saves a member's marks one by one and says honestly where they are. The page works without this file: its form
// then carries the whole sheet.
//
//   <div data-scoring data-url="…/diem/" data-sheet="12" data-version="3" data-dossier="…" [data-locked="why"]>
//
// An inspector's field form is saved the same way; it brings its own words (data-word-item, -marked, -lost, -left).
//
// A mark waits in localStorage until the server has answered. Requests go out one after another; `n` counts this
// device's own entries, so that a late older one changes nothing; the Idempotency-Key stays with a bundle until it is
// answered. What waits is sent on “online”, on focus, by a timer and when the page is loaded. Only own marks are kept
// on the device; they are wiped when the sheet has been handed in and when signing out (once.js).

const root = document.querySelector("[data-scoring]");
const RETRY_MS = 10_000;
const PREFIX = "ocop.draft.marks.";
const DEVICE = "ocop.device";

function deviceName() {
  try {
    let name = localStorage.getItem(DEVICE);
    if (!name) localStorage.setItem(DEVICE, (name = randomId().slice(0, 12)));
    return name;
  } catch { return "khong-luu"; }
}

function randomId() { return crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${String(Math.random()).slice(2)}`; }

class Sheet {
  constructor(element) {
    this.element = element;
    this.form = element.querySelector("form#sheet");
    this.url = element.dataset.url;
    this.key = PREFIX + element.dataset.sheet;
    this.version = Number(element.dataset.version);
    this.line = element.querySelector("[data-save-state]");
    this.notices = element.querySelector("[data-scoring-notices]");
    this.kept = this.read();
    this.sending = false;
    if (element.dataset.locked) return this.closed(element.dataset.locked);
    this.restore();
    this.listen();
    if (this.count()) this.flush();
  }

  read() {
    try { return { n: 0, marks: {}, notes: {}, bundle: null, ...JSON.parse(localStorage.getItem(this.key)) }; }
    catch { return { n: 0, marks: {}, notes: {}, bundle: null }; }
  }

  write() {
    try { localStorage.setItem(this.key, JSON.stringify(this.kept)); this.keeps = true; } catch { this.keeps = false; }
  }

  count() {
    const bundle = this.kept.bundle;
    const codes = new Set([...Object.keys(this.kept.marks), ...Object.keys(this.kept.notes).map((code) => `note ${code}`)]);
    if (bundle) for (const code of [...Object.keys(bundle.marks), ...Object.keys(bundle.notes).map((code) => `note ${code}`)]) codes.add(code);
    return codes.size;
  }

  listen() {
    this.form.addEventListener("change", (event) => this.changed(event.target));
    this.form.addEventListener("submit", () => { this.leaving = true; setTimeout(() => { this.leaving = false; }, 20_000); });
    addEventListener("online", () => this.flush());
    addEventListener("focus", () => this.flush());
    addEventListener("offline", () => this.say());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.flush());
    setInterval(() => this.flush(), RETRY_MS);
    document.addEventListener("keydown", (event) => this.noteKey(event));
  }

  changed(control) {
    const entry = { v: control.value, n: ++this.kept.n };
    if (control.type === "radio") this.kept.marks[control.name] = entry;
    else if (control.name.startsWith("note-")) this.kept.notes[control.name.slice(5)] = entry;
    else return;
    this.write();
    this.flush();
  }

  // What an earlier visit could not send is put back on the page before it is sent.
  restore() {
    for (const group of [this.kept.bundle, this.kept].filter(Boolean)) {
      for (const [code, { v }] of Object.entries(group.marks)) this.choose(code, v);
      for (const [code, { v }] of Object.entries(group.notes)) this.form.elements[`note-${code}`].value = v;
    }
    if (this.count()) this.say();
  }

  choose(code, value) {
    for (const input of this.form.querySelectorAll(`input[name="${CSS.escape(code)}"]`)) input.checked = input.value === value;
  }

  async flush() {
    if (this.sending || this.stopped || this.leaving) return;
    if (!this.kept.bundle) {
      if (!Object.keys(this.kept.marks).length && !Object.keys(this.kept.notes).length) return;
      this.kept.bundle = { id: randomId(), marks: this.kept.marks, notes: this.kept.notes };
      this.kept.marks = {};
      this.kept.notes = {};
      this.write();
    }
    this.sending = true;
    this.say("saving", "Đang lưu…");
    try { await this.send(this.kept.bundle); } catch { this.say(); }
    this.sending = false;
    if (!this.kept.bundle && this.count()) this.flush();
  }

  async send(bundle) {
    const answer = await fetch(this.url, {
      method: "POST", credentials: "same-origin", redirect: "manual",
      headers: { "Content-Type": "application/json", Accept: "application/json", "Idempotency-Key": bundle.id, "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ sheet: this.element.dataset.sheet, version: this.version, device: deviceName(), dossier: this.element.dataset.dossier, marks: bundle.marks, notes: bundle.notes }),
    });
    const json = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : null;
    if (answer.ok && json) return this.saved(json);
    if (answer.status === 409 && json?.both) return this.ask(json, bundle);
    if (json?.error) return this.refused(json.error, bundle);
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      return this.say("refused", "Phiên đăng nhập đã hết. Những gì đã ghi còn giữ trên máy này; hãy đăng nhập ở thẻ khác rồi quay lại.");
    }
    this.say();
  }

  saved(json) {
    this.kept.bundle = null;
    this.write();
    this.setVersion(json.version);
    this.savedAt = json.saved_at;
    this.show("total", json.total);
    this.show("missed", json.missed);
    for (const [part, value] of Object.entries(json.parts)) this.show(`part-${part}`, value);
    this.progress(json.done);
    this.say();
  }

  setVersion(version) {
    this.version = version;
    this.form.elements.version.value = version;
  }

  show(name, text) { for (const spot of this.element.querySelectorAll(`[data-live="${name}"]`)) spot.textContent = text; }

  progress(done) {
    const bar = this.element.querySelector("[data-score-bar] progress");
    if (!bar) return;
    bar.value = done;
    bar.textContent = `${done}/${bar.max}`;
    bar.closest(".meter").querySelector(".meter-line span:last-child").textContent = `${done}/${bar.max}`;
  }

  // Another device of the same member marked the same criteria: both are shown, the member decides.
  ask(json, bundle) {
    this.kept.bundle = null;
    this.setVersion(json.version);
    for (const row of json.both) {
      const note = row.criterion.startsWith("note:");
      const code = row.criterion.replace("note:", "");
      const mine = (note ? bundle.notes : bundle.marks)[code];
      delete (note ? bundle.notes : bundle.marks)[code];
      this.choice(code, note, mine.v, row.there);
    }
    for (const group of ["marks", "notes"]) this.kept[group] = { ...bundle[group], ...this.kept[group] };
    this.write();
    this.say("refused", json.error);
  }

  choice(code, note, mine, theirs) {
    const label = (value) => (note ? value : this.form.querySelector(`input[name="${CSS.escape(code)}"][value="${CSS.escape(value)}"]`)?.closest("label")?.querySelector("span:nth-of-type(2)")?.textContent || value);
    const { wordItem = "Tiêu chí", wordMarked = "được chấm" } = this.element.dataset;
    const box = this.box(`${wordItem} ${code} ${wordMarked} khác nhau ở hai máy`, `Máy này: “${label(mine)}”. Máy khác: “${label(theirs)}”.`);
    const keep = (value) => () => {
      box.closest(".notice").remove();
      const control = note ? this.form.elements[`note-${code}`] : null;
      if (control) control.value = value; else this.choose(code, value);
      this.kept[note ? "notes" : "marks"][code] = { v: value, n: ++this.kept.n };
      this.write();
      this.flush();
    };
    box.append(this.button("Giữ của máy này", keep(mine)), " ", this.button("Lấy của máy khác", keep(theirs)));
  }

  button(text, action) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-secondary btn-sm", textContent: text });
    button.addEventListener("click", action);
    return button;
  }

  box(title, text) {
    const box = Object.assign(document.createElement("div"), { className: "notice tone-danger", role: "alert" });
    const body = Object.assign(document.createElement("div"), { className: "notice-body" });
    body.append(Object.assign(document.createElement("p"), { className: "notice-title", textContent: title }), Object.assign(document.createElement("p"), { textContent: text }));
    box.append(body);
    this.notices.append(box);
    return body;
  }

  // The server said no for good (handed in, locked, another dossier version): a copy to print, nothing sent again.
  refused(sentence, bundle) {
    this.stopped = true;
    this.say("refused", sentence);
    this.list(sentence, bundle);
  }

  closed(why) {
    const left = {};
    for (const group of [this.kept.bundle, this.kept].filter(Boolean)) {
      for (const [code, { v }] of Object.entries(group.marks)) {
        const input = this.form.querySelector(`input[name="${CSS.escape(code)}"]:checked`);
        if (input?.value !== v) left[code] = { v };
      }
    }
    if (Object.keys(left).length) this.list(why, { marks: left, notes: {} });
    try { localStorage.removeItem(this.key); } catch { /* storage is off */ }
  }

  list(sentence, bundle) {
    const { wordLost = "Điểm chưa được nhận", wordLeft = "điểm" } = this.element.dataset;
    const box = this.box(wordLost, `${sentence} Dưới đây là những ${wordLeft} còn trên máy này, có thể in lại.`);
    const list = document.createElement("ul");
    const all = { ...bundle.marks, ...this.kept.marks };
    for (const [code, { v }] of Object.entries(all)) {
      const input = this.form.querySelector(`input[name="${CSS.escape(code)}"][value="${CSS.escape(v)}"]`);
      const words = input?.closest("label")?.textContent.trim().replace(/\s+/g, " ") || v;
      list.append(Object.assign(document.createElement("li"), { textContent: `${code}: ${words}` }));
    }
    box.append(list, this.button("In bản này", () => print()));
  }

  say(state, text) {
    if (!this.line) return;
    const count = this.count();
    if (!state) [state, text] = count ? ["waiting", `Chờ mạng: ${count} mục còn giữ trên máy này`] : this.savedAt ? ["saved", `Đã lưu ${this.savedAt}`] : [null, ""];
    if (!state) return;
    if (state === "waiting" && this.keeps === false) text = `Chưa lưu được ${count} mục và máy này không giữ được: đừng đóng trang`;
    this.line.dataset.state = state;
    for (const icon of this.line.querySelectorAll("[data-save-icon]")) icon.hidden = icon.dataset.saveIcon !== state;
    this.line.querySelector("[data-save-text]").textContent = text;
  }

  noteKey(event) {
    if (event.key.toLowerCase() !== "n" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest('textarea, select, input:not([type="radio"])')) return;
    const code = document.activeElement.closest?.("fieldset[data-criterion]")?.dataset.criterion;
    const note = code && this.form.querySelector(`details[data-note="${CSS.escape(code)}"]`);
    if (!note) return;
    event.preventDefault();
    note.open = true;
    note.querySelector("textarea").focus();
  }
}

if (root) new Sheet(root);
