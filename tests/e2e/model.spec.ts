import { expect, test } from "playwright/test";
import { encodeId, modelPath } from "@/lib/models/ids";
import { HOSTILE, HOSTILE_IDS } from "../fakes/hostile-ids";
import { upUrl } from "./up-url";

test.describe("a model's page", () => {
  test("exists for katanemo/Arch-Router-1.5B, with its offers", async ({ page }) => {
    const response = await page.goto(upUrl("/models/katanemo/Arch-Router-1.5B"));
    expect(response?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/Arch.Router/);
    await expect(page.getByText("katanemo/Arch-Router-1.5B").first()).toBeVisible();
    await expect(page.getByRole("table").first()).toContainText("Hugging Face");
    await expect(page).toHaveTitle(/Arch.Router/);
  });

  test("names cheaper models with the same capabilities, and the linked list has the stated number", async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(upUrl("/models/katanemo/Arch-Router-1.5B"));
    const cheaper = page.locator("section", { has: page.getByRole("heading", { name: "Cheaper alternatives" }) });
    await expect(cheaper.getByRole("listitem")).toHaveCount(3);
    await expect(cheaper.getByText(/^\d+% less$/)).toHaveCount(3);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const all = cheaper.getByRole("link", { name: /^View all / });
    const [count = ""] = /[\d,]+/.exec((await all.textContent()) ?? "") ?? [];
    await all.click();
    await expect(page.getByTestId("count")).toContainText(new RegExp(`^${count} of`));
  });

  for (const id of HOSTILE_IDS) {
    test(`is found for ${id}`, async ({ page }) => {
      const response = await page.goto(upUrl(modelPath(id)));
      expect(response?.status()).toBe(200);
      await expect(page.locator("main").getByText(id, { exact: true }).first()).toBeVisible();
    });
  }

  test("redirects permanently from another spelling to the canonical one", async ({ request }) => {
    const response = await request.get(upUrl("/models/KATANEMO/arch-router-1.5b"), { maxRedirects: 0 });
    expect(response.status()).toBe(308);
    expect(response.headers().location).toMatch(/\/models\/katanemo\/Arch-Router-1\.5B$/);
    const state = "calls=5&offer=huggingface%3Akatanemo%2FArch-Router-1.5B&a=1&a=2";
    const kept = await request.get(upUrl(`/models/KATANEMO/arch-router-1.5b?${state}`), { maxRedirects: 0 });
    expect(kept.headers().location?.split("?")[1]).toBe(state);
  });

  test("is a real 404 with a search if the model does not exist", async ({ page }) => {
    const response = await page.goto(upUrl("/models/nobody/nothing"));
    expect(response?.status()).toBe(404);
    await expect(page.locator("main").getByRole("searchbox")).toBeVisible();
    expect(
      await page.getByRole("link", { name: "Skip to content" }).evaluate((link) => link.getBoundingClientRect().top),
    ).toBeLessThan(0);
  });

  test("shows a hostile description of 50 kB as text, and runs none of it", async ({ page }) => {
    await page.goto(upUrl("/models/acme/hostile"));
    await expect(page.getByText("<script>window.hacked = true</script>").first()).toBeAttached();
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(await page.locator("main").evaluate((main) => main.textContent)).toContain(HOSTILE.slice(-40_000));
  });

  test("describes itself to search engines and other sites, with an image drawn here", async ({ page, request }) => {
    await page.goto(upUrl("/models/meta-llama/Llama-3.3-70B-Instruct"));
    await expect(page).toHaveTitle(/^Llama 3\.3 70B Instruct: price, context, and speed on \d+ gateways · Gatewayz$/);
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
    expect(data[0]).toMatchObject({ "@type": "SoftwareApplication", identifier: "meta-llama/Llama-3.3-70B-Instruct" });
    expect(data[0].offers.highPrice).toBeGreaterThan(data[0].offers.lowPrice);
    const address = await page.locator('meta[property="og:image"]').getAttribute("content");
    const picture = await request.get(new URL(address ?? "", upUrl("/")).href);
    expect(picture.headers()["content-type"]).toBe("image/png");
    expect((await picture.body()).subarray(1, 4).toString()).toBe("PNG");
    expect((await request.get(upUrl("/og/nobody/nothing"))).status()).toBe(404);
  });

  test("draws an image of names in any script without a font from elsewhere", async ({ request }) => {
    for (const id of HOSTILE_IDS) {
      expect([id, (await request.get(upUrl(`/og/${encodeId(id)}`))).status()]).toEqual([id, 200]);
    }
  });

  test("is in the sitemap, which robots.txt names and whose URLs all exist", async ({ request }) => {
    const locations = (xml: string) => [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, loc = ""]) => loc);
    const robots = await (await request.get(upUrl("/robots.txt"))).text();
    const [, index = ""] = /^Sitemap: (\S+)$/im.exec(robots) ?? [];
    const [part = ""] = locations(await (await request.get(index)).text());
    const pages = locations(await (await request.get(part)).text());
    expect(pages).toContain(upUrl("/models/katanemo/Arch-Router-1.5B"));
    expect(pages.length).toBeGreaterThan(1_000);
    for (const id of HOSTILE_IDS.filter((id) => !/[:@]/.test(id))) {
      const wanted = upUrl(modelPath(id)).replaceAll("&", "&amp;").replaceAll("'", "&apos;");
      expect(pages).toContain(wanted);
    }
    expect((await request.get(upUrl("/sitemaps/9.xml"))).status()).toBe(404);
  });

  test("calculates a workload from the URL, and has code for the chosen offer, without a script", async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(upUrl("/models/meta-llama/Llama-3.3-70B-Instruct"));
    const offer = page.getByRole("row", { name: /^Novita/ });
    const month = async () => Number((await offer.getByRole("cell").nth(4).textContent())?.replace(/[$,]/g, ""));
    const before = await month();
    await page.getByRole("button", { name: /^Monthly cost for 3K in, 1K out, 300/ }).click();
    await page.getByLabel("Calls per day").fill("3k");
    await page.getByRole("button", { name: "Calculate" }).click();
    await expect(page).toHaveURL(/calls=3k/);
    expect(await month()).toBeCloseTo(before * 10, 0);
    await offer.getByRole("link", { name: "Use Llama 3.3 70B Instruct on Novita" }).click();
    await expect(page.getByRole("heading", { name: "API on Novita" })).toBeVisible();
    await page.locator("fieldset").getByText("Direct", { exact: true }).click();
    await expect(page.locator("pre:visible")).toContainText("https://api.novita.ai/openai/v1/chat/completions");
    await expect(page.getByRole("button", { name: /^Monthly cost for .*3K\/day/ })).toBeVisible();
    await context.close();
  });
});
