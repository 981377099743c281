// Forms with data-autosave="URL" save what was typed, field by field, and say honestly where it is.
//
//   <form method="post" data-autosave="/ho-so/…/luu/" data-autosave-key="HS-7K3M9QXA:tieu-chi">
//     {% include "components/save_state.html" only %}
//
// Sends POST with the changed fields, their names in `_field`, hidden fields marked data-autosave-always, the CSRF
// token and an Idempotency-Key header. The server answers JSON:
//   200 {"saved_at":"10:02:11","show":{"total":"72,5"},"set":{"version":"4"}}   show → [data-live], set → hidden fields
//   403, 409, 422 {"error":"Câu nói rõ vì sao"}  kept on the device and shown; not sent again until changed
// Anything else (no network, 5xx, sign-in lapsed) keeps the change on the device and tries again.
// Files are never saved this way.

const RETRY_MS = 15_000;
const TYPING_MS = 1_200;
const PREFIX = "ocop.draft.";

const store = {
  read(key) { try { return JSON.parse(localStorage.getItem(PREFIX + key)) || {}; } catch { return {}; } },
  write(key, fields) {
    try {
      if (Object.keys(fields).length) localStorage.setItem(PREFIX + key, JSON.stringify(fields));
      else localStorage.removeItem(PREFIX + key);
      return true;
    } catch { return false; }
  },
};

