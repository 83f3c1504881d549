import { expect, type Page, test } from "playwright/test";
import {
  answer,
  answers,
  columns,
  done,
  ending,
  field,
  pick,
  savedDrafts,
  sendMessage,
  signedIn,
  withDemo,
} from "./chat-page";
import { visit } from "./visit";

/** Long enough that it is still being written when something happens to it. */
const LONG = Array.from({ length: 400 }, (_, i) => `word${i}`).join(" ");

const demo = withDemo();
const open = (page: Page, path = "/chat") => demo.open(page, path);

test.describe("a conversation", () => {
  test("is answered with collapsed reasoning, copyable code, its model, and its cost", async ({ page }) => {
    await open(page, "/chat?models=demo/thinker");
    await sendMessage(page, "Show me what you can do");
    await done(page);
    await expect(answer(page).getByText(/^Thought for \d/)).toBeVisible();
    await expect(
      answer(page)
        .getByRole("button", { name: /^Copy the code/ })
        .first(),
    ).toBeVisible();
    await expect(answer(page).getByRole("table")).toBeVisible();
    await expect(answer(page)).toContainText("Demo Thinker");
    await expect(answer(page).getByTestId("figures")).toContainText(/\d+ in, \d+ out\s*\$0/);
    await expect(page).toHaveURL(/\/chat\/\d+/);
    await expect(page.getByRole("navigation", { name: "Conversations" })).toContainText("Show me what you can do");
  });

  test("continues after a reload in the middle, shows up in a second tab, and can be stopped from there", async ({
    page,
    context,
  }) => {
    await open(page, "/chat?models=demo/echo");
    await sendMessage(page, LONG);
    await expect(answer(page)).toContainText("word20");
    await page.reload();
    await expect(answer(page)).toContainText("word0 word1");
    const second = await context.newPage();
    await second.goto(page.url());
    await expect(answer(second)).toContainText("word40", { timeout: 20_000 });
    await second.getByRole("button", { name: "Stop", exact: true }).click();
    await done(second);
    await done(page);
    await expect(answer(page)).toContainText("Stopped");
    await expect(answer(page)).toContainText("word40");
    await expect(answer(page)).not.toContainText("word399");
  });

  test("continues without a client, and is shown when the network is back", async ({ page, context }) => {
    await open(page, "/chat?models=demo/echo");
    await sendMessage(page, LONG.split(" ").slice(0, 150).join(" "));
    await expect(answer(page)).toContainText("word5");
    const address = page.url();
    await page.close();
    const later = await context.newPage();
    await context.setOffline(true);
    await later.goto(address).catch(() => null);
    await expect(answers(later)).toHaveCount(0);
    await context.setOffline(false);
    await later.goto(address);
    await done(later);
    await expect(answer(later)).toContainText("word149");
  });

  test("branches when it is edited, switches between branches, and can be answered again", async ({ page }) => {
    await open(page, "/chat?models=demo/echo");
    await sendMessage(page, "first words");
    await done(page);
    await field(page).press("ArrowUp");
    await page.getByLabel("Edit message").fill("second words");
    await page.getByLabel("Edit message").press("Enter");
    await expect(page.getByText("2 / 2")).toBeVisible();
    await done(page);
    await expect(answer(page)).toContainText("second words");
    await page.getByRole("button", { name: "Previous branch" }).click();
    await expect(answer(page)).toContainText("first words");
    await page.getByRole("button", { name: /^Regenerate the answer/ }).click();
    await done(page);
    await expect(page.getByText("2 / 2")).toBeVisible();
  });

  test("shows several models side by side at a URL, and continues with one", async ({ page }) => {
    await open(page, "/chat?models=demo/echo,demo/thinker");
    await sendMessage(page, "both of you");
    await done(page);
    await expect(columns(page)).toHaveCount(2);
    await page
      .getByRole("button", { name: /^Continue here/ })
      .first()
      .click();
    await expect(columns(page)).toHaveCount(0);
    await sendMessage(page, "just you");
    await done(page);
    await expect(answer(page)).toContainText("just you");
    expect(new URL(page.url()).searchParams.get("models")).toBe("demo/echo");
  });

  test("fills the field from the URL without sending; asks to sign in, and keeps the draft", async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await open(page, "/chat?prompt=Tell%20me");
    await expect(field(page)).toHaveValue("Tell me");
    await field(page).press("End");
    await field(page).pressSequentially(" more");
    await field(page).evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(["what it says"], "note.txt", { type: "text/plain" }));
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    const attached = page.getByRole("list", { name: "Attached" });
    await expect(attached).toContainText("note.txt");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const link = page.getByRole("alert").getByRole("link", { name: "Sign in" });
    await expect(link).toHaveAttribute("href", /\/login\?next=%2Fchat/);
    await page.reload();
    await expect(field(page)).toHaveValue("Tell me more");
    await expect(attached).toContainText("note.txt");
    expect(await savedDrafts(page)).toHaveLength(1);
    await signedIn(context, demo.key());
    await open(page, "/chat?models=demo/echo");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(answer(page)).toContainText("Tell me more");
    await expect.poll(() => savedDrafts(page)).toEqual([]);
    await context.close();
  });

  test("is found by its words, renamed, deleted, and restored", async ({ page }) => {
    await open(page, "/chat?models=demo/echo");
    await sendMessage(page, "zebra crossing");
    await done(page);
    const list = page.getByRole("navigation", { name: "Conversations" });
    await page.getByLabel("Search chats").fill("zebra");
    await expect(list.getByRole("link", { name: "zebra crossing" })).toBeVisible();
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await pick(page, list.getByRole("button", { name: "More for zebra crossing" }), "Rename");
    await page.getByLabel("Title").fill("Stripes");
    await page.getByLabel("Title").press("Enter");
    await expect(list.getByRole("link", { name: "Stripes" })).toBeVisible();
    await expect(list.locator("mark")).toHaveText("zebra");
    await pick(page, list.getByRole("button", { name: "More for Stripes" }), "Delete");
    await expect(list.getByRole("link", { name: "Stripes" })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(list.getByRole("link", { name: "Stripes" })).toBeVisible();
  });

  test("can be shared for reading without a key, until it is unshared", async ({ page, browser }) => {
    await open(page, "/chat?models=demo/echo");
    await sendMessage(page, "for everybody");
    await done(page);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await expect(page.getByRole("dialog", { name: "Share this chat?" })).toContainText("2 messages");
    await page.getByRole("button", { name: "Create link" }).click();
    const href = await page.getByLabel("Link", { exact: true }).inputValue();
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(href);
    await expect(answers(stranger)).toContainText("for everybody");
    await expect(stranger.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
    await page.getByRole("button", { name: "Unshare" }).click();
    await expect(page.getByRole("button", { name: "Share", exact: true })).toBeVisible();
    await stranger.reload();
    await expect(stranger.getByRole("heading", { name: "This link doesn’t work anymore" })).toBeVisible();
    await stranger.context().close();
  });

  test("shows what a model wrote without running or loading any of it", async ({ page }) => {
    const remoteAnswers: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(demo.program().url) && !/^(?:data|blob):/.test(request.url()))
        remoteAnswers.push(request.url());
    });
    await open(page, "/chat?models=demo/echo");
    const hostile = [
      "![a](https://evil.example/a.png) ![b][ref] <img src=https://evil.example/c.png onerror=window.hacked=1>",
      "",
      "<script>window.hacked=1</script>",
      "",
      "[run](javascript:window.hacked=1) [site](https://evil.example/x)",
      "",
      "[ref]: https://evil.example/b.png",
    ].join("\n");
    await sendMessage(page, hostile);
    await done(page);
    await expect(answer(page)).toContainText("evil.example");
    await expect(answer(page)).toContainText("<script>window.hacked=1</script>");
    await expect(answer(page).locator("img, script, iframe")).toHaveCount(0);
    await expect(answer(page).locator('a[href^="javascript"]')).toHaveCount(0);
    await expect(answer(page).getByRole("link", { name: "site (evil.example)" })).toBeVisible();
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(remoteAnswers).toEqual([]);
  });

  test("says why no answer was received, and whether a retry helps", async ({ page }) => {
    await open(page, "/chat?models=no/such-model");
    await sendMessage(page, "hello?");
    await expect(ending(page)).toContainText("no/such-model doesn’t exist");
    await ending(page).getByRole("button", { name: "Choose a model" }).click();
    await expect(page.getByRole("dialog", { name: "Choose a model" })).toBeVisible();
  });

  test("loads little before a message is sent", async ({ page }) => {
    let bytes = 0;
    const client = await page.context().newCDPSession(page);
    await client.send("Network.enable");
    const scripts = new Set<string>();
    client.on("Network.responseReceived", ({ requestId, type }) => void (type === "Script" && scripts.add(requestId)));
    client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await visit(page, `${demo.program().url}/chat`);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(240_000);
  });

  test("loses nothing that was shown when the server is killed, and can be continued", async ({ page }) => {
    await open(page, "/chat?models=demo/echo");
    await sendMessage(page, LONG);
    await expect(answer(page)).toContainText("word30");
    const restart = demo.kill();
    await expect(page.getByRole("paragraph").filter({ hasText: "You’re offline" })).toBeVisible();
    const shown = (await answer(page).locator(".prose").textContent()) ?? "";
    await restart();
    await expect(answer(page)).toContainText("Answer interrupted", { timeout: 20_000 });
    const kept = (await answer(page).locator(".prose").textContent()) ?? "";
    expect(kept.startsWith(shown.trim())).toBe(true);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("2 / 2")).toBeVisible();
    await expect(answer(page)).toContainText("word30");
  });
});
