import { expect, type Page, test } from "playwright/test";
import { callChat, withDemo } from "./chat-page";

const demo = withDemo();

/** Opens a conversation in which these texts were answered. */
async function open(page: Page, ...texts: string[]): Promise<void> {
  const [program, key] = [demo.program(), demo.key()];
  const { id } = await callChat<{ id: number }>(program, key, "/sessions", { title: "markdown" });
  for (const content of texts) {
    await callChat(program, key, `/sessions/${id}/messages`, { role: "user", content: "next" });
    await callChat(program, key, `/sessions/${id}/messages`, { role: "assistant", content });
  }
  await demo.open(page, `/chat/${id}`);
  await expect(page.locator(".prose").nth(texts.length - 1)).toBeVisible();
}

const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test.describe("Markdown in an answer", () => {
  test("has tables that scroll and do not break words on a phone", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    const cells = Array.from({ length: 12 }, (_, i) => `Measurement ${i}`);
    const row = (parts: readonly string[]) => `| ${parts.join(" | ")} |`;
    await open(page, [row(cells), row(cells.map(() => "---")), row(cells)].join("\n"));
    const table = page.getByRole("region", { name: "Table" });
    const sizes = await table.evaluate((box) => ({ inner: box.scrollWidth, outer: box.clientWidth }));
    expect(sizes.inner).toBeGreaterThan(sizes.outer);
    await table.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => table.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
    expect(await table.evaluate((box) => getComputedStyle(box).borderTopWidth)).toBe("1px");
    expect(await width(page)).toBe(390);
    const lines = await table
      .locator("th")
      .first()
      .evaluate((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      });
    expect(lines).toBeLessThanOrEqual(2);
  });

  test("has footnotes that neither stretch the page nor lead to another message", async ({ page }) => {
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    const text = `A claim[^1].\n\n${"para\n\n".repeat(60)}`;
    await open(page, text, text);
    const without = await height();
    await open(page, `${text}[^1]: The source.`, `${text}[^1]: The source.`);
    expect(await height()).toBe(without);
    const ids = await page.locator(".prose [id]").evaluateAll((all) => all.map(({ id }) => id));
    expect(ids).toContainEqual(expect.stringMatching(/fn-1$/));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("tells headings apart, and aligns Arabic to the right", async ({ page }) => {
    await open(page, "# One\n\n## Two\n\n### Three\n\n#### Four\n\nمرحبا\n\n- عنصر");
    const sizes = await page
      .locator(".prose :is(h1, h2, h3, h4)")
      .evaluateAll((all) => all.map((heading) => Number.parseFloat(getComputedStyle(heading).fontSize)));
    expect(sizes).toHaveLength(4);
    expect(sizes).toEqual([...new Set(sizes)].toSorted((a, b) => b - a));
    const right = await page
      .locator(".prose > :is(p, ul)")
      .evaluateAll((all) => all.map((block) => getComputedStyle(block).direction));
    expect(right).toEqual(["rtl", "rtl"]);
  });

  test("draws a diagram on request, in a frame without network access", async ({ page }) => {
    const errors: string[] = [];
    page.on("console", (line) => line.type() === "error" && errors.push(line.text()));
    await open(page, "```mermaid\ngraph TD;\n  Alpha-->Beta;\n```");
    await expect(page.getByText("Alpha-->Beta")).toBeVisible();
    await page.getByRole("button", { name: "Draw diagram" }).click();
    const frame = page.frameLocator('iframe[title="Diagram"]');
    await expect(frame.getByText("Alpha")).toBeVisible();
    const height = () => page.locator("iframe").evaluate((element) => element.clientHeight);
    await expect.poll(height).toBeGreaterThan(50);
    const inside = page.frames().at(-1);
    expect(await inside?.evaluate(() => self.origin)).toBe("null");
    expect(
      await inside?.evaluate(() =>
        fetch("/healthz").then(
          () => "reached",
          () => "refused",
        ),
      ),
    ).toBe("refused");
    expect(errors.filter((text) => !text.includes("healthz"))).toEqual([]);
  });
});