class Saver {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.key = form.dataset.autosaveKey || this.url;
    this.waiting = store.read(this.key);   // name → {values, id, base}: not yet with the server
    this.base = new Map();                 // name → values as the server knows them
    this.refused = new Map();              // name → sentence
    this.line = document.querySelector(`[data-save-state][data-for="${form.id}"]`) || form.querySelector("[data-save-state]") || document.querySelector("[data-save-state]");
    this.timer = 0;
    this.sending = false;
    for (const { name } of form.elements) if (name) this.base.set(name, this.values(name));
    this.restore();
    form.addEventListener("input", (event) => this.changed(event.target, TYPING_MS));
    form.addEventListener("change", (event) => this.changed(event.target, 0));
    form.addEventListener("focusout", () => this.count() && this.flush());
    form.addEventListener("submit", () => this.handOver());
    addEventListener("online", () => this.flush());
    addEventListener("offline", () => this.say());
    addEventListener("focus", () => this.count() && this.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.leave());
    setInterval(() => this.count() && this.flush(), RETRY_MS);
    if (this.count()) this.flush();
  }

  count() { return Object.keys(this.waiting).length; }

  controls(name) {
    return [...this.form.elements].filter((control) => control.name === name && control.type !== "file");
  }

  values(name) {
    return this.controls(name)
      .filter((control) => !["radio", "checkbox"].includes(control.type) || control.checked)
      .flatMap((control) => (control.multiple ? [...control.selectedOptions].map((option) => option.value) : [control.value]));
  }

  changed(control, delay) {
    if (!control.name || control.name.startsWith("_") || control.type === "file" || control.type === "hidden") return;
    this.refused.delete(control.name);
    this.waiting[control.name] = {
      values: this.values(control.name), base: this.base.get(control.name), id: crypto.randomUUID?.() || String(Math.random()).slice(2),
    };
    store.write(this.key, this.waiting);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), delay);
  }

  // What an earlier visit could not send is put back into the form, and sent – unless the server has moved on since:
  // then its value stays and the typed text is shown, so that a person decides.
  restore() {
    for (const [name, { values, base }] of Object.entries(this.waiting)) {
      const controls = this.controls(name);
      const now = JSON.stringify(this.base.get(name));
      if (!controls.length || now === JSON.stringify(values)) { delete this.waiting[name]; continue; }
      if (now !== JSON.stringify(base)) {
        this.refused.set(name, `mục này đã được sửa ở nơi khác. Bản nhập trên máy này: “${values.join(", ").slice(0, 300)}”`);
        delete this.waiting[name];
        continue;
      }
      for (const control of controls) {
        if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
        else if (control.multiple) for (const option of control.options) option.selected = values.includes(option.value);
        else control.value = values[0] ?? "";
      }
    }
    store.write(this.key, this.waiting);
    this.say();
  }

  body(batch) {
    const data = new FormData();
    for (const [name, { values }] of Object.entries(batch)) {
      data.append("_field", name);
      for (const value of values) data.append(name, value);
    }
    for (const control of this.form.querySelectorAll("[data-autosave-always], [name=csrfmiddlewaretoken]")) data.append(control.name, control.value);
    return data;
  }

  async flush() {
    if (this.sending || !this.count() || this.stopped) return;
    clearTimeout(this.timer);
    const batch = { ...this.waiting };
    for (const name of this.refused.keys()) delete batch[name];
    if (!Object.keys(batch).length) return this.say();
    this.sending = true;
    this.say("saving", "Đang lưu…");
    try {
      const answer = await fetch(this.url, {
        method: "POST", body: this.body(batch), credentials: "same-origin", redirect: "manual",
        headers: { Accept: "application/json", "X-Requested-With": "autosave", "Idempotency-Key": Object.values(batch).map((one) => one.id).join("").slice(0, 64) },
      });
      await this.heard(answer, batch);
    } catch { this.say("waiting"); }
    this.sending = false;
    const more = Object.keys(this.waiting).some((name) => !this.refused.has(name) && !batch[name]);
    if (more) this.timer = setTimeout(() => this.flush(), 200);
  }

  async heard(answer, batch) {
    const json = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : {};
    if (answer.ok && "saved_at" in json) {
      for (const [name, sent] of Object.entries(batch)) {
        this.base.set(name, sent.values);
        if (this.waiting[name]?.id === sent.id) delete this.waiting[name];
      }
      store.write(this.key, this.waiting);
      for (const [name, text] of Object.entries(json.show || {})) for (const spot of document.querySelectorAll(`[data-live="${CSS.escape(name)}"]`)) spot.textContent = text;
      for (const [name, value] of Object.entries(json.set || {})) for (const control of this.controls(name)) control.value = value;
      this.form.dispatchEvent(new CustomEvent("ocop:saved", { bubbles: true, detail: json }));
      this.savedAt = json.saved_at;
      return this.say();
    }
    if ([403, 409, 413, 422].includes(answer.status) && json.error) {
      for (const name of Object.keys(batch)) this.refused.set(name, json.error);
      return this.say();
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      return this.say("refused", "Phiên đăng nhập đã hết. Những gì đã nhập còn giữ trên máy này; hãy đăng nhập ở thẻ khác rồi quay lại.");
    }
    this.say("waiting");
  }

  // The form itself is being sent and carries everything. The draft stays on the device until the server is seen to
  // have it (restore() compares), so a failed sending loses nothing.
  handOver() { this.stopped = true; clearTimeout(this.timer); setTimeout(() => { this.stopped = false; }, 20_000); }

  leave() {
    if (this.count() && !this.sending && navigator.sendBeacon) navigator.sendBeacon(this.url, this.body(this.waiting));
  }

  say(state, text) {
    if (!this.line) return;
    const [refusal] = this.refused.values();
    const count = this.count();
    if (!state) {
      if (refusal) [state, text] = ["refused", `Chưa lưu được: ${refusal}`];
      else if (count) state = "waiting";
      else if (this.savedAt) [state, text] = ["saved", `Đã lưu ${this.savedAt}`];
      else return;
    }
    if (state === "waiting") text = `Chờ mạng, còn ${count} mục giữ trên máy này`;
    this.line.dataset.state = state;
    for (const icon of this.line.querySelectorAll("[data-save-icon]")) icon.hidden = icon.dataset.saveIcon !== state;
    this.line.querySelector("[data-save-text]").textContent = text;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Saver(form);
