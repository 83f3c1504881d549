import { expect, test } from "playwright/test";
import { upUrl } from "./up-url";

const LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
const ARCH = "katanemo/Arch-Router-1.5B";

test.describe("comparing", () => {
  test("shows models side by side, marks what differs and names the best", async ({ page }) => {
    await page.goto(upUrl(`/compare?models=${LLAMA},${ARCH},nobody/nothing`));
    await expect(page).toHaveTitle(/Llama 3\.3 70B Instruct vs /);
    await expect(page.getByText("There is no model “nobody/nothing”")).toBeVisible();
    await expect(page.getByRole("columnheader")).toHaveCount(2);
    const gateways = page.getByRole("row", { name: /^Gateways/ });
    await expect(gateways).toHaveClass(/differs/);
    await expect(gateways.getByText("best")).toHaveCount(1);
  });

  test("finds a model to add and takes one away, also without a script", async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(upUrl(`/compare?models=${LLAMA}`));
    await page.getByLabel("Add a model by name or id").fill("arch router");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByTitle(ARCH).click();
    await expect(page.getByRole("columnheader")).toHaveCount(2);
    await page.getByRole("link", { name: /^Remove Llama/ }).click();
    await expect(page.getByRole("columnheader")).toHaveCount(1);
    await context.close();
  });

  test("keeps favourites and choices on the device, over pages and reloads, by keyboard alone", async ({ page }) => {
    for (const id of [LLAMA, ARCH]) {
      await page.goto(upUrl(`/models/${id}`));
      await page.waitForLoadState("networkidle");
      const choose = page.getByRole("button", { name: /^Compare / });
      await choose.focus();
      await page.keyboard.press("Enter");
      await expect(choose).toHaveAttribute("aria-pressed", "true");
    }
    await page.getByRole("button", { name: /^Keep / }).press("Space");
    await page.reload();
    await expect(page.getByRole("button", { name: /^Keep / })).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("complementary", { name: "To compare" }).getByRole("link").click();
    await expect(page).toHaveURL(/\/compare\?models=meta-llama\/Llama-3\.3-70B-Instruct,katanemo/);
    await expect(page.getByRole("button", { name: `Remove ${ARCH}` })).toHaveCount(2);
  });

  test("takes models out of the list by key and by click, and shows how many there are", async ({ page }) => {
    await page.goto(upUrl("/models?q=llama"));
    await expect(page.locator("tr.needs-script")).toHaveCount(0);
    await page.waitForLoadState("networkidle");
    const rows = page.locator("tr.row");
    await rows.nth(0).getByRole("link").focus();
    await page.keyboard.press("c");
    await page.keyboard.press("f");
    await expect(rows.nth(0).getByRole("button", { name: /^Keep / })).toHaveAttribute("aria-pressed", "true");
    await rows.nth(1).hover();
    await rows
      .nth(1)
      .getByRole("button", { name: /^Compare / })
      .click();
    const tray = page.getByRole("complementary", { name: "To compare" });
    await expect(tray).toContainText("2 models chosen");
    await tray.getByRole("button", { name: "Clear" }).click();
    await expect(tray).toHaveCount(0);
  });

  test("exports the list as it is narrowed", async ({ page, request }) => {
    await page.goto(upUrl("/models?q=llama&gateway=groq"));
    const address = await page.getByRole("link", { name: "Export CSV" }).getAttribute("href");
    expect(address).toBe("/v1/export?q=llama&gateway=groq&format=csv");
    const lines = (await (await request.get(upUrl(address ?? ""))).text()).trimEnd().split("\r\n");
    await expect(page.locator("tr.row")).toHaveCount(lines.length - 1);
  });
});
