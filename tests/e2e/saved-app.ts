import { expect, type Page } from "playwright/test";
import { INDEX_FORMAT } from "@/lib/models/search-index";

/** The paths that the service worker has saved in the caches whose name starts so. */
const savedPaths = (page: Page, cache: string) =>
  page.evaluate(async (start) => {
    const names = (await caches.keys()).filter((name) => name.startsWith(start));
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => decodeURIComponent(new URL(url).pathname));
  }, cache);

/** Waits until the app that is open also runs without a network. */
export async function appIsSaved(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => savedPaths(page, `index-${INDEX_FORMAT}`)).toHaveLength(1);
  await pageIsSaved(page, "/offline");
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** Waits until the page at a path is saved. */
export async function pageIsSaved(page: Page, path: string): Promise<void> {
  await expect.poll(() => savedPaths(page, "pages-")).toContain(path);
}
