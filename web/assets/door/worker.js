/* Service worker of /staff/door/: keeps the empty page and its files, never a name.
   The page itself keeps the list; whatever it sends or asks for goes past this worker. */
"use strict";
const CACHE = "tonari-door-VERSION";
const PAGE = "/staff/door/";
const FILES = [
  PAGE,
  "/staff/door/assets/door.css",
  "/staff/door/assets/store.js",
  "/staff/door/assets/camera.js",
  "/staff/door/assets/view.js",
  "/staff/door/assets/door.js",
  "/staff/door/assets/manifest.json",
  "/staff/door/assets/icon-192.png",
];

/* redirect: "error", because without a sign-in the answer would be the sign-in page. */
const fresh = (address) =>
  fetch(address, { redirect: "error", credentials: "same-origin", cache: "no-cache" });

async function keep() {
  const cache = await caches.open(CACHE);
  for (const address of FILES) {
    const answer = await fresh(address);
    if (!answer.ok) throw new Error("not kept: " + address);
    await cache.put(address, answer);
  }
  await self.skipWaiting();
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("tonari-door-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  const address = mode === "navigate" && /^\/staff\/door\/[^/]*$/.test(pathname) ? PAGE : pathname;
  if (FILES.includes(address)) {
    event.respondWith(caches.match(address).then((kept) => kept || fetch(event.request)));
  }
});
