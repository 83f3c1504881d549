import { expect, type Page, test } from "playwright/test";
import { upUrl } from "./up-url";

async function open(page: Page, path: string): Promise<void> {
  await page.goto(upUrl(path));
  await expect(page.locator("tr.needs-script")).toHaveCount(0);
}

test.describe("the list of models", () => {
  test("is called by what is asked of it, at first, while one types and on the way back", async ({ page }) => {
    await page.goto(upUrl("/models?q=llama&gateway=groq"));
    await expect(page).toHaveTitle("llama at Groq · Models · Gatewayz");
    await page.getByRole("link", { name: "Remove Groq" }).click();
    await expect(page).toHaveTitle("llama · Models · Gatewayz");
    await page.locator("#page-search").fill("qwen");
    await expect(page).toHaveTitle("qwen · Models · Gatewayz");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?q=qwen$/);
    await page.goBack();
    await expect(page).toHaveTitle("llama at Groq · Models · Gatewayz");
  });

  test("offers every order at a desk too, says which it is, and takes it back", async ({ page }) => {
    await open(page, "/models?sort=blend");
    await page.getByRole("button", { name: "Blended price ↑" }).click();
    const orders = page.getByRole("complementary", { name: "Order" });
    await orders.getByRole("link", { name: "Blended price" }).click();
    await expect(page).toHaveURL(/sort=-blend/);
    await orders.getByRole("link", { name: "Blended price" }).click();
    await expect(page).toHaveURL(/\/models$/);
    await expect(page.getByRole("button", { name: "Sort", exact: true })).toBeVisible();
  });
});
