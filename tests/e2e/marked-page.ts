import { expect, type Page } from "playwright/test";
import { upUrl } from "./up-url";

/** Opens a page and marks its document, which another document does not have. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(upUrl(path));
  await expect(page.locator("tr.needs-script")).toHaveCount(0);
  await page.waitForFunction(() => "next" in window);
  await mark(page);
}

/** Marks the document of a page that is open. */
export const mark = (page: Page) =>
  page.evaluate(() => {
    document.documentElement.dataset.marker = "first";
  });

/** Holds the scripts of the pages that are opened from now on; the returned function releases them. */
export async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, (route) => held.then(() => route.continue()));
  return release;
}

/** Whether the page is still in the document that was marked. */
export const isFirstDocument = (page: Page) => page.evaluate(() => document.documentElement.dataset.marker === "first");
/** The link of a row of the list, from 1. */
export const rowLink = (page: Page, row: number) => page.locator(`tr.row[aria-rowindex="${row + 1}"] .c-model a`);
/** A link of the header. */
export const header = (page: Page, name: string) => page.getByRole("banner").getByRole("link", { name, exact: true });
/** The main heading. */
export const title = (page: Page) => page.getByRole("heading", { level: 1 });
