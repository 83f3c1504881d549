import type { Browser, Page } from "playwright";
import { median, round, table } from "./kit";

const TIMES = 7;
/** From one page to another by a link of the first. */
const CHANGES = [
  { from: "/", to: "/models", link: 'header nav a[href="/models"]' },
  { from: "/models", to: "/models/", link: 'tr.row[aria-rowindex="3"] .c-model a' },
  { from: "/models", to: "/gateways", link: 'header nav a[href="/gateways"]' },
  { from: "/gateways", to: "/chat", link: 'header nav a[href="/chat"]' },
  { from: "/models", to: "/docs", link: 'header nav a[href="/docs"]' },
];

/**
 * From the click on a link to the frame that shows its page: fetched ahead, as after a rest of the pointer; not fetched
 * ahead; and back again. `document` is the first contentful paint of the same page loaded as a document, `ratio` what a
 * change takes of that.
 */
export async function benchPageChanges(browser: Browser, url: string): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const { from, to, link } of CHANGES) {
    const times: Record<"ahead" | "cold" | "back" | "document", number[]> = {
      ahead: [],
      cold: [],
      back: [],
      document: [],
    };
    for (let time = 0; time < TIMES; time++) {
      for (const kind of ["ahead", "cold"] as const) {
        const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
        await open(page, url + from);
        if (kind === "ahead") {
          await page.hover(link);
          await page.waitForTimeout(100);
          await page.waitForLoadState("networkidle");
        }
        times[kind].push(await change(page, link, null));
        await page.waitForLoadState("networkidle");
        const reached = page.url();
        if (kind === "ahead") times.back.push(await change(page, null, from));
        else {
          await page.goto("about:blank");
          await page.goto(reached);
          times.document.push(await firstPaint(page));
        }
        await page.context().close();
      }
    }
    const [ahead, cold, back, document] = [times.ahead, times.cold, times.back, times.document].map(median);
    rows.push([
      `${from} to ${to}`,
      ...[ahead, cold, back, document].map((ms = Number.NaN) => round(ms)),
      round((ahead ?? 0) / (document ?? 1), 2),
    ]);
  }
  console.log(table(["page change", "ahead ms", "not ahead ms", "back ms", "document ms", "ratio"], rows));
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForLoadState("networkidle");
}

const firstPaint = (page: Page) =>
  page.evaluate(async () => {
    const seen = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    while (seen() === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    return seen() ?? Number.NaN;
  });

/** Follows a link, or goes back where there is none, and waits for the frame with another address and heading. */
const change = (page: Page, link: string | null, path: string | null) =>
  page.evaluate(
    async ([selector, target]) => {
      const heading = document.querySelector("main h1");
      const before = location.pathname;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      const act = () => (selector ? document.querySelector<HTMLElement>(selector)?.click() : history.back());
      const start = performance.now();
      const arrived = () =>
        (target ? location.pathname === target : location.pathname !== before) &&
        !heading?.isConnected &&
        document.querySelector("main h1") !== null;
      // Asking every frame would cost frames of its own.
      await new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!arrived()) return;
          observer.disconnect();
          resolve();
        }).observe(document, { childList: true, subtree: true });
        act();
      });
      await new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = resolve;
        requestAnimationFrame(() => channel.port2.postMessage(0));
      });
      return performance.now() - start;
    },
    [link, path] as const,
  );
