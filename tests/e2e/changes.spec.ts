import { expect, test } from "playwright/test";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { violations } from "./accessibility";
import { type Program, startProgram, syncAll } from "./program";
import { visit } from "./visit";

const row = (id: string, prompt: number, context: number) => ({
  id,
  pricing: { prompt, completion: 2 },
  context_length: context,
});
const FILL = Array.from({ length: 20 }, (_, i) => row(`acme/fill${i}`, 1, 1_000));

let upstreams: Upstreams;
let program: Program;

test.describe("the list of changes", () => {
  test.describe.configure({ mode: "serial" });

  test.beforeAll(async () => {
    upstreams = await startUpstreams();
    program = await startProgram(upstreams.env());
    const lists = [
      [row("acme/bird", 1, 8_000), row("acme/fish", 1, 8_000)],
      [row("acme/bird", 0.5, 16_000), row("acme/fish", 3, 8_000), row("acme/newt", 1, 4_000)],
      ...[1, 2, 3].map(() => [row("acme/bird", 0.5, 16_000), row("acme/newt", 1, 4_000)]),
    ];
    for (const list of lists) {
      upstreams.set("chutes", [...list, ...FILL]);
      await syncAll(program.url);
    }
  });
  test.afterAll(async () => {
    await program.stop();
    await upstreams.close();
  });

  test("omits empty fields from the URL, and they work again after Back", async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await visit(page, `${program.url}/changes`);
    let asked = "";
    await page.route("**/changes?*", async (route) => {
      asked = route.request().url();
      // The page stays.
      await route.fulfill({ status: 204 });
    });
    const search = page.getByLabel("Model name or ID");
    await search.fill("bird");
    await search.press("Enter");
    await expect.poll(() => new URL(asked || program.url).search).toBe("?q=bird");
    await expect(page.getByLabel("Gateway", { exact: true })).toBeEnabled();
    await context.close();
  });

  test("is newest first, shows before and after, and can be filtered by a form without scripts", async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${program.url}/changes`);
    const items = page.locator("main section li");
    await expect(items.first()).toContainText("Removed");
    await expect(items.filter({ hasText: "acme/bird" }).or(items.filter({ hasText: "bird" }))).toContainText(
      "8K → 16K",
    );
    await expect(items.filter({ hasText: "fish" }).filter({ hasText: "Pricier" })).toContainText(
      "$1.00 / $2.00 → $3.00",
    );
    await page.getByRole("list", { name: "Kind of change" }).getByRole("link", { name: "New" }).click();
    await expect(items).toHaveCount(1);
    await expect(items).toContainText("newt");
    await page.getByRole("list", { name: "Kind of change" }).getByRole("link", { name: "All" }).click();
    await page.getByLabel("Model name or ID").fill("newt");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(items).toHaveCount(1);
    await context.close();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test("breaks no accessibility rule, as a list and as a chart, and fits a phone", async ({ page }) => {
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          for (const path of ["/changes", "/changes?gateway=groq", "/models/acme/bird", "/models/acme/fish"]) {
            await page.goto(program.url + path);
            expect([path, await violations(page)]).toEqual([path, []]);
            expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          }
        }
      });
    });
  }

  test("is a chart on the model's page, with a table of its figures", async ({ page }) => {
    await page.goto(`${program.url}/models/acme/bird`);
    await expect(page.getByRole("img", { name: /Cheapest offer/ })).toBeVisible();
    await expect(page.getByRole("img", { name: /Longest context/ })).toBeVisible();
    await page.getByText("The figures").click();
    const table = page.getByRole("region", { name: "History" }).getByRole("row");
    await expect(table).toHaveCount(3);
    await expect(table.nth(1)).toContainText("0.50");
    await expect(table.nth(2)).toContainText("1.00");
  });

  test("shows a removed model grayed out with its last facts", async ({ page }) => {
    await page.goto(`${program.url}/models/acme/fish`);
    const offer = page.getByRole("region", { name: "Offers" }).locator("tbody tr").first();
    await expect(offer).toHaveClass(/(?<![\w-])text-text-3(?![\w-])/);
    await expect(offer).toContainText("No longer listed since");
    await expect(offer).toContainText("3.00");
    await expect(page.getByText(/Last seen on Chutes on /)).toBeVisible();
    await expect(page.getByRole("button", { name: "Open in chat" })).toHaveCount(0);
    await page.goto(`${program.url}/models/acme/bird`);
    await expect(page.getByRole("button", { name: "Open in chat" })).toBeVisible();
  });

  test("is available as RSS, Atom, and JSON Feed for any filter, and is a 304 for a reader that has it", async ({
    page,
  }) => {
    await page.goto(`${program.url}/changes?kind=new`);
    for (const [type, file] of [
      ["application/rss+xml", "rss.xml"],
      ["application/atom+xml", "atom.xml"],
      ["application/feed+json", "feed.json"],
    ] as const) {
      const link = page.locator(`link[rel=alternate][type="${type}"]`);
      expect(await link.getAttribute("href")).toContain(`/changes/${file}?kind=new`);
      const answer = await fetch(`${program.url}/changes/${file}?kind=new`);
      expect(answer.headers.get("content-type")).toContain(type);
      const text = await answer.text();
      const entries = await page.evaluate(
        ([source, xml]) => {
          if (!xml) return (JSON.parse(source) as { items: { title: string }[] }).items.map(({ title }) => title);
          const parsed = new DOMParser().parseFromString(source, "application/xml");
          if (parsed.querySelector("parsererror")) return ["not well-formed"];
          return [...parsed.querySelectorAll("item > title, entry > title")].map((e) => e.textContent ?? "");
        },
        [text, type.endsWith("xml")] as const,
      );
      expect(entries).toEqual([expect.stringContaining("newt")]);
      const etag = answer.headers.get("etag") ?? "";
      const again = await fetch(`${program.url}/changes/${file}?kind=new`, { headers: { "if-none-match": etag } });
      expect(again.status).toBe(304);
    }
    expect((await fetch(`${program.url}/changes/feed.txt`)).status).toBe(404);
    const filtered = await (await fetch(`${program.url}/changes/rss.xml?q=big+newt&kind=new`)).text();
    expect(filtered).toContain("<title>Gatewayz: what changed (q: big newt, kind: new)</title>");
  });
});
