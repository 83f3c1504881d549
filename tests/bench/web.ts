import { spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, chromium } from "playwright";
import { buildFloor, FLOOR, serveStatic } from "./floor";
import { median, round, SIZES, table, upstreamsOf } from "./kit";
import { benchPageChanges } from "./page-change";
import { type Conditions, freshContext, type Load, load, open } from "./page-load";

const LOADS = 11;
const SLOW_LOADS = 5;
const TIMES = 10;

/** What is measured of /models at a size, and of the baseline page in the same run, as the rows of a table. */
const ROWS: readonly [measure: string, required: string, figure: (of: Measured) => number][] = [
  ["LCP ms", "", ({ list }) => list("lcp")],
  ["baseline page: LCP ms", "", ({ floor }) => floor("lcp")],
  ["LCP / baseline", "2", ({ list, floor }) => list("lcp") / floor("lcp")],
  ["LCP / static file", "1.15", ({ list, file }) => list("lcp") / file("lcp")],
  ["LCP / baseline, slow", "2", ({ slow }) => slow.list / slow.floor],
  ["LCP / static file, slow", "1.15", ({ slow }) => slow.list / slow.file],
  ["search - baseline's input, ms", "20 / 35", ({ used, input }) => used.search - input],
  ["facet - baseline's input, ms", "20 / 35", ({ used, input }) => used.facet - input],
  ["blocking - baseline's, ms", "30", ({ list, floor }) => list("blocking") - floor("blocking")],
  ["scrolling: long tasks ms", "0", ({ used }) => used.scrolled],
  ["shift, fonts cached", "0", ({ shifts }) => shifts.cached],
  ["shift, fonts 1 s late", "0.02", ({ shifts }) => shifts.late],
  ["JS KB until first paint", "165", ({ list }) => list("jsToPaint")],
  ["JS KB", "200", ({ list }) => list("js")],
  ["all KB", "350", ({ list }) => list("all")],
  ["elements", "1200", ({ list }) => list("elements")],
];

type Medians = (key: keyof Load) => number;

interface Measured {
  list: Medians;
  floor: Medians;
  file: Medians;
  slow: Record<Page, number>;
  shifts: { cached: number; late: number };
  used: { search: number; facet: number; scrolled: number };
  /** From an input on the baseline page to its paint, in ms. */
  input: number;
}

const PAGES = ["list", "floor", "file"] as const;
type Page = (typeof PAGES)[number];

/**
 * The model browser in a real Chromium over the built program (`npm start` builds it), at both sizes, beside a baseline
 * page of the same program and a static file; loads of the three take turns.
 */
export async function benchWeb(): Promise<void> {
  const program = join(process.cwd(), ".build/server.mjs");
  if (!existsSync(program)) throw new Error("expected a built program: run npm start once");
  await buildFloor();
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
  const baseline = await serve(program, {}, FLOOR);
  const columns: Measured[] = [];
  for (const size of SIZES) {
    const upstreams = await upstreamsOf(size);
    const server = await serve(program, upstreams.env());
    const file = await serveStatic(server.url, "/models");
    const urls = { list: `${server.url}/models`, floor: `${baseline.url}/`, file: `${file.url}/models` };
    columns.push(await measure(browser, urls));
    if (size === SIZES[0]) await benchPageChanges(browser, server.url);
    file.close();
    server.stop();
    await upstreams.close();
  }
  baseline.stop();
  await browser.close();
  const rows = ROWS.map(([name, required, figure]) => [
    name,
    ...columns.map((column) => round(figure(column), 2)),
    required,
  ]);
  console.log(table(["/models", ...SIZES.map((size) => `${size} offers`), "required at most"], rows));
}

async function measure(browser: Browser, urls: Record<Page, string>): Promise<Measured> {
  const quick = await inTurn(browser, urls, LOADS, {});
  const slow = await inTurn(browser, urls, SLOW_LOADS, { slow: true });
  const of = (loads: readonly Load[]) => (key: keyof Load) => median(loads.map((one) => one[key]));
  const context = await freshContext(browser);
  await load(browser, urls.list, { context });
  const cached = await load(browser, urls.list, { context });
  await context.close();
  const late = await load(browser, urls.list, { fontsLateMs: 1_000 });
  return {
    list: of(quick.list),
    floor: of(quick.floor),
    file: of(quick.file),
    slow: { list: of(slow.list)("lcp"), floor: of(slow.floor)("lcp"), file: of(slow.file)("lcp") },
    shifts: { cached: cached.shift, late: late.shift },
    input: await inputOf(browser, urls.floor),
    used: await use(browser, urls.list),
  };
}

/** Loads of the three pages in turn. */
async function inTurn(browser: Browser, urls: Record<Page, string>, times: number, conditions: Conditions) {
  const loads: Record<Page, Load[]> = { list: [], floor: [], file: [] };
  for (let i = 0; i < times; i++) {
    for (const page of PAGES) loads[page].push(await load(browser, urls[page], conditions));
  }
  return loads;
}

async function serve(program: string, variables: Record<string, string>, cwd = process.cwd()) {
  const child = spawn(process.execPath, [program], {
    cwd,
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
    if (cwd !== FLOOR) await (await fetch(`${url}/v1/sync`, { method: "POST", headers })).text();
    await (await fetch(cwd === FLOOR ? url : `${url}/models`)).text();
    return { url, stop: () => child.kill() };
  }
  throw new Error("the program ended before it was ready");
}

/**
 * From an event to the frame that shows its result, for a search and a facet; then long tasks while scrolling to the
 * end.
 */
async function use(browser: Browser, address: string) {
  const page = await open(browser, address);
  // A large index is loaded when the page is first used.
  await page.locator("#page-search").focus();
  await page.locator("tr.needs-script").waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
  const { searches, facets } = await page.evaluate(useInPage, TIMES);
  const long = () => page.evaluate(() => (window as unknown as { seen: { long: number } }).seen.long);
  const before = await long();
  await page.mouse.move(800, 500);
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 3_000);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForTimeout(300);
  const scrolled = (await long()) - before;
  await page.context().close();
  return { search: median(searches), facet: median(facets), scrolled };
}

async function inputOf(browser: Browser, address: string): Promise<number> {
  const page = await open(browser, address);
  const { searches } = await page.evaluate(useInPage, TIMES);
  await page.context().close();
  return median(searches);
}

/** Runs in the page: searches, and turns a facet on where there is one, each timed until it is painted. */
async function useInPage(times: number): Promise<{ searches: number[]; facets: number[] }> {
  const shown = () => document.querySelector('[data-testid="count"]')?.textContent;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const timed = async (act: () => void) => {
    const before = shown();
    await frame();
    const start = performance.now();
    act();
    // The event's own changes are rendered once its microtasks have run; later ones take frames.
    await new Promise<void>((resolve) => queueMicrotask(resolve));
    while (shown() === before) {
      if (performance.now() - start > 10_000) throw new Error("the page did not answer an event");
      await frame();
    }
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
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  const type = (text: string) => {
    setValue?.call(input, text);
    input?.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const gateway = document.querySelector<HTMLElement>('[data-facet="gateways"][data-value="deepinfra"]');
  const searches: number[] = [];
  const facets: number[] = [];
  for (let i = 0; i < times; i++) {
    searches.push(await timed(() => type("llama")));
    await timed(() => type(""));
    if (!gateway) continue;
    facets.push(await timed(() => gateway.click()));
    await timed(() => gateway.click());
  }
  return { searches, facets };
}
