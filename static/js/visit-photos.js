// Pictures from the spot wait on the device until the server has them. Without this file the form sends one picture.
//
//   <div data-visit-photos="KT-…" data-url="…/anh/"><form …><input type="file" name="photo"></form><p data-photo-state></p></div>
//
// A picture goes into IndexedDB with a key of its own; the key makes a second sending count once. What waits is sent when
// the network is back, on focus, by a timer and when the page is loaded.

const root = document.querySelector("[data-visit-photos]");
const RETRY_MS = 10_000;
const STORE = "photos";

function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open("ocop-visits", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

async function store(mode, act) {
  const database = await open();
  return new Promise((done, fail) => {
    const asked = act(database.transaction(STORE, mode).objectStore(STORE));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

class Photos {
  constructor(element) {
    this.element = element;
    this.visit = element.dataset.visitPhotos;
    this.url = element.dataset.url;
    this.form = element.querySelector("form");
    this.line = element.querySelector("[data-photo-state]");
    this.sending = false;
    this.form.addEventListener("submit", (event) => this.take(event));
    addEventListener("online", () => this.flush());
    addEventListener("focus", () => this.flush());
    setInterval(() => this.flush(), RETRY_MS);
    this.flush();
  }

  async take(event) {
    const input = this.form.elements.photo;
    const [file] = input.files;
    if (!file) return;
    event.preventDefault();
    const key = crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${String(Math.random()).slice(2)}`;
    try {
      await store("readwrite", (photos) => photos.put({ key, visit: this.visit, name: file.name, type: file.type, bytes: file }));
    } catch { return this.say("Máy này không giữ được ảnh; hãy gửi khi có mạng."); }
    input.value = "";
    this.flush();
  }

  async waiting() {
    try { return (await store("readonly", (photos) => photos.getAll())).filter((one) => one.visit === this.visit); }
    catch { return []; }
  }

  async flush() {
    if (this.sending) return;
    this.sending = true;
    let sent = 0;
    for (const one of await this.waiting()) {
      const answer = await this.send(one).catch(() => null);
      if (answer === null) break;
      await store("readwrite", (photos) => photos.delete(one.key));
      if (answer.error) { this.say(`Ảnh ${one.name} không được nhận: ${answer.error}`); } else sent += 1;
    }
    this.sending = false;
    const left = (await this.waiting()).length;
    if (left) this.say(`Chờ mạng: ${left} ảnh còn giữ trên máy này`);
    else if (sent) this.say(`Đã gửi ${sent} ảnh.`);
  }

  // null: no answer that counts, try again later.
  async send(one) {
    const data = new FormData();
    data.append("photo", one.bytes, one.name);
    data.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(this.url, {
      method: "POST", body: data, credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", "Idempotency-Key": one.key },
    });
    const json = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : null;
    return json && (answer.ok || json.error) ? json : null;
  }

  say(text) { this.line.textContent = text; }
}

if (root && "indexedDB" in window) new Photos(root);
