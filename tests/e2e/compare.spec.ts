import { expect, test } from "playwright/test";
import { holdScripts } from "./marked-page";
import { upUrl } from "./up-url";
import { visit } from "./visit";

const LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
const ARCH = "katanemo/Arch-Router-1.5B";

test.describe("comparing", () => {
  test("shows models side by side, marks differences, and names the best", async ({ page }) => {
    await page.goto(upUrl(`/compare?models=${LLAMA},${ARCH},nobody/nothing`));
    await expect(page).toHaveTitle(/Llama 3\.3 70B Instruct vs /);
    await expect(page.getByText("“nobody/nothing” doesn’t exist")).toBeVisible();
    await expect(page.getByRole("columnheader")).toHaveCount(2);
    const gateways = page.getByRole("row", { name: /^Gateways/ });
    await expect(gateways.getByRole("rowheader")).toHaveText("Gateways, differs");
    await expect(gateways.getByText("Highest")).toHaveCount(0);
    await expect(page.getByRole("row", { name: /^Context/ }).getByText("Highest")).toHaveCount(1);
  });

  test("finds a model to add, and removes one, even without JavaScript", async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(upUrl(`/compare?models=${LLAMA}`));
    await page.getByLabel("Add a model by name or ID").fill("arch router");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByTitle(ARCH).click();
    await expect(page.getByRole("columnheader")).toHaveCount(2);
    await page.getByRole("link", { name: /^Remove Llama/ }).click();
    await expect(page.getByRole("columnheader")).toHaveCount(1);
    await context.close();
  });

  test("searches for a model to add even if the search was opened before the app runs", async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto(upUrl(`/compare?models=${LLAMA}`), { waitUntil: "commit" });
    const button = page.getByRole("button", { name: "Add model" });
    await button.click();
    await expect(page.getByRole("dialog", { name: "Add a model" })).toBeVisible();
    release();
    await expect(page.getByRole("combobox", { name: "Search models" })).toBeVisible();
    await expect(button).toHaveAttribute("aria-expanded", "true");
  });

  test("shows only differences with a switch, which keeps the focus", async ({ page }) => {
    await visit(page, upUrl(`/compare?models=${LLAMA},${ARCH}`));
    const only = page.getByRole("switch", { name: "Differences only" });
    await expect(only).not.toBeChecked();
    await only.press("Space");
    await expect(only).toBeChecked();
    await expect(page).toHaveURL(/differences=1/);
    await expect(only).toBeFocused();
    const names = page.locator('th[scope="row"]');
    await expect(names.filter({ hasText: /, differs$/ })).not.toHaveCount(0);
    await expect(names.filter({ hasNotText: /, differs$/ })).toHaveCount(0);
    await only.press("Enter");
    await expect(only).not.toBeChecked();
  });

  test("moves the focus to the next model when one is removed by keyboard, and says which", async ({ page }) => {
    await visit(page, upUrl(`/compare?models=${LLAMA},${ARCH},openai/gpt-oss-120b`));
    const removes = page.getByRole("link", { name: /^Remove / });
    await removes.first().press("Enter");
    await expect(removes).toHaveCount(2);
    await expect(removes.first()).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: "removed from the comparison" })).toHaveCount(1);
    await removes.last().press("Enter");
    await expect(removes).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Add model" })).toBeFocused();
  });

  test("adds another model by keyboard, not one that is there, and keeps the workload", async ({ page }) => {
    await page.goto(upUrl(`/compare?models=${LLAMA}&calls=7`));
    await page.getByRole("button", { name: "Add model" }).click();
    const field = page.getByRole("combobox", { name: "Search models" });
    await field.fill(LLAMA);
    const first = page.getByRole("option").first();
    await expect(first).toHaveAccessibleName(/already added$/);
    await field.press("Enter");
    await expect(field).toBeVisible();
    await field.fill(ARCH);
    await expect(first).toHaveAccessibleName(/^Arch/);
    await field.press("Enter");
    await expect(page.getByRole("columnheader")).toHaveCount(2);
    await expect(page).toHaveURL(upUrl(`/compare?models=${LLAMA},${ARCH}&calls=7`));
  });

  test("keeps favorites and choices on the device, over pages and reloads, by keyboard alone", async ({ page }) => {
    for (const id of [LLAMA, ARCH]) {
      await visit(page, upUrl(`/models/${id}`));
      const choose = page.getByRole("button", { name: /^Compare / });
      await choose.focus();
      await page.keyboard.press("Enter");
      await expect(choose).toHaveAttribute("aria-pressed", "true");
    }
    await page.getByRole("button", { name: /to favorites$/ }).press("Space");
    await page.reload();
    await expect(page.getByRole("button", { name: /to favorites$/ })).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("complementary", { name: "Selected models" }).getByRole("link").click();
    await expect(page).toHaveURL(/\/compare\?models=meta-llama\/Llama-3\.3-70B-Instruct,katanemo/);
    await expect(page.getByRole("button", { name: `Remove ${ARCH}` })).toHaveCount(2);
  });

  test("removes models by key and by click, and shows how many there are", async ({ page }) => {
    await visit(page, upUrl("/models?q=llama"));
    await expect(page.locator("tr.needs-script")).toHaveCount(0);
    const rows = page.locator("tr.row");
    await rows.nth(0).getByRole("link").focus();
    await page.keyboard.press("c");
    await page.keyboard.press("f");
    await expect(rows.nth(0).getByRole("button", { name: /to favorites$/ })).toHaveAttribute("aria-pressed", "true");
    await rows.nth(1).hover();
    await rows
      .nth(1)
      .getByRole("checkbox", { name: /^Select / })
      .click();
    const tray = page.getByRole("complementary", { name: "Selected models" });
    await expect(tray).toContainText("2 selected");
    await tray.getByRole("button", { name: "Clear" }).click();
    await expect(tray).toHaveCount(0);
    await expect(page.getByRole("status").filter({ hasText: "Selection cleared" })).toHaveCount(1);
  });

  test("rejects a seventh model with a message, in the list and on a page, and keeps the six", async ({ page }) => {
    const six = Array.from({ length: 6 }, (_, n) => `acme/m${n}`);
    await page.addInitScript((ids) => localStorage.setItem("gatewayz_compare", JSON.stringify(ids)), six);
    await visit(page, upUrl("/models?q=llama"));
    const row = page.locator("tr.row").first();
    await row.hover();
    await row.getByRole("checkbox", { name: /^Select / }).click();
    const tray = page.getByRole("complementary", { name: "Selected models" });
    await expect(tray).toContainText("6 selected, 6 at most");
    await expect(row.getByRole("checkbox", { name: /^Select / })).toHaveAttribute("aria-checked", "false");
    await visit(page, upUrl(`/models/${ARCH}`));
    await page.getByRole("button", { name: /^Compare / }).click();
    await expect(tray).toContainText("6 at most");
    expect(await page.evaluate(() => localStorage.getItem("gatewayz_compare"))).toBe(JSON.stringify(six));
  });

  test("says which models of a URL with too many are omitted, and why no more can be added", async ({ page }) => {
    const html = await (await page.request.get(upUrl("/models?q=llama"))).text();
    const ids = [...html.matchAll(/href="\/models\/([^"?]+)"/g)].flatMap(([, id]) => id ?? []);
    const [first, ...rest] = [...new Set(ids)].slice(0, 6);
    await page.goto(upUrl(`/compare?models=${[first, ...rest, "acme/one", "acme/two"].join(",")}`));
    await expect(page.getByText("Skipped: acme/one, acme/two")).toBeVisible();
    await expect(page.getByText("You can compare up to 6 models.", { exact: true })).toBeVisible();
  });

  test("exports the list as filtered", async ({ page, request }) => {
    await page.goto(upUrl("/models?q=llama&gateway=groq"));
    await page.getByRole("button", { name: "Export and changes" }).click();
    const address = await page.getByRole("menuitem", { name: "Export as CSV" }).getAttribute("href");
    expect(address).toBe("/v1/export?q=llama&gateway=groq&format=csv");
    const lines = (await (await request.get(upUrl(address ?? ""))).text()).trimEnd().split("\r\n");
    await expect(page.locator("tr.row")).toHaveCount(lines.length - 1);
  });
});
