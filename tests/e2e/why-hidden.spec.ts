import { expect, type Page, test } from "playwright/test";
import type { ModelList } from "@/lib/contract/model";
import { encodeId } from "@/lib/models/ids";
import { violations } from "./accessibility";
import { upUrl } from "./up-url";

async function open(page: Page, path: string) {
  await page.goto(upUrl(path));
  await expect(page.locator("tr.needs-script")).toHaveCount(0);
  await page.getByText("Can’t find a model?").click();
}

const paste = (page: Page, text: string) => page.getByLabel("Paste a model ID").fill(text);

test.describe("the reason why a model is hidden", () => {
  test("names the filters that hide it, and relaxes only those", async ({ page }) => {
    await open(page, "/models?gateway=groq&q=whisper");
    await paste(page, "katanemo/Arch-Router-1.5B");
    const why = page.locator("details", { hasText: "Can’t find a model?" });
    await expect(why).toContainText("gateways: Groq");
    await expect(why).toContainText("the words “whisper”");
    expect(await violations(page)).toEqual([]);
    await why.getByRole("link", { name: "Show it" }).click();
    await expect(page).toHaveURL(/\/models$/);
  });

  test("is found for a native ID too, and says so when the server cannot be asked", async ({ page, request }) => {
    const { data } = (await (await request.get(upUrl("/v1/models"))).json()) as ModelList;
    const own = new Set(data.map(({ id }) => id.toLowerCase()));
    const other = data.find(({ offers: [offer] }) => offer && !own.has(offer.id.toLowerCase()));
    const native = other?.offers[0]?.id ?? "";
    await open(page, "/models?q=nothing-has-this-word");
    const why = page.locator("details", { hasText: "Can’t find a model?" });
    await paste(page, upUrl(`/models/${encodeId(native)}?calls=5`));
    await expect(why).toContainText(`“${native}” is ${other?.id}, which is hidden`);
    await paste(page, "nobody/Arch-Router-1.5B");
    await expect(why).toContainText("No model has the ID “nobody/Arch-Router-1.5B”. Did you mean katanemo");
    expect(await violations(page)).toEqual([]);
    await page.route("**/v1/models/**", (route) => route.abort());
    await paste(page, "nobody/nothing");
    await expect(why).toContainText("Couldn’t look up “nobody/nothing”");
    await page.unroute("**/v1/models/**");
    await why.getByRole("button", { name: "Try again" }).click();
    await expect(why).toContainText("No model has the ID “nobody/nothing”.");
  });
});
