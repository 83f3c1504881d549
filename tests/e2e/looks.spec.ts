import { expect, type Locator, type Page, test } from "playwright/test";
import { violations } from "./accessibility";
import { upUrl } from "./up-url";
import { visit } from "./visit";

const LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
const PAGES = [
  "/",
  "/models?ability=tools",
  `/models/${LLAMA}`,
  `/compare?models=${LLAMA},katanemo/Arch-Router-1.5B&differences=1`,
  "/gateways",
  "/changes",
  "/docs",
  "/use/codex",
  "/chat",
  "/login",
];

const open = async (page: Page, path: string) => {
  await visit(page, upUrl(path));
  await expect(page.locator("tr.needs-script")).toHaveCount(0);
};
/** Some px around a place belong to its picture: outlines are there. */
const AROUND = 4;
const picture = (place: Locator) => clip(place, {});
const clip = async (place: Locator, part: { width?: number; height?: number }) => {
  const box = await place.boundingBox();
  if (!box) throw new Error("expected it on the page");
  const { x, y, width, height } = { ...box, ...part };
  const around = { x: Math.max(0, x - AROUND), y: y - AROUND, width: width + 2 * AROUND, height: height + 2 * AROUND };
  return (await place.page().screenshot({ animations: "disabled", caret: "hide", clip: around })).toString("base64");
};

test.describe("in forced colors", () => {
  test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: "active" }));

  for (const path of PAGES) {
    test(`${path} breaks no accessibility rule`, async ({ page }) => {
      await open(page, path);
      expect(await violations(page)).toEqual([]);
    });
  }

  test("a page in dark breaks no accessibility rule", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await open(page, "/");
    expect(await violations(page)).toEqual([]);
  });

  test("the list as cards breaks no accessibility rule", async ({ page }) => {
    await page.context().addCookies([{ name: "view", value: "cards", url: upUrl("/") }]);
    await open(page, "/models");
    await expect(page.locator(".models")).toHaveAttribute("data-view", "cards");
    expect(await violations(page)).toEqual([]);
  });

  test("an open palette breaks no rule, and shows which option is active", async ({ page }) => {
    await open(page, "/gateways");
    await page.keyboard.press("ControlOrMeta+k");
    const palette = page.getByRole("dialog");
    await palette.getByRole("combobox").fill("llama");
    const option = palette.getByRole("option").nth(1);
    await expect(option).toBeVisible();
    const before = await picture(option);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(option).toHaveAttribute("aria-selected", "true");
    expect(await picture(option)).not.toBe(before);
    expect(await violations(page)).toEqual([]);
  });

  test("a selected filter, view, and model show it", async ({ page }) => {
    await open(page, "/models");
    const filter = page.locator('[data-facet="abilities"][data-value="tools"]');
    const box = { width: 30, height: 28 };
    await page.mouse.move(0, 0);
    const before = await clip(filter, box);
    await filter.click();
    await page.mouse.move(0, 0);
    await expect(filter).toHaveAttribute("aria-checked", "true");
    expect(await clip(filter, box)).not.toBe(before);
    const row = page.locator("tr.row").first();
    const edge = { width: 12, height: 40 };
    const rowBefore = await clip(row, edge);
    await row.getByRole("link").focus();
    await page.keyboard.press("c");
    await page.locator("#page-search").focus();
    await expect(row).toHaveAttribute("data-picked", "true");
    expect(await clip(row, edge)).not.toBe(rowBefore);
  });

  test("the current page, the chosen language, and a focused field show it", async ({ page }) => {
    await open(page, "/gateways");
    const link = page.getByRole("banner").getByRole("link", { name: "Gateways", exact: true });
    const current = await picture(link);
    await open(page, "/docs");
    expect(await picture(link)).not.toBe(current);
    const tab = page.locator(".api-tabs label").nth(1);
    const before = await picture(tab);
    await tab.click();
    await page.mouse.move(0, 0);
    expect(await picture(tab)).not.toBe(before);
    await open(page, "/chat");
    const field = page.locator("#message");
    const box = field.locator("xpath=../..");
    await page.getByRole("banner").getByRole("link").first().focus();
    const resting = await picture(box);
    await field.focus();
    expect(await picture(box)).not.toBe(resting);
  });
});

test.describe("the list between a phone and a desk", () => {
  for (const sort of ["in", "out", "month", "context", "gateways", "released"]) {
    test(`shows the column that it is sorted by: ${sort}`, async ({ page }) => {
      await open(page, `/models?sort=${sort}`);
      const head = page.locator("th[aria-sort]");
      const cell = page.locator(`tr.row .c-${sort}`).first();
      for (const width of [768, 959, 960, 1100, 1279]) {
        await page.setViewportSize({ width, height: 800 });
        await expect(head).toBeVisible();
        await expect(async () => {
          const [over, below] = [await head.boundingBox(), await cell.boundingBox()];
          expect([width, over?.x, over?.width]).toEqual([width, below?.x, below?.width]);
        }).toPass();
      }
    });
  }
});

test.describe("every page fits its window", () => {
  for (const path of [...PAGES, "/settings", "/admin", "/use", "/nowhere"])
    test(`${path} from 320 to 1440 px`, async ({ page }) => {
      await visit(page, upUrl(path));
      for (const width of [320, 640, 768, 1440]) {
        await page.setViewportSize({ width, height: 700 });
        await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
});

test("nothing moves with reduced motion", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/gateways");
  await page.keyboard.press("ControlOrMeta+k");
  const style = await page.getByRole("dialog").evaluate((dialog) => {
    const { animationName, animationDuration, transitionDuration } = getComputedStyle(dialog);
    return { animationName, animationDuration, transitionDuration };
  });
  expect(style).toEqual({ animationName: "appear", animationDuration: "0s", transitionDuration: "0s" });
});
