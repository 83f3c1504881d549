import { expect, type Page, test } from "playwright/test";
import { upUrl } from "./up-url";

/** The whole list has come: no gap waits for a script any more. */
const ready = (page: Page) => expect(page.locator("tr.needs-script")).toHaveCount(0);
const count = (page: Page) => page.getByTestId("count");
const names = (page: Page) =>
  page.locator("tr.row .c-model a").evaluateAll((links) => links.map((a) => a.getAttribute("href")));

test.describe("the model browser", () => {
  test("has its first rows and working links in the HTML, without JavaScript", async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(upUrl("/models"));
    const first = await names(page);
    expect(first.length).toBeGreaterThanOrEqual(20);
    await page.getByRole("link", { name: /^Next \d+$/ }).click();
    await page.waitForURL(({ search }) => search !== "");
    const second = await names(page);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    await page.goto(upUrl("/models"));
    await page.getByRole("checkbox", { name: /^Groq/ }).click();
    await page.waitForURL(/gateway=groq/);
    await expect(count(page)).toContainText(/^18 of/);
    await page.locator("#page-search").fill("llama");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=llama/);
    const llamas = await names(page);
    expect(llamas.length).toBeGreaterThan(0);
    for (const href of llamas) expect(href?.toLowerCase()).toContain("llama");
    await context.close();
  });

  test("filters while typing, updates the URL, and supports Back", async ({ page }) => {
    await page.goto(upUrl("/models"));
    await ready(page);
    const all = await count(page).textContent();
    await page.locator("#page-search").pressSequentially("llama 70b");
    await expect(page).toHaveURL(/q=llama\+70b/);
    await expect(count(page)).not.toHaveText(all ?? "");
    expect((await names(page))[0]?.toLowerCase()).toContain("llama");
    await page.reload();
    await expect(page.locator("#page-search")).toHaveValue("llama 70b");
    await ready(page);
    await page.getByRole("checkbox", { name: /^Groq/ }).click();
    await expect(page).toHaveURL(/gateway=groq/);
    const groq = page.getByRole("checkbox", { name: /^Groq/ });
    await expect(groq).toBeChecked();
    await page.goBack();
    await expect(page).not.toHaveURL(/gateway=groq/);
    await expect(groq).not.toBeChecked();
  });

  test("sends no requests to the server while typing", async ({ page }) => {
    await page.goto(upUrl("/models"));
    await ready(page);
    const asked: string[] = [];
    // A browser may look at the icon of the new address; that is not the page's doing.
    page.on("request", (request) => !request.url().endsWith("/icon.svg") && asked.push(request.url()));
    await page.locator("#page-search").pressSequentially("qwen coder");
    await expect(page).toHaveURL(/q=qwen\+coder/);
    expect(asked).toEqual([]);
  });

  test("shows every row on scroll, with few elements at any position", async ({ page }) => {
    await page.goto(upUrl("/models"));
    await ready(page);
    const total = Number((await count(page).textContent())?.match(/[\d,]+/)?.[0].replaceAll(",", ""));
    expect(total).toBeGreaterThan(1_000);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.locator(`tr.row[aria-rowindex="${total + 1}"]`)).toBeVisible();
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThanOrEqual(1_200);
  });

  test("returns to the previous position", async ({ page }) => {
    await page.goto(upUrl("/models"));
    await ready(page);
    await page.evaluate(() => scrollTo(0, 22_500));
    const link = page.locator('tr.row[aria-rowindex="402"] .c-model a');
    await expect(link).toBeInViewport();
    const href = await link.getAttribute("href");
    await link.click();
    await expect(page).toHaveURL(upUrl(href ?? ""));
    await page.goBack();
    await ready(page);
    await expect(page.locator(`tr.row a[href="${href}"]`).first()).toBeInViewport();
  });

  test("can show cards on a desktop, navigable in both directions by keyboard, and remembers that", async ({
    page,
  }) => {
    await page.goto(upUrl("/models"));
    await ready(page);
    await page.getByRole("radio", { name: "Cards" }).check();
    const links = page.locator("tr.row .c-model a");
    const places = async (n: number) => await links.nth(n).evaluate((link) => link.getBoundingClientRect().left);
    expect(await places(1)).toBeGreaterThan(await places(0));
    await links.first().focus();
    await page.keyboard.press("ArrowRight");
    await expect(links.nth(1)).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(links.nth(4)).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(links.nth(3)).toBeFocused();
    await page.reload();
    expect(await places(1)).toBeGreaterThan(await places(0));
    await ready(page);
    const total = await page.getByRole("table", { name: "Models" }).getAttribute("aria-rowcount");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.locator(`tr.row[aria-rowindex="${total}"]`)).toBeVisible();
    await page.getByRole("radio", { name: "Table", exact: true }).check();
    await expect(page.getByRole("columnheader", { name: "Model", exact: true })).toBeVisible();
  });

  test("requests rows from the server until the index is loaded, and then searches locally", async ({ page }) => {
    let arrive = () => {};
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route("**/catalog/*", (route) => held.then(() => route.continue()));
    await page.goto(upUrl("/models"));
    await page.locator("#page-search").pressSequentially("arch router");
    await expect(count(page)).toContainText(/^1 of/);
    expect(await names(page)).toEqual(["/models/katanemo/Arch-Router-1.5B"]);
    await expect(page).toHaveURL(/q=arch\+router/);
    await page.locator("#page-search").fill("");
    const groq = page.getByRole("checkbox", { name: /^Groq/ });
    await groq.click();
    await expect(count(page)).toContainText(/^18 of/);
    await expect(groq).toHaveAttribute("aria-checked", "true");
    arrive();
    await ready(page);
    await page.locator("#page-search").fill("whisper");
    await expect(count(page)).toContainText(/^[1-9] of/);
    const whispers = await names(page);
    expect(whispers.length).toBeGreaterThan(0);
    for (const name of whispers) expect(name?.toLowerCase()).toContain("whisper");
  });

  test("sorts by a click on a header, reverses on a second one, and indicates it", async ({ page }) => {
    await page.goto(upUrl("/models"));
    await ready(page);
    const head = page.getByRole("columnheader", { name: /Input \$/ });
    await head.getByRole("link").click();
    await expect(head).toHaveAttribute("aria-sort", "ascending");
    await head.getByRole("link").click();
    await expect(head).toHaveAttribute("aria-sort", "descending");
    await expect(page).toHaveURL(/sort=-in/);
  });

  test("returns to the focused row, and continues from there", async ({ page }) => {
    await page.goto(upUrl("/models?q=llama"));
    await ready(page);
    await page.locator("#page-search").focus();
    for (let times = 0; times < 3; times++) await page.keyboard.press("ArrowDown");
    const third = page.locator('tr.row[aria-rowindex="4"] .c-model a');
    await expect(third).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL((url) => url.pathname.startsWith("/models/"));
    await page.goBack();
    await expect(third).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(page.locator('tr.row[aria-rowindex="5"] .c-model a')).toBeFocused();
  });

  test("continues with the arrow keys from what is visible when the focused row was scrolled away", async ({
    page,
  }) => {
    await page.goto(upUrl("/models"));
    await ready(page);
    await page.locator('tr.row[aria-rowindex="3"] .c-model a').focus();
    await page.evaluate(() => scrollTo(0, 22_500));
    await expect(page.locator('tr.row[aria-rowindex="402"]')).toBeInViewport();
    await expect(page.locator('tr.row[aria-rowindex="3"]')).toHaveCount(0);
    await page.keyboard.press("ArrowDown");
    const focused = page.locator("tr.row .c-model a:focus");
    await expect(focused).toBeInViewport();
    const place = Number(await page.locator("tr.row:focus-within").getAttribute("aria-rowindex"));
    await page.keyboard.press("ArrowDown");
    await expect(page.locator(`tr.row[aria-rowindex="${place + 1}"] .c-model a`)).toBeFocused();
  });

  test("can be used by keyboard alone", async ({ page }) => {
    await page.goto(upUrl("/models"));
    await ready(page);
    await page.keyboard.press("/");
    await expect(page.locator("#page-search")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.locator('tr.row[aria-rowindex="2"] .c-model a')).toBeFocused();
    await page.keyboard.press("Escape");
    await page.keyboard.type("gpt oss 120b");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/models\/.*gpt-oss-120b/i);
  });

  test("reports unknown values in the URL, and ways out of an empty result", async ({ page }) => {
    await page.goto(upUrl("/models?gateway=nobody"));
    await expect(page.getByText(/nobody/).first()).toBeVisible();
    await page.goto(upUrl("/models?q=zzzzqqq"));
    await expect(count(page)).toContainText(/^0 of [\d,]+$/);
    await expect(page.getByRole("heading", { name: "No models match" })).toBeVisible();
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(page).toHaveURL(/\/models$/);
    await expect(page.locator("tr.row").first()).toBeVisible();
  });
});
