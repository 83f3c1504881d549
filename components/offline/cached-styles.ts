const CACHE = "styles-1";
const PATH = "/offline.css";
const VARIABLES = ["--font-geist", "--font-geist-mono", "--icons", "--logos"];

/** Keeps the styles of this page for pages that are made without a network. The page has them in it: nothing is fetched. */
export async function cacheStyles(): Promise<void> {
  const styles = document.querySelector<HTMLStyleElement>("style[data-href]");
  const [name = ""] = styles?.dataset.href?.split(" ") ?? [];
  const cache = await caches.open(CACHE);
  if (!styles?.textContent || (await cache.match(PATH))?.headers.get("etag") === name) return;
  const root = getComputedStyle(document.documentElement);
  const variables = VARIABLES.map((name) => `${name}:${root.getPropertyValue(name)};`).join("");
  const headers = { "content-type": "text/css", etag: name };
  await cache.put(PATH, new Response(`${styles.textContent}:root{${variables}}`, { headers }));
}

/** The styles that were kept last. */
export async function cachedStyles(): Promise<string> {
  return (await (await caches.open(CACHE)).match(PATH))?.text() ?? "";
}
