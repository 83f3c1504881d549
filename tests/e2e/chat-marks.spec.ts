import { expect, type Page, test } from "playwright/test";
import { answers, done, field, pick, said, sendMessage, withDemo } from "./chat-page";

const { open } = withDemo();
const titleMenu = (page: Page) => page.locator("#title-menu");
const list = (page: Page) => page.getByRole("navigation", { name: "Conversations" });

test("a conversation is pinned, tagged, and found by its tag", async ({ page }) => {
  await open(page);
  await sendMessage(page, "pin me");
  await done(page);
  await pick(page, titleMenu(page), "Pin");
  await expect(list(page).getByRole("region", { name: "Pinned" })).toContainText("pin me");
  await pick(page, titleMenu(page), "Edit tags");
  await page.getByLabel("Tags", { exact: true }).fill("work, draft");
  await page.keyboard.press("Enter");
  await expect(list(page).getByRole("link", { name: "pin me" })).toContainText("work, draft");
  await expect(said(page, "pin me: work, draft")).toHaveCount(1);
  await page.getByRole("link", { name: "New chat" }).first().click();
  await sendMessage(page, "without tags");
  await done(page);
  await list(page).getByRole("button", { name: /^work/ }).click();
  await expect(list(page).getByRole("link", { name: "without tags" })).toHaveCount(0);
  await expect(list(page).getByRole("link", { name: "pin me" })).toBeVisible();
  await list(page).getByRole("button", { name: /^work/ }).click();
  await expect(list(page).getByRole("link", { name: "without tags" })).toBeVisible();
});

test("a branch is deleted after confirmation, and the focus moves to the message field", async ({ page }) => {
  await open(page);
  for (const text of ["stays", "goes"]) {
    await sendMessage(page, text);
    await done(page);
  }
  await page.getByRole("button", { name: "Delete your message and its answers" }).last().click();
  await expect(page.getByRole("dialog")).toContainText("cannot be undone");
  await page.getByRole("button", { name: "Delete 2 messages" }).click();
  await expect(answers(page)).toHaveCount(1);
  await expect(field(page)).toBeFocused();
  await expect(said(page, "2 messages deleted")).toHaveCount(1);
  await page.reload();
  await expect(page.getByTestId("said")).toHaveText(["stays"]);
});

test("settings are saved as a preset and used again, and Enter in them sends nothing", async ({ page }) => {
  await open(page);
  await field(page).fill("not sent");
  await page.getByRole("button", { name: "Chat settings" }).click();
  await page.getByLabel("Temperature", { exact: true }).fill("0.3");
  await page.getByLabel("Temperature", { exact: true }).press("Enter");
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByLabel("Save the current chat settings as").fill("calm");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Use calm" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(answers(page)).toHaveCount(0);
  await open(page, "/chat?models=demo/thinker");
  await page.getByRole("button", { name: "Chat settings" }).click();
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: "Use calm" }).click();
  await expect(page.getByRole("button", { name: "Chat settings, 1 changed" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Model / })).toContainText("Demo Echo");
});
