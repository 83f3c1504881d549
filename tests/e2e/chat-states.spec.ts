import { expect, test } from "playwright/test";
import { violations } from "./accessibility";
import { answer, done, field, pick, sendMessage, withDemo } from "./chat-page";

const { open } = withDemo();

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 390],
] as const) {
  test.describe(`${colorScheme} at ${width}`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } });
    test("every state breaks no accessibility rule and fits the width", async ({ page }) => {
      const clean = async (state: string) => {
        expect([state, await violations(page)]).toEqual([state, []]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([state, over <= 0]).toEqual([state, true]);
      };
      await open(page, "/chat?models=demo/echo,demo/thinker");
      await sendMessage(page, "Is $a^2$ more?\n\n```js\nlet x = 1;\n```");
      await clean("while two answers are written");
      await done(page);
      await expect(page.locator(".katex")).toHaveCount(2);
      await page.getByText(/^Thought for/).click();
      await clean("side by side");
      await page
        .getByRole("button", { name: /^Continue here/ })
        .first()
        .click();
      await sendMessage(page, `$$\n${"a + b + ".repeat(40)}c\n$$`);
      await done(page);
      await expect(answer(page).locator(".katex-display")).toBeVisible();
      await clean("with a second message and a wide formula");
      await page.locator("#title-menu").click();
      await clean("with a menu");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Chat settings" }).click();
      await clean("with settings");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Model / }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
      await clean("choosing a model");
      await page.keyboard.press("Escape");
      await field(page).press("ArrowUp");
      await clean("editing");
      await page.keyboard.press("Escape");
      await pick(page, page.locator("#title-menu"), "Share");
      await clean("sharing");
      await open(page, "/chat?models=no/such-model");
      await sendMessage(page, "hello?");
      await expect(answer(page)).toContainText("doesn’t exist");
      await clean("an error");
      if (width < 1024) await page.getByRole("button", { name: "Conversations" }).click();
      await clean("the list");
      await pick(page, page.getByRole("button", { name: "More for hello?" }).first(), "Delete");
      await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
      await clean("a deleted chat");
      await open(page, "/chat/999999");
      await expect(page.getByRole("heading", { name: "Chat not found" })).toBeVisible();
      await clean("no such chat");
    });
  });
}
