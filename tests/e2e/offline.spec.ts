import { expect, type Page, test } from "playwright/test";
import { violations } from "./accessibility";
import { open, rowLink, title } from "./marked-page";
import { startProgram } from "./program";
import { appIsSaved, pageIsSaved } from "./saved-app";
import { upUrl } from "./up-url";

const field = (page: Page) => page.locator("#page-search");
const count = (page: Page) => page.getByTestId("count");
const notice = (page: Page) => page.getByRole("status").filter({ hasText: "You’re offline" });
const currentPages = (page: Page) => page.getByRole("banner").locator("nav a[aria-current]");
const names = (page: Page) => page.locator("tr.row .c-model a > span").allTextContents();
const MODEL = "/models/openai/gpt-oss-120b";

async function openSaved(page: Page, path: string) {
  await open(page, path);
  await appIsSaved(page);
}

test.use({ serviceWorkers: "allow" });

test.describe("without a network", () => {
  test.afterEach(({ context }) => context.setOffline(false));

  test("the list searches, filters, and sorts as it does with one", async ({ page, context }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    const path = "/models?where=in%3C%3D5&sort=in";
    await openSaved(page, path);
    const [online, found] = [await names(page), await count(page).textContent()];
    expect(online.length).toBeGreaterThan(10);
    await context.setOffline(true);
    await page.goto(upUrl(path));
    await expect(notice(page)).toContainText(/Showing models saved \d+ (s|min) ago/);
    await expect(count(page)).toHaveText(found ?? "");
    await expect(currentPages(page)).toHaveText(["Models"]);
    expect((await names(page)).slice(0, 10)).toEqual(online.slice(0, 10));
    expect(await violations(page)).toEqual([]);
    await field(page).pressSequentially("llama gateway:groq ");
    await expect(page).toHaveURL(/q=llama\+?&.*gateway=groq/);
    await expect(count(page)).not.toHaveText(found ?? "");
    await page.getByRole("columnheader", { name: "Context" }).getByRole("link").click();
    await expect(page).toHaveURL(/sort=context/);
    await page.goBack();
    await expect(page).toHaveURL(/sort=in/);
    await rowLink(page, 1).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("region", { name: /^Offers of / }).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Search" }).getByRole("combobox").fill("arch router");
    await expect(page.getByRole("dialog", { name: "Search" }).getByRole("option").first()).toContainText(/Arch.Router/);
    expect(errors).toEqual([]);
  });

  test("the list shows its age, and leads from a search to a model", async ({ page, context }) => {
    await openSaved(page, "/models");
    await context.setOffline(true);
    await page.goto(upUrl("/models?q=llama+70b"));
    await expect(notice(page)).toContainText(/Showing models saved \d+ (s|min) ago/);
    await expect(page.getByRole("banner").locator("> div")).toHaveCSS("display", "flex");
    await expect(page.locator("html")).toHaveCSS("font-family", /^sans,/);
    await field(page).fill("gateway:groq llama");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/gateway/);
    await page.getByRole("link", { name: "Remove Groq" }).click();
    await field(page).fill("arch router");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Arch-Router/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/arch/i);
  });

  test("a visited model page is shown, however it was reached, and says that it was saved", async ({
    page,
    context,
  }) => {
    await openSaved(page, "/models");
    const link = rowLink(page, 3);
    const href = (await link.getAttribute("href")) ?? "";
    await link.click();
    await expect(page).toHaveURL(upUrl(href));
    await pageIsSaved(page, decodeURIComponent(href));
    await page.goto(upUrl(MODEL));
    await pageIsSaved(page, MODEL);
    await context.setOffline(true);
    for (const path of [href, MODEL]) {
      await page.goto(upUrl(path));
      await expect(notice(page)).toContainText(/This page was saved \d+ (s|min) ago/);
      await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toBeVisible();
      await expect(currentPages(page)).toHaveText(["Models"]);
      await expect(page.getByRole("heading", { name: "Details" })).toBeVisible();
    }
    await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Models" }).click();
    await expect(notice(page)).toContainText("Showing models saved");
    await expect(rowLink(page, 1)).toBeVisible();
  });

  test("a model page that was not visited has the offers of the list, and an unknown model is reported", async ({
    page,
    context,
  }) => {
    await openSaved(page, "/models");
    await context.setOffline(true);
    await page.goto(upUrl(MODEL));
    await expect(title(page)).toHaveText("gpt oss 120b");
    await expect(page.getByRole("region", { name: "Offers of gpt oss 120b" }).getByRole("row")).not.toHaveCount(1);
    expect(await violations(page)).toEqual([]);
    await page.goto(upUrl("/models/nobody/gpt-oss-120b"));
    await expect(title(page)).toHaveText("Model not found");
    await page
      .getByRole("main")
      .getByRole("link", { name: /gpt oss 120b/ })
      .click();
    await expect(title(page)).toHaveText("gpt oss 120b");
  });

  test("the chat says that it is offline, and the draft remains when the network is back", async ({
    page,
    context,
  }) => {
    const message = page.getByRole("textbox", { name: "Message" });
    await openSaved(page, "/chat");
    await message.fill("a draft");
    await context.setOffline(true);
    await expect(page.getByText("You’re offline. What you type is saved on this device.")).toBeVisible();
    await page.goto(upUrl("/chat"));
    await expect(page.getByText("You’re offline. What you type is saved on this device.")).toBeVisible();
    await expect(message).toHaveValue("a draft");
    await expect(message).toHaveAttribute("placeholder", /^Message [^/]+$/);
    await message.fill("a draft, continued");
    expect(await violations(page)).toEqual([]);
    await context.setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("You’re offline")).toHaveCount(0);
    await expect(message).toHaveValue("a draft, continued");
  });

  test("another page says that it needs a connection, in the theme that was chosen", async ({ page, context }) => {
    await openSaved(page, "/models");
    await page.getByRole("button", { name: "Switch theme" }).click();
    const theme = (await page.locator("html").getAttribute("data-theme")) ?? "";
    await context.setOffline(true);
    await page.goto(upUrl("/gateways"));
    await expect(title(page)).toHaveText("You’re offline");
    await expect(page.getByText("This page needs a connection.")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: "Saved models" }).click();
    await expect(rowLink(page, 1)).toBeVisible();
    await page.goto(upUrl("/"));
    await expect(rowLink(page, 1)).toBeVisible();
    await expect(page).toHaveURL(upUrl("/models"));
  });
});

test("the app opens after its server has ended, and returns to it when it is back", async ({ page }) => {
  const program = await startProgram();
  const port = new URL(program.url).port;
  const at = (path: string) => program.url + path;
  await page.goto(at("/models"));
  await appIsSaved(page);
  await program.stop();
  await page.goto(at("/models?q=llama"));
  await expect(notice(page)).toBeVisible();
  await expect(field(page)).toHaveValue("llama");
  await expect(rowLink(page, 1)).toBeVisible();
  await rowLink(page, 1).click();
  await expect(notice(page)).toBeVisible();
  await expect(page.getByRole("region", { name: /^Offers of / })).toBeVisible();
  const again = await startProgram({ PORT: port });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Details" })).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  await again.stop();
});

test("the caches of another build are removed", async ({ page }) => {
  await openSaved(page, "/models");
  await page.evaluate(async () => {
    await Promise.all(["files-older", "pages-older", "styles-1"].map((name) => caches.open(name)));
    await (await navigator.serviceWorker.ready).unregister();
  });
  await page.reload();
  await appIsSaved(page);
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).map((name) => name.split("-")[0])))
    .toHaveLength(3);
  expect(await page.evaluate(() => caches.keys())).not.toContain("files-older");
});
