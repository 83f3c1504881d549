import { expect, type Page, test } from "playwright/test";
import { violations } from "./accessibility";
import { ADMIN_TOKEN } from "./program";
import { upUrl } from "./up-url";

async function open(page: Page): Promise<void> {
  await page.goto(upUrl("/admin"));
  await page.getByLabel("Admin token").fill(ADMIN_TOKEN);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Gateways" })).toBeVisible();
}

for (const colorScheme of ["light", "dark"] as const)
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])
    test.describe(`the operator's page, ${colorScheme} at ${viewport.width}`, () => {
      test.use({ colorScheme, viewport });
      test("shows the process, gateways, and runs, and breaks no accessibility rule", async ({ page }) => {
        await open(page);
        await expect(page.getByRole("region", { name: "Syncs" }).getByRole("row")).not.toHaveCount(0);
        await expect(page.getByText("No reports")).toBeVisible();
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        if (process.env.SHOTS)
          await page.screenshot({
            path: `${process.env.SHOTS}/admin-${colorScheme}-${viewport.width}.png`,
            fullPage: true,
          });
      });
    });

test("a wrong token is rejected with a message; the right one is stored in the tab and is in no URL", async ({
  page,
}) => {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  await page.goto(upUrl("/admin"));
  await page.getByLabel("Admin token").fill("not-the-token-at-all");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.getByLabel("Admin token")).toHaveAccessibleDescription(/ADMIN_TOKEN/);
  await expect(page.getByLabel("Admin token")).toBeFocused();
  await page.getByLabel("Admin token").fill(ADMIN_TOKEN);
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("heading", { name: "Syncs" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Syncs" })).toBeVisible();
  expect(await page.evaluate((token) => JSON.stringify(localStorage).includes(token), ADMIN_TOKEN)).toBe(false);
  expect(addresses.filter((address) => address.includes(ADMIN_TOKEN))).toEqual([]);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("Admin token")).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("it can be read by keyboard alone and filtered by gateway, and no page links to it", async ({ page }) => {
  await open(page);
  const chosen = page.getByLabel("Syncs of");
  await chosen.focus();
  await page.keyboard.type("Groq");
  await expect(page.getByRole("region", { name: "Syncs" }).getByRole("rowheader").first()).toHaveText("groq");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Failed only")).toBeChecked();
  expect(await page.locator('meta[name="robots"]').getAttribute("content")).toContain("noindex");
  for (const path of ["/", "/models", "/gateways", "/settings", "/docs"]) {
    await page.goto(upUrl(path));
    await expect(page.locator('a[href^="/admin"]')).toHaveCount(0);
  }
});
