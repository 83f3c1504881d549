import { expect, type Page, test } from "playwright/test";
import { violations } from "./accessibility";
import { holdScripts } from "./marked-page";
import { upUrl } from "./up-url";
import { visit } from "./visit";

const ready = (page: Page) => expect(page.locator("tr.needs-script")).toHaveCount(0);
const count = (page: Page) => page.getByTestId("count");
const field = (page: Page) => page.locator("#page-search");
const chips = (page: Page) => page.getByRole("list", { name: "Active filters" }).getByRole("link", { name: /^Remove/ });

async function open(page: Page, path: string) {
  await page.goto(upUrl(path));
  await ready(page);
}

test.describe("finding a model", () => {
  test("finds what was typed before the app runs", async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(upUrl("/models"), { waitUntil: "commit" });
    await field(page).fill("qwen coder");
    release();
    await expect(page).toHaveURL(/q=qwen\+coder/);
    await expect(field(page)).toHaveValue("qwen coder");
  });

  test("turns typed filters into chips, and the last chip back into text", async ({ page }) => {
    await open(page, "/models");
    await field(page).pressSequentially("llama tools in<1 ");
    await expect(chips(page)).toHaveText([/Tools/, /Input price < \$1\.00/]);
    await expect(field(page)).toHaveValue("llama ");
    await expect(page).toHaveURL(/q=llama\+?&ability=tools&where=in%3C1/);
    await page.keyboard.press("Home");
    await page.keyboard.press("Backspace");
    await expect(field(page)).toHaveValue(/^in<1/);
    await expect(chips(page)).toHaveText([/Tools/]);
  });

  test("says what it expected if a filter cannot be parsed", async ({ page }) => {
    await open(page, "/models");
    await field(page).pressSequentially("ctx>=lots");
    await expect(page.locator("#typed-errors")).toContainText("needs tokens of context, such as ctx>=128k");
    await expect(field(page)).toHaveAttribute("aria-invalid", "true");
    expect(await violations(page)).toEqual([]);
    const answer = await page.request.get(upUrl("/v1/models?q=ctx%3E%3Dlots"));
    expect(answer.status()).toBe(400);
    expect(((await answer.json()) as { error: { message: string; param: string } }).error).toMatchObject({
      param: "q",
      message: expect.stringContaining("tokens of context"),
    });
  });

  test("completes filters by keyboard", async ({ page }) => {
    await open(page, "/models");
    await field(page).pressSequentially("gatew");
    await expect(page.getByRole("option")).toHaveText([/gateway:/, /gateways>=/]);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.type("gro");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(chips(page)).toHaveText([/Groq/]);
    await expect(page).toHaveURL(/gateway=groq/);
  });

  test("gives the API, the page without JavaScript, and the browser the same models", async ({ page, browser }) => {
    const typed = "instruct tools ctx>=64k in<=1 -gateway:openrouter sort:in";
    const path = `/models?q=${encodeURIComponent(typed)}`;
    await open(page, path);
    const ids = (on: Page) => on.locator("tr.row .c-model a > span").allTextContents();
    const shown = (await ids(page)).slice(0, 10);
    expect(shown.length).toBe(10);
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const first = await plain.newPage();
    await first.goto(upUrl(path));
    expect((await ids(first)).slice(0, 10)).toEqual(shown);
    await plain.close();
    const answer = await page.request.get(upUrl(`/v1/models?limit=10&q=${encodeURIComponent(typed)}`));
    expect(((await answer.json()) as { data: { id: string }[] }).data.map(({ id }) => id)).toEqual(shown);
  });

  test("shows the offer that meets all limits, and as many models as a facet promises", async ({ page }) => {
    await open(page, "/models?sort=in");
    const step = page.getByRole("radio", { name: /^Context ≥ 128K/ });
    const [, promised = ""] = /, ([\d,]+) models/.exec((await step.getAttribute("aria-label")) ?? "") ?? [];
    await step.focus();
    await page.keyboard.press("Space");
    await expect(count(page)).toContainText(`${promised} of`);
    await expect(page).toHaveURL(/where=ctx%3E%3D128k/);
    for (const text of await page.locator("tr.row .c-context").allTextContents()) {
      expect(Number.parseFloat(text) * (text.endsWith("M") ? 1_000 : 1)).toBeGreaterThanOrEqual(128);
    }
    const cell = page.locator("tr.row .c-context").first();
    await expect(async () => {
      await page.mouse.move(0, 0);
      await cell.hover();
      expect(await cell.getAttribute("title")).toMatch(/^[\d,]+ tokens$/);
    }).toPass();
    await page.goBack();
    await expect(chips(page)).toHaveCount(0);
  });

  test("opens the offers of a row in place by keyboard, and leads back to it", async ({ page }) => {
    await open(page, "/models?q=gpt+oss+120b");
    await field(page).focus();
    await page.keyboard.press("ArrowDown");
    const first = page.locator("tr.row .c-model a").first();
    await expect(first).toBeFocused();
    await page.keyboard.press("ArrowRight");
    const offers = page.getByLabel("Offers of gpt oss 120b", { exact: true });
    await expect(offers).toBeVisible();
    const gateways = Number(await page.locator("tr.row .offers-button").first().textContent());
    expect(gateways).toBeGreaterThan(1);
    expect(await offers.locator("tbody tr").count()).toBeGreaterThanOrEqual(gateways);
    const costs = await offers.locator("tbody tr").evaluateAll((rows) =>
      rows.map((row) => ({
        cheapest: row.textContent?.includes("Cheapest"),
        month: Number(row.querySelector("td:nth-of-type(4)")?.textContent?.replaceAll(/[$,]/g, "")),
      })),
    );
    const known = costs.filter(({ month }) => month > 0);
    expect(known.find(({ cheapest }) => cheapest)?.month).toBe(Math.min(...known.map(({ month }) => month)));
    await expect(offers.getByRole("button", { name: /^Copy / })).toHaveCount(costs.length);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(offers).toHaveCount(0);
    await expect(first).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await expect(offers.locator("tbody tr").nth(1)).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(offers).toHaveCount(0);
    await expect(first).toBeFocused();
  });

  test("has a feed for the filtered list", async ({ page }) => {
    await open(page, "/models?gateway=groq");
    await page.getByRole("button", { name: "Export and changes" }).click();
    await page.getByRole("menuitem", { name: "Changes in this list" }).click();
    await expect(page).toHaveURL(/\/changes\?gateway=groq/);
    await expect(page.locator('link[type="application/rss+xml"]')).toHaveAttribute("href", /gateway=groq/);
  });

  test("does not handle the Enter that ends a composition", async ({ page }) => {
    await open(page, "/models");
    const compose = { key: "Enter", isComposing: true, bubbles: true, cancelable: true };
    await field(page).pressSequentially("in<1");
    await field(page).dispatchEvent("keydown", compose);
    await expect(field(page)).toHaveValue("in<1");
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("combobox", { name: "Search models and pages" });
    await palette.pressSequentially("gateways");
    await palette.dispatchEvent("keydown", compose);
    await expect(palette).toHaveValue("gateways");
    await palette.press("Enter");
    await expect(page).toHaveURL(/\/gateways$/);
  });

  test("calculates the monthly cost of any workload, sorts by it, and keeps it in the URL", async ({ page }) => {
    await open(page, "/models");
    await page.getByRole("button", { name: /^Monthly cost for/ }).click();
    await page.getByLabel("Calls per day").fill("1k");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/calls=1000/);
    const head = page.getByRole("columnheader", { name: "Monthly cost" });
    await head.getByRole("link").click();
    await expect(page).toHaveURL(/sort=month/);
    await expect(page.locator("tr.row .c-month").first()).toContainText("Free");
    await head.getByRole("link").click();
    await expect(page).toHaveURL(/sort=-month/);
    await expect(page.locator("tr.row .c-month").first()).toHaveClass(/figure/);
    const costs = await page.locator("tr.row .c-month b").allTextContents();
    const numbers = costs.map((text) => Number(text.replaceAll(/[$,]/g, "")));
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  });

  test("has a palette over every page, and a list of the keys", async ({ page }) => {
    await visit(page, upUrl("/gateways"));
    let loads = 0;
    page.on("request", (request) => new URL(request.url()).pathname === "/catalog/present" && loads++);
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Search" });
    await palette.getByRole("combobox").pressSequentially("arch router");
    await expect(palette.getByRole("option").first()).toContainText(/Arch.Router/);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(loads).toBe(1);
    // Screen readers hear nothing outside of an open modal dialog.
    await expect(palette.getByRole("status")).toHaveText(/^\d+ results?$/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
    const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(async () => {
      if (!(await keys.isVisible())) await page.keyboard.press("?");
      await expect(keys).toBeVisible({ timeout: 2_000 });
    }).toPass();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("changes");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/changes$/);
  });

  test("has every page in a bar at the bottom, even at 320 px", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, "/models?q=llama+tools");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.getByRole("button", { name: "More" }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("navigation", { name: "More pages" }).getByRole("link", { name: "Docs" }).click();
    await expect(page).toHaveURL(/\/docs$/);
  });
});
