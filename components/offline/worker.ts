import { indexPath } from "@/lib/client/catalog-index";
import { INDEX_FORMAT } from "@/lib/models/search-index";
import { cachedStyles } from "./cached-styles";
import { offlinePage } from "./offline-page";
import type { WorkerScope } from "./scope";

/**
 * The service worker: keeps the files of the app and the last index, and makes pages of its own from it when the
 * network is gone. It stores no HTML: that carries the nonce of one request.
 */
const scope = self as unknown as WorkerScope;
const FILES = "files-1";
const INDEX = `index-${INDEX_FORMAT}`;
const MAX_FILES = 150;
/** Any hash that is not kept leads to the present index. */
const PRESENT = indexPath("present");

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => {
  event.waitUntil(scope.clients.claim());
  event.waitUntil(fetchIndex(new Request(PRESENT)).catch(() => undefined));
  event.waitUntil(deleteOtherCaches());
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.location.origin) return;
  if (url.pathname.startsWith("/_next/static/") || /^\/icon[\w-]*\.(svg|png)$/.test(url.pathname)) {
    event.respondWith(fromFiles(request));
  } else if (url.pathname.startsWith(indexPath(""))) event.respondWith(fromIndex(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

async function fromFiles(request: Request): Promise<Response> {
  const cache = await caches.open(FILES);
  const cached = await cache.match(request);
  if (cached) return cached;
  const answer = await fetch(request);
  if (!answer.ok) return answer;
  await cache.put(request, answer.clone());
  const files = await cache.keys();
  await Promise.all(files.slice(0, -MAX_FILES).map((file) => cache.delete(file)));
  return answer;
}

/** A cached index is immutable; "present" is requested from the network first. */
async function fromIndex(request: Request): Promise<Response> {
  const cache = await caches.open(INDEX);
  const cached = await cache.match(request);
  if (cached) return cached;
  try {
    return await fetchIndex(request);
  } catch (error) {
    const last = await lastIndex();
    if (last) return last;
    throw error;
  }
}

/** Fetches an index and keeps it, and no other. */
async function fetchIndex(request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (!answer.ok) return answer;
  const cache = await caches.open(INDEX);
  const before = await cache.keys();
  await cache.put(answer.url, answer.clone());
  await Promise.all(before.filter(({ url }) => url !== answer.url).map((old) => cache.delete(old)));
  return answer;
}

/** An index of another shape cannot be read by this worker. */
async function deleteOtherCaches(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith("index-") && name !== INDEX);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function lastIndex(): Promise<Response | undefined> {
  const cache = await caches.open(INDEX);
  const newest = (await cache.keys()).at(-1);
  return newest && cache.match(newest);
}

async function page(request: Request, url: URL): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    const [cached, css, theme] = await Promise.all([lastIndex(), cachedStyles(), chosenTheme()]);
    const nonce = crypto.randomUUID();
    const html = await offlinePage(url, cached, { css, theme, nonce }, Date.now());
    const policy = `default-src 'none'; style-src 'nonce-${nonce}'; font-src 'self'; img-src 'self'; form-action 'self'`;
    return new Response(html, {
      headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
    });
  }
}

/** As the theme button has it in a cookie, which not every browser lets a worker read. */
async function chosenTheme(): Promise<string | undefined> {
  return (await scope.cookieStore?.get("theme"))?.value;
}
