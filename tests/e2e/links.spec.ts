import { expect, type Page, type Request, test } from "playwright/test";
import { header, isFirstDocument, mark, open, rowLink, title } from "./marked-page";
import { upUrl } from "./up-url";

/** The requests for page data from now on, by path. */
function pageRequests(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request: Request) => {
    if (request.headers().rsc) paths.push(new URL(request.url()).pathname);
  });
  return paths;
}

test.describe("links", () => {
  test("fetch a page when a pointer rests on them, never because they are in view", async ({ page }) => {
    const asked = pageRequests(page);
    await open(page, "/models");
    await page.evaluate(() => scrollTo(0, 2_000));
    await expect(rowLink(page, 40)).toBeInViewport();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.getByRole("contentinfo")).toBeInViewport();
    await page.evaluate(() => scrollTo(0, 0));
    const link = rowLink(page, 2);
    await expect(link).toBeInViewport();
    const href = (await link.getAttribute("href")) ?? "";
    const fetched = page.waitForResponse((response) => new URL(response.url()).pathname === href);
    await link.hover();
    await fetched;
    expect(new Set(asked)).toEqual(new Set([href]));
    await expect.poll(() => asked.length).toBeGreaterThan(1);
    await page.waitForLoadState("networkidle");
    const before = asked.length;
    await link.click();
    await expect(page).toHaveURL(upUrl(href));
    await expect(title(page)).toBeVisible();
    expect(asked.length).toBe(before);
  });

  test("fetch a page when the keyboard reaches them", async ({ page }) => {
    await open(page, "/gateways");
    const fetched = page.waitForResponse((response) => new URL(response.url()).pathname === "/compare");
    await page.locator("body").press("Tab");
    for (let stop = 0; stop < 4; stop++) await page.keyboard.press("Tab");
    await expect(header(page, "Compare")).toBeFocused();
    expect((await fetched).status()).toBe(200);
  });

  test("open in another tab on request, in the list too", async ({ page, context }) => {
    await open(page, "/models");
    for (const link of [rowLink(page, 1), header(page, "Gateways")]) {
      const opened = context.waitForEvent("page");
      await link.click({ modifiers: ["Control"] });
      const other = await opened;
      await expect(other).toHaveURL(upUrl((await link.getAttribute("href")) ?? ""));
      await other.close();
    }
    await expect(page).toHaveURL(/\/models$/);
  });

  test("show that a slow page is loading, until it is shown", async ({ page }) => {
    await open(page, "/gateways");
    let arrive = () => {};
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route(/\/compare\?_rsc=/, (route) => held.then(() => route.continue()));
    await header(page, "Compare").click();
    await expect(page.locator("html")).toHaveAttribute("data-loading", "");
    await expect(page.getByRole("heading", { name: "Gateways", level: 1 })).toBeVisible();
    arrive();
    await expect(page.getByRole("heading", { name: "Compare", level: 1 })).toBeVisible();
    await expect(page.locator("html")).not.toHaveAttribute("data-loading");
  });

  test("to files and to the login page load documents", async ({ page }) => {
    await open(page, "/");
    const download = page.waitForEvent("download");
    await page.getByRole("contentinfo").getByRole("link", { name: "Export as CSV" }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await header(page, "Sign in").click();
    await expect(title(page)).toHaveText("Sign in to Gatewayz");
    expect(await isFirstDocument(page)).toBe(false);
    await mark(page);
    await header(page, "Models").click();
    await expect(page.getByRole("heading", { name: "Models", level: 1 })).toBeVisible();
    expect(await isFirstDocument(page)).toBe(false);
  });

  test("to missing pages show that, and documents keep their status", async ({ page, request }) => {
    for (const path of ["/models/acme/nothing", "/gateways/nothing", "/chat/nothing", "/nothing"])
      expect((await request.get(upUrl(path))).status()).toBe(404);
    expect((await request.get(upUrl("/gateways/hug"), { maxRedirects: 0 })).status()).toBe(308);
    await open(page, "/models");
    await page.evaluate(() => {
      const link = document.querySelector<HTMLAnchorElement>("tr.row .c-model a");
      if (link) link.href = "/models/acme/nothing";
    });
    await rowLink(page, 1).click();
    await expect(title(page)).toHaveText("Page not found");
    await page.goBack();
    await expect(page.getByRole("heading", { name: "Models", level: 1 })).toBeVisible();
  });

  test("to missing pages lead to pages from which others open in place", async ({ page }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(upUrl("/models/acme/llama-9-70b"));
    await page.waitForFunction(() => "next" in window);
    await expect(page.getByRole("heading", { name: "Did you mean" })).toBeVisible();
    await mark(page);
    await page.getByRole("main").getByRole("link", { name: /llama/i }).first().click();
    await expect(page.getByRole("heading", { name: "Details" })).toBeVisible();
    expect(await isFirstDocument(page)).toBe(true);
    await page.goBack();
    await expect(title(page)).toHaveText("Page not found");
    expect(errors).toEqual([]);
  });

  test("to missing pages lead to a search, even without JavaScript", async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(upUrl("/llama-9"));
    await expect(page.getByRole("searchbox", { name: "Search models" })).toBeVisible();
    for (const path of ["/models/acme/nothing-7b", "/gateways/nothing", "/chat/nothing", "/use/nothing"]) {
      expect((await page.goto(upUrl(path)))?.status()).toBe(404);
      await expect(title(page)).toHaveText("Page not found");
      await expect(page.getByRole("banner")).toBeVisible();
    }
    await page.goto(upUrl("/models/acme/nothing-7b"));
    await expect(page.getByRole("searchbox", { name: "Search models" })).toHaveValue("nothing-7b");
    await context.close();
  });
});
