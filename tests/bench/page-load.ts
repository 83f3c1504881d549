import type { Browser, BrowserContext, Page } from "playwright";

/** One load of a page: KB on the wire, and times in ms. */
export interface Load {
  lcp: number;
  blocking: number;
  shift: number;
  elements: number;
  /** Scripts that arrived before the first paint, and all of them. */
  jsToPaint: number;
  js: number;
  all: number;
}

/** How a page is loaded: in which context, with how slow a machine and network, and how late its fonts are. */
export interface Conditions {
  context?: BrowserContext;
  slow?: boolean;
  fontsLateMs?: number;
}

/** 4x CPU throttling and slow 4G, as in Lighthouse. */
const SLOW = {
  cpu: { rate: 4 },
  network: { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 },
};

export function freshContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 800 } });
}

/** Opens a page and notes its paints, long tasks, and layout shifts in `window.seen`. */
export async function open(browser: Browser, address: string, conditions: Conditions = {}): Promise<Page> {
  const page = await (conditions.context ?? (await freshContext(browser))).newPage();
  if (conditions.slow) {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW.network);
    await session.send("Emulation.setCPUThrottlingRate", SLOW.cpu);
  }
  if (conditions.fontsLateMs) {
    await page.route("**/*.woff2", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, conditions.fontsLateMs));
      await route.continue();
    });
  }
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
  await page.goto(address);
  await page.waitForLoadState("networkidle");
  return page;
}

/** Loads a page and closes it. */
export async function load(browser: Browser, address: string, conditions: Conditions = {}): Promise<Load> {
  const page = await open(browser, address, conditions);
  const measured = await page.evaluate(() => {
    const { seen } = window as unknown as { seen: Pick<Load, "lcp" | "blocking" | "shift"> };
    const files = performance.getEntries().filter((e) => e instanceof PerformanceResourceTiming);
    const kb = (some: PerformanceResourceTiming[]) => some.reduce((sum, e) => sum + e.transferSize, 0) / 1024;
    const scripts = files.filter(({ name }) => name.endsWith(".js") && !name.endsWith("/sw.js"));
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    return {
      ...seen,
      jsToPaint: kb(scripts.filter(({ responseEnd }) => responseEnd <= painted)),
      js: kb(scripts),
      all: kb(files),
      elements: document.querySelectorAll("*").length,
    };
  });
  await (conditions.context ? page.close() : page.context().close());
  return measured;
}
