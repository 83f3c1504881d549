import { expect, test } from "playwright/test";
import { upUrl } from "./up-url";

test.describe("between a phone and a desk", () => {
  for (const width of [768, 820, 900, 1000]) {
    test(`at ${width} px nothing is cut off, and every figure is below its header`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ["/", "/models/meta-llama/Llama-3.3-70B-Instruct", "/chat", "/models?ability=tools"]) {
        await page.goto(upUrl(path));
        await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeInViewport({ ratio: 1 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
      await page.locator("tr.needs-script").waitFor({ state: "detached" });
      expect((await page.locator("#page-search").boundingBox())?.width).toBeGreaterThan(200);
      const shown = (row: string) =>
        page
          .locator(row)
          .evaluateAll((rows) =>
            rows.map((one) => [...one.children].filter((cell) => getComputedStyle(cell).display !== "none").length),
          );
      const [heads = 0] = await shown(".models thead tr");
      const cells = await shown(".models tr.row");
      expect(cells.length).toBeGreaterThan(5);
      expect(new Set(cells)).toEqual(new Set([heads]));
    });
  }
});
