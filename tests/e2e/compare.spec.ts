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
});
