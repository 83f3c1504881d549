import { expect, test } from "playwright/test";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { answer, answers, callChat, done, field, sendMessage, withDemo } from "./chat-page";
import { holdScripts, isFirstDocument, mark } from "./marked-page";

const { program, key, open } = withDemo();

/** A conversation of so many messages, put there by the API. */
async function conversation(count: number): Promise<number> {
  const { id } = await callChat<ChatSession>(program(), key(), "/sessions", { title: `${count} messages` });
  for (let i = 0; i < count; i++) {
    const role = i % 2 === 0 ? "user" : "assistant";
    const content = `${role} ${i} `.padEnd(role === "user" ? 20 : 400, "lorem ipsum ");
    await callChat<Message>(program(), key(), `/sessions/${id}/messages`, { role, content, model: "demo/echo" });
  }
  return id;
}

test("math is rendered and prices are not, within the CSP; its code loads on first use", async ({ page }) => {
  const files: string[] = [];
  page.on("request", (request) => files.push(request.url()));
  await page.addInitScript(() => {
    Object.assign(window, { refused: [] as string[] });
    addEventListener("securitypolicyviolation", ({ violatedDirective }) => {
      // A library asks whether it may make functions of text, and goes another way when it may not.
      if (violatedDirective !== "script-src")
        (window as unknown as { refused: string[] }).refused.push(violatedDirective);
    });
  });
  await open(page);
  await sendMessage(page, "It costs $5 or $10, in `$x$` too");
  await done(page);
  await expect(answer(page).locator(".prose")).toHaveText("It costs $5 or $10, in $x$ too");
  expect(files.filter((url) => /KaTeX|katex/i.test(url))).toEqual([]);
  await sendMessage(
    page,
    "For $5: $e^{i\\pi}$ and \\[\\frac{a}{b}\\] \\(\\href{javascript:alert(1)}{x} \\includegraphics{https://evil.example/a}\\)",
  );
  await done(page);
  await expect(answer(page).locator(".katex")).toHaveCount(3);
  await expect(answer(page).locator(".katex mfrac")).toHaveCount(1);
  await expect(answer(page)).toContainText("For $5:");
  await expect(answer(page).locator(".prose :is(a, img)")).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  const fonts = files.filter((url) => /KaTeX[^/]*\.woff2/.test(url));
  expect(fonts.length).toBeGreaterThan(0);
  expect(files.filter((url) => !url.startsWith(program().url) && !url.startsWith("data:"))).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { refused: string[] }).refused)).toEqual([]);
});

test("code is highlighted and its text stays the same", async ({ page }) => {
  await open(page);
  await sendMessage(page, "```python\ndef f(x):\n    return x  # why\n```");
  await done(page);
  await expect(answer(page).locator("pre .text-keyword").first()).toHaveText("def");
  await expect(answer(page).locator("pre")).toHaveText("def f(x):\n    return x  # why");
});

test("the keyboard alone chooses a model, breaks a line, sends, stops, edits, and retries", async ({ page }) => {
  await open(page, "/chat");
  await expect(field(page)).toBeFocused();
  const chip = page.getByRole("button", { name: /^Model / });
  for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
  await expect(chip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search models" })).toBeFocused();
  await page.keyboard.type("demo");
  await expect(page.getByRole("option")).toHaveCount(2);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const name = (await page.getByRole("option", { selected: true }).locator(".sr-only").textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(chip).toContainText(name);
  await expect(chip).toBeFocused();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("first line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.insertText("second line ".repeat(60));
  await expect(answers(page)).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(answer(page)).toContainText("first line");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await done(page);
  await expect(answer(page)).toContainText("Stopped");
  await expect(page.getByTestId("said")).toContainText("first line\nsecond line");
  await field(page).focus();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByLabel("Edit message")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Edit message")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Edit your message" })).toBeFocused();
});

