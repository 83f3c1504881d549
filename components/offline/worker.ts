import { indexPath } from "@/lib/client/catalog-index";
import { INDEX_CACHE, lastIndex } from "./saved-index";
import { chunksIn, filesIn, isModelPath, pageToSave, SHELL, savedPage } from "./saved-page";

declare const BUILD: string;

/**
 * The service worker: saves what the app needs without a network, and answers with it when the network fails: the shell
 * with its files, the last index, and the visited model pages. Documents and files belong to one build, and are deleted
 * with the next.
 */
const scope = self as unknown as WorkerScope;
const FILES = `files-${BUILD}`;
const PAGES = `pages-${BUILD}`;
const MAX_PAGES = 40;
/** A page that was saved this long ago, in ms, is saved again on a visit. */
const SAVE_AGAIN_MS = 60_000;
/** An unknown hash redirects to the current index. */
const PRESENT = indexPath("present");

scope.addEventListener("install", (event) => {
  event.waitUntil(saveShell());
  event.waitUntil(scope.skipWaiting());
});
scope.addEventListener("activate", (event) => {
  event.waitUntil(scope.clients.claim());
  event.waitUntil(fetchIndex(new Request(PRESENT)).catch(() => undefined));
  event.waitUntil(deleteOtherCaches());
});
scope.addEventListener("message", (event) => {
  const { data } = event;
  if (typeof data === "string" && isModelPath(data)) event.waitUntil(saveVisited(data).catch(() => undefined));
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.location.origin) return;
  if (url.pathname.startsWith("/_next/static/") || /^\/icon[\w-]*\.(svg|png)$/.test(url.pathname)) {
    event.respondWith(fromFiles(request));
  } else if (url.pathname.startsWith(indexPath(""))) event.respondWith(fromIndex(request));
  else if (request.mode === "navigate") event.respondWith(openDocument(event));
});

/** Saves the shell, and also the files that its scripts load on demand. */
async function saveShell(): Promise<void> {
  const files = await savePage(SHELL, await fetch(SHELL));
  const scripts = await Promise.all(files.filter((file) => file.endsWith(".js")).map((file) => fromFiles(file)));
  const texts = await Promise.all(scripts.map((script) => script.text()));
  await Promise.all(texts.flatMap(chunksIn).map((file) => fromFiles(file)));
}

/** Saves the document of a visited page that was opened without one, or before the worker ran. */
async function saveVisited(path: string): Promise<void> {
  const saved = await (await caches.open(PAGES)).match(path);
  if (Date.now() - Number(saved?.headers.get("saved-at") ?? 0) < SAVE_AGAIN_MS) return;
  await savePage(path, await fetch(path));
}

/** Saves a document with its files, whose paths it returns. Deletes the oldest documents, but not the shell. */
async function savePage(path: string, answer: Response): Promise<string[]> {
  if (!answer.ok || answer.redirected) throw new Error(`${path} answered ${answer.status}`);
  const { html, response } = await pageToSave(answer, Date.now());
  const files = filesIn(html);
  await Promise.all(files.map((file) => fromFiles(file)));
  const pages = await caches.open(PAGES);
  await pages.delete(path);
  await pages.put(path, response);
  const visited = (await pages.keys()).filter(({ url }) => isModelPath(new URL(url).pathname));
  await Promise.all(visited.slice(0, -MAX_PAGES).map((page) => pages.delete(page)));
  return files;
}

/** A built file; its name has a content hash. */
async function fromFiles(request: Request | string): Promise<Response> {
  const cache = await caches.open(FILES);
  const cached = await cache.match(request);
  if (cached) return cached;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/** A cached index is immutable; for "present", the network comes first. */
async function fromIndex(request: Request): Promise<Response> {
  const cache = await caches.open(INDEX_CACHE);
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

/** Fetches an index, and replaces the cached one. */
async function fetchIndex(request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (!answer.ok) return answer;
  const cache = await caches.open(INDEX_CACHE);
  const cachedRequests = await cache.keys();
  await cache.put(answer.url, answer.clone());
  await Promise.all(cachedRequests.filter(({ url }) => url !== answer.url).map((old) => cache.delete(old)));
  return answer;
}

async function deleteOtherCaches(): Promise<void> {
  const obsolete = (await caches.keys()).filter((name) => ![FILES, PAGES, INDEX_CACHE].includes(name));
  await Promise.all(obsolete.map((name) => caches.delete(name)));
}

/** A document from the network; without it, the saved one of that URL, or the shell. */
async function openDocument(event: FetchEvent): Promise<Response> {
  const { url } = event.request;
  const answer = await fetch(event.request).catch(() => null);
  if (answer) {
    if (answer.ok && isModelPath(new URL(url).pathname))
      event.waitUntil(savePage(url, answer.clone()).catch(() => undefined));
    return answer;
  }
  const pages = await caches.open(PAGES);
  const saved = (await pages.match(url)) ?? (await pages.match(SHELL));
  return saved ? savedPage(saved, await chosenTheme()) : Response.error();
}

/** From the theme cookie, which some browsers do not let a worker read. */
async function chosenTheme(): Promise<string | undefined> {
  return (await scope.cookieStore?.get("theme"))?.value;
}

/** The used part of a service worker's global scope, which the DOM types lack. */
interface WorkerScope {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  /** Missing in some browsers. */
  cookieStore?: { get(name: string): Promise<{ value: string } | null> };
  addEventListener(type: "install" | "activate", listen: (event: LifeEvent) => void): void;
  addEventListener(type: "fetch", listen: (event: FetchEvent) => void): void;
  addEventListener(type: "message", listen: (event: LifeEvent & { data: unknown }) => void): void;
}

interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends LifeEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
