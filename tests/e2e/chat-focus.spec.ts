import { expect, type Locator, type Page, test } from "playwright/test";
import { answer, answers, columns, done, ending, field, pick, said, sendMessage, withDemo } from "./chat-page";

/** Long enough that it is still being written when something happens to it. */
const LONG = Array.from({ length: 300 }, (_, i) => `word${i}`).join(" ");

const { open } = withDemo();
const titleMenu = (page: Page) => page.locator("#title-menu");

/** Activates a control by keyboard and expects that the focus stays in the page, and moves to `then` if given. */
async function keepsFocus(page: Page, control: Locator, then?: Locator): Promise<void> {
  await control.focus();
  await page.evaluate(() => {
    const counted = window as unknown as { lost?: number };
    if (counted.lost !== undefined) return;
    counted.lost = 0;
    const look = () => {
      if (document.activeElement === document.body) counted.lost = (counted.lost ?? 0) + 1;
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press("Enter");
  if (then) await expect(then).toBeFocused();
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
}

/** How often a change of the page has left nothing focused since a control was first used by keyboard. */
const lost = (page: Page) => page.evaluate(() => (window as unknown as { lost?: number }).lost ?? null);

test.afterEach(async ({ page }) => {
  expect([0, null]).toContain(await lost(page));
});

test("the focus moves to the right place after sending, stopping, editing, regenerating, and switching branches", async ({
  page,
}) => {
  await open(page);
  await field(page).fill(LONG);
  const send = page.getByRole("button", { name: "Send", exact: true });
  await keepsFocus(page, send, page.getByRole("button", { name: "Stop", exact: true }));
  await expect(answer(page)).toContainText("word3");
  await keepsFocus(page, page.getByRole("button", { name: "Stop", exact: true }), send);
  await done(page);

  const edit = page.getByRole("button", { name: "Edit your message" });
  await keepsFocus(page, edit, page.getByLabel("Edit message"));
  await keepsFocus(page, page.getByRole("button", { name: "Cancel" }), edit);
  await keepsFocus(page, edit, page.getByLabel("Edit message"));
  await page.getByLabel("Edit message").fill("second words");
  await keepsFocus(page, page.getByLabel("Edit message"), field(page));
  await expect(answer(page)).toContainText("second words");
  await done(page);

  await keepsFocus(page, page.getByRole("button", { name: /^Regenerate the answer/ }));
  await expect(answer(page)).toContainText("2 / 2");
  await done(page);
  await expect(answer(page).getByRole("heading")).toBeFocused();
  const previous = answer(page).getByRole("button", { name: "Previous branch" });
  await keepsFocus(page, previous, previous);
  await expect(said(page, "Branch 1 of 2")).toHaveCount(1);
  await expect(answer(page)).toContainText("1 / 2");
});

test("the focus moves to the right place after renaming, deleting, undoing, and removing a file", async ({ page }) => {
  await open(page);
  await sendMessage(page, "to be renamed");
  await done(page);
  await pick(page, titleMenu(page), "Rename");
  await expect(page.getByLabel("Title")).toBeFocused();
  await page.getByLabel("Title").fill("renamed once");
  await page.keyboard.press("Enter");
  await expect(titleMenu(page)).toHaveText("renamed once");
  await expect(titleMenu(page)).toBeFocused();

  const input = page.locator("input[type=file]");
  const text = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(name) });
  await input.setInputFiles([text("one.txt"), text("two.txt")]);
  const remove = (name: string) => page.getByRole("button", { name: `Remove ${name}` });
  await keepsFocus(page, remove("one.txt"), remove("two.txt"));
  await keepsFocus(page, remove("two.txt"), field(page));

  const row = page.getByRole("link", { name: "renamed once" });
  await row.focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("menuitem", { name: "Delete" }).focus();
  await page.keyboard.press("Enter");
  await expect(row).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  await keepsFocus(page, page.getByRole("button", { name: "Undo" }));
  await expect(row).toHaveCount(1);
  await expect(said(page, "Chat restored: renamed once")).toHaveCount(1);
});

test("one of several answers can be continued while another is still being written", async ({ page }) => {
  await open(page, "/chat?models=demo/echo,demo/thinker");
  await sendMessage(page, LONG);
  await expect(columns(page)).toHaveCount(2);
  const stop = page.getByRole("button", { name: "Stop Demo Thinker" });
  await keepsFocus(page, stop);
  await expect(page.getByRole("button", { name: "Stop Demo Echo" })).toBeVisible();
  await keepsFocus(page, page.getByRole("button", { name: "Continue here with Demo Thinker" }), field(page));
  await expect(columns(page)).toHaveCount(0);
  await sendMessage(page, "and you?");
  await done(page);
  await expect(answer(page)).toContainText("and you?");
});

test("regenerating uses the model that was just chosen", async ({ page }) => {
  await open(page);
  await sendMessage(page, "who are you?");
  await done(page);
  await page.getByRole("button", { name: /^Model / }).click();
  await page.keyboard.type("thinker");
  await page.getByRole("option", { name: "Demo Thinker" }).click();
  await page.getByRole("button", { name: /^Regenerate the answer/ }).click();
  await expect(answer(page).getByRole("heading", { name: "Demo Thinker" })).toBeVisible();
  await done(page);
  await expect(answer(page)).toContainText("2 / 2");
});

test("the branch that was chosen last is shown after a reload", async ({ page }) => {
  await open(page);
  await sendMessage(page, "first words");
  await done(page);
  await page.getByRole("button", { name: "Edit your message" }).click();
  await page.getByLabel("Edit message").fill("second words");
  await page.getByLabel("Edit message").press("Enter");
  await expect(page.getByTestId("said")).toHaveText("second words");
  await done(page);
  await page.getByRole("button", { name: "Previous branch" }).first().click();
  await expect(page.getByTestId("said")).toHaveText("first words");
  await page.reload();
  await expect(answer(page)).toContainText("first words");
});

test("Tab stops once per conversation, arrow keys move between conversations, and skip links lead to the field", async ({
  page,
}) => {
  await open(page);
  await sendMessage(page, "the older one");
  await done(page);
  await page.getByRole("link", { name: "New chat" }).first().click();
  await sendMessage(page, "the newer one");
  await done(page);
  const newer = page.getByRole("link", { name: "the newer one" });
  await newer.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "the older one" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "the older one" })).toBeFocused();
  await page.getByRole("link", { name: "Skip to message field" }).focus();
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
});

