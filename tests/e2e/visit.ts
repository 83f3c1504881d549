import { expect, type Page, type Request, type Response } from "playwright/test";

/** Opens a page and waits until it reacts to input, every request is answered, and the browser is idle. Returns its response. */
export async function visit(page: Page, url: string): Promise<Response | null> {
  const running = new Set<Request>();
  const start = (request: Request) => void running.add(request);
  const end = (request: Request) => void running.delete(request);
  page.on("request", start).on("requestfinished", end).on("requestfailed", end);
  try {
    const response = await page.goto(url);
    await page.waitForFunction(isHydrated);
    const urls = async () => {
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      return [...running].map((request) => request.url());
    };
    await expect.poll(urls, { intervals: [50] }).toEqual([]);
    return response;
  } finally {
    page.off("request", start).off("requestfinished", end).off("requestfailed", end);
  }
}

/** Whether React runs the page; it marks each element that it runs. */
function isHydrated(): boolean {
  const main = document.querySelector("main");
  return main !== null && Object.keys(main).some((key) => key.startsWith("__reactProps"));
}
