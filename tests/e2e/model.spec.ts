import { expect, test } from "playwright/test";
import { modelPath } from "@/lib/models/ids";
import { HOSTILE, NASTY_IDS } from "../fakes/nasty";
import { upUrl } from "./up-url";

test.describe("a model's page", () => {
  test("is there for katanemo/Arch-Router-1.5B, with its offers", async ({ page }) => {
    const response = await page.goto(upUrl("/models/katanemo/Arch-Router-1.5B"));
    expect(response?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/Arch.Router/);
    await expect(page.getByText("katanemo/Arch-Router-1.5B").first()).toBeVisible();
    await expect(page.getByRole("table").first()).toContainText("Hugging Face");
    await expect(page).toHaveTitle(/Arch.Router/);
  });

  for (const id of NASTY_IDS) {
    test(`is found for ${id}`, async ({ page }) => {
      const response = await page.goto(upUrl(modelPath(id)));
      expect(response?.status()).toBe(200);
      await expect(page.locator("main").getByText(id, { exact: true }).first()).toBeVisible();
    });
  }

  test("redirects for good from another spelling to the canonical one", async ({ request }) => {
    const response = await request.get(upUrl("/models/KATANEMO/arch-router-1.5b"), { maxRedirects: 0 });
    expect(response.status()).toBe(308);
    expect(response.headers().location).toMatch(/\/models\/katanemo\/Arch-Router-1\.5B$/);
  });

  test("is a real 404 with a search for what does not exist", async ({ page }) => {
    const response = await page.goto(upUrl("/models/nobody/nothing"));
    expect(response?.status()).toBe(404);
    await expect(page.locator("main").getByRole("searchbox")).toBeVisible();
  });

  test("shows a hostile description of 50 kB as text and runs nothing of it", async ({ page }) => {
    await page.goto(upUrl("/models/acme/hostile"));
    await expect(page.getByText("<script>window.hacked = true</script>").first()).toBeAttached();
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(await page.locator("main").evaluate((main) => main.textContent)).toContain(HOSTILE.slice(-40_000));
  });
});
