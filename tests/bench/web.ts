import { spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, chromium, type Page } from "playwright";
import { median, round, SIZES, table, upstreamsOf } from "./kit";
import { benchPageChanges } from "./page-change";

const LOADS = 5;
const TIMES = 10;
const BARS = [180, 350, 250, 30, 0, 1_200, "20 / 35", "20 / 35", 0];
const HEADS = [
  "offers",
  "JS KB",
  "all KB",
  "LCP ms",
  "blocking ms",
  "shift",
  "elements",
  "search ms",
  "facet ms",
  "scroll: long tasks ms",
];

/** The model browser in a real Chromium over the built program (`npm start` builds it), at both sizes. */
export async function benchWeb(): Promise<void> {
  const program = join(process.cwd(), ".build/server.mjs");
  if (!existsSync(program)) throw new Error("expected a built program: run npm start once");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const upstreams = await upstreamsOf(size);
    const server = await serve(program, upstreams.env());
    const loads: Load[] = [];
    for (let i = 0; i < LOADS; i++) loads.push(await load(browser, server.url));
    const of = (key: keyof Load) => round(median(loads.map((one) => one[key])), 3);
    const used = await use(browser, server.url);
    const weight = [round(of("js")), round(of("all"))];
    rows.push([size, ...weight, of("lcp"), of("blocking"), of("shift"), of("elements"), ...used]);
    if (size === SIZES[0]) await benchPageChanges(browser, server.url);
    server.stop();
    await upstreams.close();
  }
  await browser.close();
  console.log(table(HEADS, [...rows, ["bar", ...BARS]]));
}

async function serve(program: string, variables: Record<string, string>) {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      LOG_LEVEL: "error",
      SYNC_ON_START: "0",
      SYNC_INTERVAL_SECONDS: "0",
      ADMIN_TOKEN: "a-token-for-benchmarks",
      DATA_DIR: mkdtempSync(join(tmpdir(), "gatewayz-bench-")),
      ...variables,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Gatewayz is at (http:\/\/[^\s:]+:\d+)/.exec(line)?.[1];
    if (!url) continue;
    const headers = { authorization: "Bearer a-token-for-benchmarks" };
    await (await fetch(`${url}/v1/sync`, { method: "POST", headers })).text();
    await (await fetch(`${url}/models`)).text();
    return { url, stop: () => child.kill() };
  }
  throw new Error("the program ended before it was ready");
}

/** One cold load: transferred KB, times in ms. */
interface Load {
  js: number;
  all: number;
  lcp: number;
  blocking: number;
  shift: number;
  elements: number;
}

async function fresh(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.addInitScript(() => {
    const seen = { lcp: 0, blocking: 0, shift: 0, long: 0 };
    Object.assign(window, { seen });
    const watch = (type: string, note: (entry: PerformanceEntry & { value?: number }) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    watch("largest-contentful-paint", (entry) => {
      seen.lcp = entry.startTime;
    });
    watch("longtask", ({ duration }) => {
      seen.blocking += Math.max(0, duration - 50);
      seen.long += duration;
    });
    watch("layout-shift", ({ value = 0 }) => {
      seen.shift += value;
    });
  });
  await page.goto(`${url}/models`);
  await page.waitForLoadState("networkidle");
  return page;
}

async function load(browser: Browser, url: string): Promise<Load> {
  const page = await fresh(browser, url);
  const measured = await page.evaluate(() => {
    const { seen } = window as unknown as { seen: Omit<Load, "js" | "all" | "elements"> };
    const files = performance.getEntries().filter((e) => e instanceof PerformanceResourceTiming);
    const kb = (some: PerformanceResourceTiming[]) => some.reduce((sum, e) => sum + e.transferSize, 0) / 1024;
    const scripts = files.filter(({ name }) => name.endsWith(".js") && !name.endsWith("/sw.js"));
    return { ...seen, js: kb(scripts), all: kb(files), elements: document.querySelectorAll("*").length };
  });
  await page.context().close();
  return measured;
}

/**
 * From an event to the frame that shows its result, for a search and a facet; then long tasks while scrolling to the
 * end.
 */
async function use(browser: Browser, url: string): Promise<number[]> {
  const page = await fresh(browser, url);
  // A large index is loaded when the page is first used.
  await page.locator("#page-search").focus();
  await page.locator("tr.needs-script").waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
  const [search, facet] = await page.evaluate(async (times) => {
    const shown = () => document.querySelector('[data-testid="count"]')?.textContent;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const timed = async (act: () => void) => {
      const before = shown();
      await frame();
      const start = performance.now();
      act();
      // The event's own changes are rendered once its microtasks have run; later ones take frames.
      await new Promise<void>((resolve) => queueMicrotask(resolve));
      while (shown() === before) await frame();
      await new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = resolve;
        requestAnimationFrame(() => channel.port2.postMessage(0));
      });
      const ms = performance.now() - start;
      await new Promise((resolve) => setTimeout(resolve, 150));
      return ms;
    };
    const input = document.querySelector<HTMLInputElement>("#page-search");
    const type = (text: string) => {
      if (!input) return;
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    const gateway = document.querySelector<HTMLElement>('[data-facet="gateways"][data-value="deepinfra"]');
    const searches: number[] = [];
    const facets: number[] = [];
    for (let i = 0; i < times; i++) {
      searches.push(await timed(() => type("llama")));
      await timed(() => type(""));
      facets.push(await timed(() => gateway?.click()));
      await timed(() => gateway?.click());
    }
    return [searches, facets];
  }, TIMES);
  const long = () => page.evaluate(() => (window as unknown as { seen: { long: number } }).seen.long);
  const before = await long();
  await page.mouse.move(800, 500);
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 3_000);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForTimeout(300);
  const scrolled = (await long()) - before;
  await page.context().close();
  return [round(median(search ?? [])), round(median(facet ?? [])), round(scrolled)];
}
