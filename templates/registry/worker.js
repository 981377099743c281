// Keeps the offline page and its files; asks the network first for pages, so that nobody sees an old verdict.
const CACHE = "ocop-kiem-tra-{{ version }}", PAGE = "/kiem-tra/ngoai-tuyen/";
const FILES = [PAGE{% for file in files %}, "{{ file|escapejs }}"{% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("ocop-kiem-tra-") && name !== CACHE && name !== "ocop-kiem-tra-so";
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event, path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  } else if (FILES.includes(path)) {
    event.respondWith(caches.match(path).then((found) => found ?? fetch(request)));
  }
});
