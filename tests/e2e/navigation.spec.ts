import { expect, test } from "playwright/test";
import { header, isFirstDocument, open, rowLink, title } from "./marked-page";
import { upUrl } from "./up-url";

const MODEL = /^\/models\/[^/]+\/[^/]+$/;

test.use({ serviceWorkers: "allow" });

test.describe("going from page to page", () => {
  test("keeps the document, by every way, and Back returns to the search as it was left", async ({ page }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await open(page, "/");
    await page.getByRole("link", { name: "Reasoning", exact: true }).click();
    await expect(page).toHaveURL(/\/models\?ability=reasoning$/);
    await expect(page).toHaveTitle("Reasoning · Models · Gatewayz");
    await expect(page.locator("tr.needs-script")).toHaveCount(0);
    await page.locator("#page-search").fill("qwen");
    await expect(page).toHaveURL(/q=qwen/);
    const link = rowLink(page, 3);
    const href = (await link.getAttribute("href")) ?? "";
    await link.click();
    await expect(page).toHaveURL(upUrl(href));
    await expect(title(page)).toBeVisible();
    expect(await page.locator('link[rel="canonical"]').getAttribute("href")).toBe(upUrl(href));
    await page.goBack();
    await expect(page.locator("#page-search")).toHaveValue("qwen");
    await expect(page).toHaveURL(/\/models\?q=qwen&ability=reasoning$/);
    await expect(link).toBeFocused();
    await expect(page).toHaveTitle("qwen, Reasoning · Models · Gatewayz");
    await header(page, "Chat").click();
    await expect(page.getByRole("textbox", { name: "Message" })).toBeVisible();
    await header(page, "Docs").click();
    await expect(page).toHaveTitle("API · Gatewayz");
    await header(page, "Changes").click();
    await expect(page.getByRole("heading", { name: "Changes", level: 1 })).toBeVisible();
    await page.getByRole("contentinfo").getByRole("link", { name: "Set up your tools" }).click();
    await expect(page.getByRole("heading", { name: "Set up your tools" })).toBeVisible();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search models and pages" }).fill("gatew");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Gateways", level: 1 })).toBeVisible();
    expect(await isFirstDocument(page)).toBe(true);
    expect(errors).toEqual([]);
  });

  test("begins at the top with the focus on the content, and announces the title", async ({ page }) => {
    await open(page, "/models/openai/gpt-oss-120b");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.getByRole("contentinfo").getByRole("link", { name: "Gateway status" }).click();
    await expect(page).toHaveTitle("Gateways · Gatewayz");
    await expect(page.getByRole("main")).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await expect(page.locator("next-route-announcer").getByRole("alert")).toHaveText(/^Gateways/);
    await header(page, "Docs").click();
    await expect(page.locator("next-route-announcer").getByRole("alert")).toHaveText(/^(?:API|Quickstart)/);
    expect(await isFirstDocument(page)).toBe(true);
  });

  test("returns to the position and the link that was followed, even below the end of the next page", async ({
    page,
  }) => {
    await open(page, "/models");
    await page.evaluate(() => scrollTo(0, 22_500));
    const link = rowLink(page, 405);
    await expect(link).toBeInViewport();
    const before = await link.evaluate((element) => element.getBoundingClientRect().top);
    await link.click();
    await expect(page).toHaveURL((url) => MODEL.test(url.pathname));
    await expect(page.getByRole("main")).toBeFocused();
    await page.evaluate(() => scrollTo(0, 300));
    const author = page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link").last();
    await author.click();
    await expect(page).toHaveURL(/\/models\?author=/);
    await page.goBack();
    await expect(page).toHaveURL((url) => MODEL.test(url.pathname));
    await expect(author).toBeFocused();
    await page.goBack();
    await expect(link).toBeFocused();
    expect(await link.evaluate((element) => element.getBoundingClientRect().top)).toBeCloseTo(before, 0);
    await page.goForward();
    await expect(page).toHaveURL((url) => MODEL.test(url.pathname));
    expect(await isFirstDocument(page)).toBe(true);
  });

  test("shows the whole list again by the header's link, also after typing", async ({ page }) => {
    await open(page, "/models");
    const all = (await page.getByTestId("count").textContent()) ?? "";
    await page.locator("#page-search").fill("whisper");
    await expect(page).toHaveURL(/q=whisper/);
    await header(page, "Models").click();
    await expect(page.getByTestId("count")).toHaveText(all);
    await expect(page.locator("#page-search")).toHaveValue("");
    await expect(page).toHaveURL(/\/models$/);
    await page.goBack();
    await expect(page.locator("#page-search")).toHaveValue("whisper");
    await expect(page.getByTestId("count")).not.toHaveText(all);
    expect(await isFirstDocument(page)).toBe(true);
  });

  test("renders a long page to its end after a link, and returns to a position far down in it", async ({ page }) => {
    await open(page, "/gateways");
    await header(page, "Docs").click();
    const link = page.getByRole("region", { name: "Create embeddings" }).getByRole("link").first();
    await link.scrollIntoViewIfNeeded();
    const before = await link.evaluate((element) => element.getBoundingClientRect().top);
    await link.click();
    await expect(page).toHaveURL(/\/docs\/\w+$/);
    await page.goBack();
    await expect(link).toBeFocused();
    expect(await link.evaluate((element) => element.getBoundingClientRect().top)).toBeCloseTo(before, 0);
    expect(await isFirstDocument(page)).toBe(true);
  });

  test("returns to a page from a section of it", async ({ page }) => {
    await open(page, "/docs");
    await page.getByRole("link", { name: "Errors", exact: true }).first().click();
    await expect(page).toHaveURL(/#errors$/);
    await header(page, "Gateways").click();
    await expect(page).toHaveTitle("Gateways · Gatewayz");
    await page.goBack();
    await expect(page).toHaveURL(/#errors$/);
    await expect(page).toHaveTitle("API · Gatewayz");
    expect(await isFirstDocument(page)).toBe(true);
  });

  test("closes the phone's menu of pages", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await open(page, "/");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("navigation", { name: "More pages" }).getByRole("link", { name: "Docs" }).click();
    await expect(page).toHaveTitle("API · Gatewayz");
    await expect(page.locator("#more-pages")).toBeHidden();
    expect(await isFirstDocument(page)).toBe(true);
  });

  test("keeps the chosen theme and view", async ({ page }) => {
    await open(page, "/models");
    await page.getByRole("radio", { name: "Compact table" }).check();
    await page.getByRole("button", { name: "Switch theme" }).click();
    const theme = await page.locator("html").getAttribute("data-theme");
    await header(page, "Gateways").click();
    await expect(page).toHaveTitle("Gateways · Gatewayz");
    await page.goBack();
    await expect(page.getByRole("radio", { name: "Compact table" })).toBeChecked();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme ?? "");
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme ?? "");
  });
});

test("without a network, a page change falls back to the document", async ({ page, context }) => {
  await open(page, "/models");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await expect(page.locator("tr.needs-script")).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  const link = rowLink(page, 2);
  const href = (await link.getAttribute("href")) ?? "";
  await context.setOffline(true);
  await link.click();
  await expect(page.getByRole("status").filter({ hasText: "You’re offline" })).toBeVisible();
  await expect(page).toHaveURL(upUrl(href));
  await context.setOffline(false);
});

test("a draft remains after Back to its chat", async ({ page }) => {
  await open(page, "/chat");
  await page.getByRole("textbox", { name: "Message" }).fill("a draft");
  await header(page, "Gateways").click();
  await expect(page).toHaveTitle("Gateways · Gatewayz");
  await page.goBack();
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveValue("a draft");
  expect(await isFirstDocument(page)).toBe(true);
});
