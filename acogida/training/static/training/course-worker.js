// Keeps a learner's course for when the line is down. It is registered for that learner's pages only and
// answers only for what the page asked to keep (see course.js); everything else goes its ordinary way.
const KEPT = "acogida-course";
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function answer(request) {
  const cache = await caches.open(KEPT);
  const old = await cache.match(request, { ignoreVary: true });
  if (!old) return fetch(request);
  if (new URL(request.url).pathname.startsWith("/static/")) return old;
  // A page as it is now, and kept so; the one kept before where the line is down or slow.
  const fresh = fetch(request)
    .then(async (found) => {
      if (found.ok && !found.redirected) await cache.put(request, found.clone());
      return found;
    })
    .catch(() => old);
  const late = new Promise((resolve) => setTimeout(() => resolve(old), PATIENCE));
  return Promise.race([fresh, late]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});
