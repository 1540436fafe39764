// Keeps the counter's pages for when the line is down. It answers only for what a page asked to keep
// (see counter.js); everything else goes its ordinary way.
const KEPT = "acogida-counter";
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function kept(request) {
  const cache = await caches.open(KEPT);
  return cache.match(request, { ignoreVary: true });
}

async function answer(request) {
  const old = await kept(request);
  if (!old) return fetch(request);
  if (new URL(request.url).pathname.startsWith("/static/")) return old;
  const late = new Promise((resolve) => setTimeout(() => resolve(old), PATIENCE));
  const fresh = fetch(request).catch(() => old);
  return Promise.race([fresh, late]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});
