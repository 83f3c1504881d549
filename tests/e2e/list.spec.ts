import { expect, type Page, test } from "playwright/test";
import { upUrl } from "./up-url";

async function open(page: Page, path: string): Promise<void> {
  await page.goto(upUrl(path));
  await expect(page.locator("tr.needs-script")).toHaveCount(0);
}

test.describe("the list of models", () => {
  test("has a title that follows its query: at first, while typing, and on the way back", async ({ page }) => {
    await page.goto(upUrl("/models?q=llama&gateway=groq"));
    await expect(page).toHaveTitle("llama on Groq · Models · Gatewayz");
    await page.getByRole("link", { name: "Remove Groq" }).click();
    await expect(page).toHaveTitle("llama · Models · Gatewayz");
    await page.locator("#page-search").fill("qwen");
    await expect(page).toHaveTitle("qwen · Models · Gatewayz");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?q=qwen$/);
    await page.goBack();
    await expect(page).toHaveTitle("llama on Groq · Models · Gatewayz");
  });

  test("offers every sort order on a desktop too, shows the current one, and resets it", async ({ page }) => {
    await open(page, "/models?sort=blend");
    await page.getByRole("button", { name: "Sort: Lowest blended price" }).click();
    await page.getByRole("menuitemradio", { name: "Lowest blended price" }).click();
    await expect(page).toHaveURL(/sort=-blend/);
    await page.getByRole("button", { name: "Sort: Highest blended price" }).click();
    await page.getByRole("menuitemradio", { name: "Highest blended price" }).click();
    await expect(page).toHaveURL(/\/models$/);
    await expect(page.getByRole("button", { name: "Sort: Most gateways" })).toBeFocused();
  });

  test("prints every row of a short list, and 200 of a long one, without gaps", async ({ page }) => {
    await open(page, "/models?q=llama");
    const all = Number((await page.getByTestId("count").textContent())?.split(" ")[0]);
    expect(await page.locator("tr.row").count()).toBeLessThan(all);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await expect(page.locator("tr.row")).toHaveCount(all);
    await expect(page.locator("tr.gap")).toBeHidden();
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect(page.locator("tr.row")).not.toHaveCount(all);
    await open(page, "/models");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await expect(page.locator("tr.row")).toHaveCount(200);
  });

  test("shortens a long name before its tag", async ({ page }) => {
    await open(page, "/models?q=free");
    const row = page.locator(".c-model", { has: page.locator("em") }).first();
    const { shortened, spare } = await row.evaluate((cell) => {
      const [name, tag] = [cell.querySelector("b") as HTMLElement, cell.querySelector("em") as HTMLElement];
      name.textContent = "An uncommonly long name of a model that no column holds";
      return {
        shortened: [name, tag].map((part) => part.scrollWidth > part.clientWidth),
        spare: cell.getBoundingClientRect().right - tag.getBoundingClientRect().right,
      };
    });
    expect(shortened).toEqual([true, false]);
    expect(spare).toBeGreaterThanOrEqual(0);
  });

  test("gives an ID the column's width, not only its name's", async ({ page }) => {
    await open(page, "/models");
    const row = page.locator("tr.row .c-model", { has: page.locator("a:not(:has(em))") }).first();
    await row.evaluate((cell) => {
      for (const [part, text] of [
        ["b", "Short"],
        ["span", "acme/a-long-id"],
      ] as const) {
        const element = cell.querySelector(part);
        if (element) element.textContent = text;
      }
    });
    expect(await row.locator("span").evaluate((one) => one.clientWidth - one.scrollWidth)).toBeGreaterThanOrEqual(0);
  });

  test("finds an author that is not among the first few", async ({ page }) => {
    await open(page, "/models");
    const group = page.getByRole("list", { name: "Authors" });
    await expect(group.getByRole("checkbox")).toHaveCount(8);
    await page.getByRole("searchbox", { name: "Find authors" }).fill("katanemo");
    await group.getByRole("checkbox", { name: /^Katanemo/ }).click();
    await expect(page).toHaveURL(/author=katanemo/);
  });

  test("keeps its buttons compact next to two lines of chips", async ({ page }) => {
    await open(
      page,
      "/models?gateway=groq,huggingface,cerebras,together,chutes&ability=tools,json&where=ctx%3E%3D32k,in%3C5",
    );
    const button = await page.getByRole("button", { name: /^Monthly cost for/ }).boundingBox();
    expect(button?.height).toBeLessThan(40);
  });

  test("is searched at an unknown URL, and suggests similar models", async ({ page }) => {
    const answer = await page.goto(upUrl("/models/nobody/llama-3.3-70b-nothing"));
    expect(answer?.status()).toBe(404);
    await expect(page.locator("main").getByRole("searchbox")).toHaveValue("llama-3.3-70b-nothing");
    await expect(page.getByRole("link", { name: "Llama 3.3 70B Instruct" })).toBeVisible();
  });
});