test("an answer continues while another page is open, and is followed to its end after Back", async ({ page }) => {
  await open(page);
  await sendMessage(page, `first ${"word ".repeat(120)}last`);
  await expect(page).toHaveURL(/\/chat\/\d+/);
  await expect(answer(page)).toContainText("first word");
  await mark(page);
  await page.getByRole("banner").getByRole("link", { name: "Gateways", exact: true }).click();
  await expect(page).toHaveTitle("Gateways · Gatewayz");
  await page.goBack();
  await expect(answer(page)).toContainText("first word");
  await done(page);
  await expect(answer(page)).toContainText("word last");
  await expect(answers(page)).toHaveCount(1);
  expect(await isFirstDocument(page)).toBe(true);
});

test("a message that is typed before the app runs is sent", async ({ page }) => {
  const release = await holdScripts(page);
  await page.goto(`${program().url}/chat?models=demo/echo`, { waitUntil: "commit" });
  await field(page).fill("typed early");
  release();
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
  await field(page).press("Enter");
  await expect(answer(page)).toContainText("typed early");
});

test("a draft in a new conversation survives closing the tab", async ({ page, context }) => {
  await open(page);
  await sendMessage(page, "hello");
  await done(page);
  await field(page).fill("not sent yet");
  const address = page.url();
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto(address);
  await expect(field(again)).toHaveValue("not sent yet");
  await again.getByRole("link", { name: "New chat" }).click();
  await expect(field(again)).toHaveValue("");
  await again.goBack();
  await expect(field(again)).toHaveValue("not sent yet");
});

test("a second tab shows messages from the first, and both lists include the conversation", async ({
  page,
  context,
}) => {
  const id = await conversation(2);
  const second = await context.newPage();
  await Promise.all([open(page, `/chat/${id}?models=demo/echo`), open(second, `/chat/${id}`)]);
  await expect(answers(second)).toHaveCount(1);
  await sendMessage(page, "heard elsewhere");
  await done(page);
  await expect(answers(second)).toHaveCount(2);
  await expect(answer(second)).toContainText("heard elsewhere");
  await expect(second.getByRole("link", { name: "2 messages" }).first()).toBeVisible();
});

test("an answer pauses without a network and continues with it, in the same page", async ({ page, context }) => {
  await open(page);
  await sendMessage(page, Array.from({ length: 250 }, (_, i) => `word${i}`).join(" "));
  await expect(answer(page)).toContainText("word5");
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  const gone = { latency: 0, downloadThroughput: 0, uploadThroughput: 0 };
  await page.route("**/events*", (route) => route.abort());
  await client.send("Network.emulateNetworkConditions", { offline: true, ...gone });
  await page.unroute("**/events*");
  await client.send("Network.emulateNetworkConditions", {
    offline: false,
    ...gone,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await done(page);
  await expect(answer(page).locator(".prose")).toHaveText(/^word0 word1 .* word249$/);
});

test("a long conversation opens at its end, and loads earlier messages on scroll", async ({ page }) => {
  const id = await conversation(80);
  await open(page, `/chat/${id}`);
  await expect(answer(page)).toContainText("assistant 79");
  await expect(answer(page)).toBeInViewport();
  await expect(page.getByText("user 0", { exact: false })).toHaveCount(0);
  const log = page.getByRole("log");
  await expect(async () => {
    await log.evaluate((box) => box.scrollTo(0, 0));
    await expect(page.getByText("user 0 lorem")).toBeVisible({ timeout: 200 });
  }).toPass();
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(answer(page)).toBeInViewport();
  await sendMessage(page, Array.from({ length: 120 }, (_, i) => `word${i}`).join(" "));
  await log.hover();
  await page.mouse.wheel(0, -2_000);
  await expect(answer(page)).not.toBeInViewport();
  await done(page);
  await expect(answer(page)).toContainText("word119");
  await expect(answer(page)).not.toBeInViewport();
});

test("a conversation is requested once, while its page loads, before any script has run", async ({ page }) => {
  const id = await conversation(4);
  const path = `/v1/chat/sessions/${id}`;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/chunks/**", async (route) => {
    await held;
    await route.continue();
  });
  const responded = page.waitForResponse((response) => new URL(response.url()).pathname === path);
  await page.goto(`${program().url}/chat/${id}`, { waitUntil: "commit" });
  expect((await responded).status()).toBe(200);
  release();
  await expect(answer(page)).toContainText("assistant 3");
  expect(asked.filter((one) => one === path)).toHaveLength(1);
});