test("conversations can be reached in a window of 320 x 256 px", async ({ page }) => {
  await open(page);
  await sendMessage(page, "found again");
  await done(page);
  await page.setViewportSize({ width: 320, height: 256 });
  await page.getByRole("button", { name: "Conversations" }).press("Enter");
  const row = page.getByRole("link", { name: "found again" });
  await row.focus();
  await expect(row).toBeInViewport({ ratio: 1 });
});

test("every message has a heading, and Alt+N goes to the newest answer", async ({ page }) => {
  await open(page);
  await sendMessage(page, "one question");
  await done(page);
  await expect(page.getByRole("heading", { level: 2, name: "You" })).toHaveCount(1);
  await expect(said(page, "Answer ready: Demo Echo")).toHaveCount(1);
  await page.keyboard.press("Alt+n");
  await expect(answer(page).getByRole("heading", { name: "Demo Echo" })).toBeFocused();
  await expect(page.getByRole("status")).toHaveCount(1);
});

test("an answer that fails is announced, and a missing conversation has its own page", async ({ page }) => {
  await open(page, "/chat?models=no/such-model");
  await sendMessage(page, "hello?");
  await expect(said(page, "No answer: no/such-model")).toHaveCount(1);
  await expect(ending(page).getByRole("button", { name: "Try again" })).toBeVisible();
  await open(page, "/chat/999999");
  await expect(page.getByRole("heading", { name: "Chat not found" })).toBeVisible();
  await expect(field(page)).toHaveCount(0);
  await expect(answers(page)).toHaveCount(0);
});
