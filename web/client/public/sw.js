// Opens the pages without a network: the shell is kept whole, everything of the API goes to the server.
// Files under /assets/ carry their content's hash in their name, so a kept one is never stale.

const PAGES = "shifu-pages";
const PICTURES = "shifu-pictures";
const PICTURE = /^\/api\/(pictures|ghosts)\//;

async function keepShell() {
  const names = await (await fetch("/shell.json", { cache: "no-cache" })).json();
  const cache = await caches.open(PAGES);
  const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const missing = names.filter((name) => name === "/" || !kept.has(name));
  await Promise.allSettled(missing.map((name) => cache.add(name)));
  for (const name of kept) if (!names.includes(name)) await cache.delete(name);
}

async function page(request) {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) (await caches.open(PAGES)).put("/", fresh.clone());
    return fresh;
  } catch {
    return (await caches.match("/")) ?? Response.error();
  }
}

async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) (await caches.open(PAGES)).put(request, fresh.clone());
  return fresh;
}

/** Drawings and outlines: the server's while it is there, else the one that was seen last. */
async function picture(request) {
  const cache = await caches.open(PICTURES);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) cache.put(new URL(request.url).pathname, fresh.clone());
    return fresh;
  } catch {
    return (await cache.match(new URL(request.url).pathname)) ?? Response.error();
  }
}

self.addEventListener("install", (event) => {
  // What a page sends while it goes would be lost on the way through here.
  event.addRoutes?.({ condition: { requestMethod: "POST" }, source: "network" });
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (PICTURE.test(pathname)) event.respondWith(picture(request));
});
