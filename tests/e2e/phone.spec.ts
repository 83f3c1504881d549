import { expect, type Page, test } from "playwright/test";
import { violations } from "./accessibility";
import { upUrl } from "./up-url";
import { visit } from "./visit";

async function open(page: Page, path: string): Promise<void> {
  await visit(page, upUrl(path));
}

test.describe("the list on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("calculates the monthly cost of a workload, and shows it on every card", async ({ page }) => {
    await open(page, "/models?gateway=groq");
    const months = page.locator("tr.row .c-month.figure");
    await expect(months.first()).toBeVisible();
    await page.getByRole("button", { name: "3K in" }).tap();
    await page.getByLabel("Calls per day").fill("1k");
    await page.getByLabel("Cached input (%)").fill("50");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/calls=1000/);
    await expect(page.getByRole("button", { name: "50% cached" })).toBeFocused();
    await open(page, "/models?gateway=groq&sort=month");
    await expect(months.first()).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test("has names in full, also beside a tag", async ({ page }) => {
    await open(page, "/models?q=llama");
    const names = page.locator("tr.row .c-model b");
    await expect(names.first()).toBeVisible();
    const cut = await names.evaluateAll((all) =>
      all.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent),
    );
    expect(cut).toEqual([]);
    const heights = await page.locator("tr.row").evaluateAll((rows) => rows.map((row) => row.clientHeight));
    expect(new Set(heights).size).toBe(1);
  });

  test("has the exports of the list and its feeds", async ({ page }) => {
    await open(page, "/models?gateway=groq");
    await page.getByRole("button", { name: "Export and changes" }).tap();
    await expect(page.getByRole("menuitem", { name: "Export as CSV" })).toHaveAttribute(
      "href",
      /gateway=groq&format=csv/,
    );
    await page.getByRole("menuitem", { name: "Changes in this list" }).tap();
    await expect(page).toHaveURL(/\/changes\?gateway=groq/);
  });

  for (const [button, role, name] of [
    ["Sort: Most gateways", "menu", "Sort by"],
    ["3K in", "dialog", "Monthly cost for"],
  ] as const)
    test(`has a sheet with a title and a button that closes it: ${name}`, async ({ page }) => {
      await open(page, "/models?gateway=groq");
      const opener = page.getByRole("button", { name: button });
      await opener.tap();
      await expect(page.getByRole(role, { name })).toBeVisible();
      await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Close" }).tap();
      await expect(page.getByRole(role, { name })).toBeHidden();
      await expect(opener).toBeFocused();
    });

  test("has three figures of a gateway in one row", async ({ page }) => {
    await open(page, "/gateways/groq");
    const figures = page.locator("dl[aria-label=Catalog] > div");
    await expect(figures).toHaveCount(3);
    const tops = await figures.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
  });

  test("has short filters before the gateways", async ({ page }) => {
    await open(page, "/models");
    await page.getByRole("button", { name: "Filters" }).tap();
    const filters = page.getByRole("complementary", { name: "Filters" });
    for (const name of ["Capabilities", "Context", "Input price"])
      await expect(filters.getByRole("heading", { name, exact: true })).toBeInViewport();
  });

  test("says free once of an offer, in the list of offers and on the model's page", async ({ page }) => {
    await open(page, "/models/meta-llama/Llama-3.3-70B-Instruct");
    const shown = (cards: ReturnType<Page["locator"]>) =>
      cards
        .first()
        .evaluate(
          (card) =>
            [...card.querySelectorAll("td")].filter(
              (td) => td.checkVisibility() && td.textContent?.toLowerCase() === "free",
            ).length,
        );
    expect(await shown(page.getByRole("region", { name: /^Offers of/ }).locator("tbody tr", { hasText: "free" }))).toBe(
      1,
    );
    await open(page, "/models?q=llama-3.3-70b-instruct");
    await page.locator("tr.row .offers-button").first().tap();
    expect(await shown(page.getByLabel(/^Offers of Llama 3.3 70B/).locator("tbody tr", { hasText: "free" }))).toBe(1);
  });

  test("has an offer in two lines", async ({ page }) => {
    await open(page, "/models/openai/gpt-oss-120b");
    const rows = page.getByRole("region", { name: /^Offers of/ }).locator("tbody tr");
    const heights = await rows.evaluateAll((all) => all.map((row) => row.clientHeight));
    expect(heights.length).toBeGreaterThan(0);
    expect(heights.filter((height) => height > 64)).toEqual([]);
  });

  test("has the two prices of an offer side by side", async ({ page }) => {
    await open(page, "/models/meta-llama/Llama-3.3-70B-Instruct");
    const rows = page.getByRole("region", { name: /^Offers of/ }).locator("tbody tr");
    const gaps = await rows.evaluateAll((all) =>
      all.flatMap((row) => {
        const [, , input, output] = row.querySelectorAll("td");
        if (!input?.textContent?.includes("$") || !output) return [];
        const text = document.createRange();
        text.selectNodeContents(output);
        return Math.round(text.getBoundingClientRect().left - input.getBoundingClientRect().right);
      }),
    );
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.filter((gap) => gap > 12)).toEqual([]);
  });

  test("hits the button that a finger points at, not its neighbor", async ({ page }) => {
    await open(page, "/models/meta-llama/Llama-3.3-70B-Instruct");
    const missed = await page
      .getByRole("main")
      .locator(".touch-target")
      .evaluateAll((all) =>
        all.flatMap((one) => {
          if (!one.checkVisibility()) return [];
          one.scrollIntoView({ block: "center" });
          const { left, top, width, height } = one.getBoundingClientRect();
          const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const));
          const isHit = points.every(([x, y]) =>
            one.contains(document.elementFromPoint(left + width * x, top + height * y)),
          );
          return isHit ? [] : [one.ariaLabel ?? one.textContent];
        }),
      );
    expect(missed).toEqual([]);
  });

  test("keeps and chooses models from their rows", async ({ page }) => {
    await open(page, "/models?q=llama");
    const row = page.locator("tr.row").nth(1);
    await row.getByRole("checkbox", { name: /^Select / }).tap();
    await expect(page.getByRole("complementary", { name: "Selected models" })).toContainText("1 selected");
    await row.getByRole("button", { name: /show the offers/ }).tap();
    const favorite = page.getByLabel(/^Offers of /).getByRole("button", { name: /to favorites$/ });
    await favorite.tap();
    await expect(favorite).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("Escape");
    await row.getByRole("link").tap();
    await expect(page).toHaveURL(/\/models\/.+/);
  });
});

test.describe("the narrowest phone", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("has room between the links at the bottom, and for the search of the front page", async ({ page }) => {
    await open(page, "/");
    const links = await page.locator(".tab-bar > nav a, .tab-bar > button").evaluateAll((all) =>
      all.map((link) => {
        const range = document.createRange();
        range.selectNodeContents(link);
        const { left, right } = range.getBoundingClientRect();
        return { left, right };
      }),
    );
    const gaps = links.slice(1).map(({ left }, i) => left - (links[i]?.right ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(8);
    const button = await page.getByRole("button", { name: "Search", exact: true }).boundingBox();
    expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual(304);
  });
});
