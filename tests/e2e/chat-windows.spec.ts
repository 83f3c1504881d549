import { expect, type Page, test } from "playwright/test";
import { answer, done, field, said, sendMessage, withDemo } from "./chat-page";
import { visit } from "./visit";

const { open, program } = withDemo();
const log = (page: Page) => page.getByRole("log");
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

for (const [name, width, height] of [
  ["at 200% zoom", 640, 360],
  ["at 400% zoom", 320, 256],
  ["on a phone on its side", 844, 390],
  ["on a phone", 390, 844],
] as const) {
  test(`the conversation keeps at least half of the height ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page);
    await sendMessage(page, "line\n".repeat(40));
    await done(page);
    const share = async () => ((await log(page).boundingBox())?.height ?? 0) / height;
    expect(await share()).toBeGreaterThanOrEqual(0.5);
    await field(page).fill("a line\n".repeat(20));
    expect(await share()).toBeGreaterThanOrEqual(0.5);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeInViewport({ ratio: 1 });
  });
}

test("the chat settings fit a short window, and a tall one below its header", async ({ page }) => {
  const panel = page.getByRole("dialog", { name: "Chat settings" });
  for (const size of [
    { width: 640, height: 360 },
    { width: 1280, height: 860 },
  ]) {
    await page.setViewportSize(size);
    await visit(page, `${program().url}/chat`);
    await page.getByRole("button", { name: "Chat settings" }).click();
    await expect(panel.getByRole("button", { name: "Presets" })).toBeInViewport({ ratio: 1 });
    const header = await page.getByRole("banner").boundingBox();
    const box = await panel.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(size.width > 768 ? (header?.height ?? 0) : 0);
  }
});

test("the chat settings close by Escape to their button, whose tooltip breaks nothing", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await visit(page, `${program().url}/chat`);
  const button = page.getByRole("button", { name: "Chat settings" });
  await button.press("Enter");
  await expect(page.getByRole("dialog", { name: "Chat settings" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await expect(page.locator('[popover="manual"]', { hasText: "Chat settings" })).toBeVisible();
  expect(errors).toEqual([]);
});

test.describe("on touch", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test("Enter breaks the line, the button sends, and fields use 16 px text", async ({ page }) => {
    await open(page);
    await field(page).fill("first");
    await field(page).press("Enter");
    await field(page).pressSequentially("second");
    await expect(field(page)).toHaveValue("first\nsecond");
    await expect(field(page)).toHaveCSS("font-size", "16px");
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await expect(answer(page)).toContainText("second");
    await done(page);
    await page.getByRole("button", { name: "Conversations" }).tap();
    await expect(page.getByLabel("Search chats")).toHaveCSS("font-size", "16px");
  });
});

for (const width of [320, 390, 1280])
  test(`the cost of a message is next to the send button at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const models of ["demo/echo", "demo/echo,demo/thinker"]) {
      await open(page, `/chat?models=${models}`);
      const cost = page.getByTestId("estimate").locator("span").last();
      await expect(cost).toContainText("$");
      const text = await cost.boundingBox();
      const send = await page.getByRole("button", { name: "Send", exact: true }).boundingBox();
      expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual(send?.x ?? 0);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
    }
  });

test("scrolling up while an answer is streaming stays there, even with the pointer over code", async ({ page }) => {
  await open(page);
  const lines = Array.from({ length: 60 }, (_, i) => `line${i}`);
  await sendMessage(page, `\`\`\`text\n${lines.join("\n")}\n\`\`\`\n\n${lines.join(" ").repeat(6)}`);
  await expect(answer(page)).toContainText("line59");
  await page.locator("pre").hover();
  await page.mouse.wheel(0, -300);
  const place = () => log(page).evaluate((box) => box.scrollTop);
  await expect.poll(place).toBeLessThan(await log(page).evaluate((box) => box.scrollHeight - box.clientHeight - 100));
  const before = await place();
  await done(page);
  expect(await place()).toBe(before);
});

test("a file dropped anywhere is accepted and shown, and text files are chips that count toward the length", async ({
  page,
}) => {
  await open(page);
  const drag = (type: string) =>
    page.evaluate((kind) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["remember the milk ".repeat(400)], "notes.md", { type: "text/markdown" }));
      document
        .querySelector("nav")
        ?.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }, type);
  const estimate = page.getByTestId("estimate");
  await expect(estimate).toContainText("0 of 33K");
  await drag("dragover");
  await expect(page.getByText("Drop files to attach them")).toBeVisible();
  await drag("drop");
  await expect(page.getByText("Drop files to attach them")).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Attached" })).toContainText("notes.md");
  await expect(estimate).toContainText("2K of 33K");
  // The demo repeats the whole file, word by word: nothing here waits for its end.
  await sendMessage(page, "what is in it?");
  await expect(page.getByTestId("said")).toHaveText("what is in it?");
  await expect(log(page)).toContainText("notes.md");
  await expect(page.locator("#title-menu")).toHaveText("what is in it?");
});

test("a large paste offers to become a file", async ({ page }) => {
  await open(page);
  await field(page).fill("about this: ");
  await field(page).press("End");
  await field(page).evaluate((input: HTMLTextAreaElement) => {
    const text = "pasted words ".repeat(1_000);
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    document.execCommand("insertText", false, text);
  });
  await page.getByRole("button", { name: "Attach as a file" }).click();
  await expect(field(page)).toHaveValue("about this: ");
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole("list", { name: "Attached" })).toContainText("Pasted text.txt");
});

test("right-to-left text is displayed as such in the field, the bubble, and the answer", async ({ page }) => {
  await open(page);
  await field(page).fill("مرحبا بالعالم");
  const direction = (place: ReturnType<Page["getByTestId"]>) =>
    place.evaluate((element) => getComputedStyle(element).direction);
  expect(await direction(field(page))).toBe("rtl");
  await sendMessage(page, "مرحبا بالعالم");
  await done(page);
  expect(await direction(page.getByTestId("said"))).toBe("rtl");
  await expect(answer(page)).toContainText("مرحبا بالعالم");
  expect(await direction(answer(page).getByText("مرحبا بالعالم"))).toBe("rtl");
});

test("a message and the whole conversation are copied, and all of it is printed", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  for (const text of ["one", "two", "three", "four"]) {
    await sendMessage(page, text);
    await done(page);
  }
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy your message" }).last().click();
  await expect.poll(copied).toBe("four");
  await page.locator("#title-menu").click();
  await page.getByRole("menuitem", { name: "Copy conversation" }).click();
  await expect.poll(copied).toContain("# one");
  await expect(said(page, "Conversation copied")).toHaveCount(1);
  expect((await said(page, "Conversation copied").textContent())?.split("Conversation copied")).toHaveLength(2);
  expect(await copied()).toContain("four");
  await page.reload();
  await expect(answer(page)).toContainText("four");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.getByTestId("said")).toHaveText(["one", "two", "three", "four"]);
  await expect(field(page)).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Conversations" })).toBeHidden();
});
