import { expect, test } from "playwright/test";
import { chunk } from "../fakes/scripted-upstream";
import {
  answer,
  answers,
  columns,
  done,
  ending as error,
  field,
  MODELS,
  said,
  sendMessage,
  withChatWorld,
} from "./chat-page";

const { world, open } = withChatWorld();
const [LIMITED, CUT, FAILING, HANGING, TWICE, SEEING] = MODELS;
const last = () => world().upstream.calls.at(-1);

test("a rate limit says when to retry, counts down, and offers another gateway", async ({ page }) => {
  world().tell("groq", "429");
  await open(page, `${LIMITED}@groq`);
  await sendMessage(page, "are you there?");
  await expect(error(page)).toContainText("Groq could not answer");
  const again = error(page).getByRole("button", { name: /^Try again in \d+ s$/ });
  await expect(again).toBeVisible();
  const seconds = async () => Number(/in (\d+) s/.exec((await error(page).textContent()) ?? "")?.[1]);
  const first = await seconds();
  await expect(again).toBeDisabled();
  await expect.poll(seconds).toBeLessThan(first);
  await error(page).getByRole("button", { name: "Try OpenRouter" }).click();
  await expect(answer(page)).toContainText("Hello world");
  await expect(answer(page)).toContainText("OpenRouter");
  await expect(answer(page)).toContainText("2 / 2");
});

test("an interrupted answer is marked and kept, can be continued, and can be retried at another gateway", async ({
  page,
}) => {
  world().tell("groq", "cutMid");
  await open(page, `${CUT}@groq`);
  await sendMessage(page, "say hello");
  await expect(error(page)).toContainText("Answer interrupted");
  await expect(answer(page).locator(".prose")).toHaveText("Hello");
  await expect(said(page, "Answer interrupted: ")).toBeVisible();
  await error(page).getByRole("button", { name: "Choose a gateway" }).click();
  await expect(page.getByRole("menuitem", { name: "OpenRouter" })).toBeVisible();
  await page.keyboard.press("Escape");
  world().tell("groq", (call, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`${chunk(call.body.model, { content: ", and goodbye" }, "stop")}data: [DONE]\n\n`);
  });
  await error(page).getByRole("button", { name: "Continue" }).click();
  await expect(answer(page).locator(".prose")).toHaveText("Hello, and goodbye");
  expect(last()?.body.messages).toEqual([
    { role: "user", content: "say hello" },
    { role: "assistant", content: "Hello" },
  ]);
  await page.reload();
  await page.getByRole("button", { name: "Previous branch" }).click();
  await expect(error(page)).toContainText("Answer interrupted");
});

test("an error within a stream shows the gateway's message", async ({ page }) => {
  world().tell("groq", "errorEvent");
  await open(page, `${FAILING}@groq`);
  await sendMessage(page, "say hello");
  await expect(error(page)).toContainText("no capacity left");
  await expect(answer(page).locator(".prose")).toHaveText("Hello");
});

test("Esc stops an answer that does not arrive, and closes its upstream connection", async ({ page }) => {
  world().tell("groq", "hang");
  await open(page, `${HANGING}@groq`);
  const next = world().upstream.next();
  await sendMessage(page, "take your time");
  const call = await next;
  await expect(said(page, "Answering: ")).toBeVisible();
  await page.getByRole("log").focus();
  await page.keyboard.press("Escape");
  await call.closed;
  await done(page);
  await expect(answer(page)).toContainText("Stopped");
});

test("one model at two gateways answers in parallel until one is chosen", async ({ page }) => {
  const state =
    (text: string) => (call: { body: { model?: string } }, response: import("node:http").ServerResponse) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`${chunk(call.body.model, { content: text }, "stop")}data: [DONE]\n\n`);
    };
  world().tell("groq", state("from the one"));
  world().tell("openrouter", state("from the other"));
  await open(page, `${TWICE}@groq,${TWICE}@openrouter`);
  await sendMessage(page, "who are you?");
  await done(page);
  const [one, other] = [
    page.getByRole("region", { name: "five on Groq" }),
    page.getByRole("region", { name: "five on OpenRouter" }),
  ];
  await expect(answers(one)).toContainText("from the one");
  await expect(answers(other)).toContainText("from the other");
  await sendMessage(page, "and again?");
  await done(page);
  await expect(answers(one)).toHaveCount(2);
  await expect(answers(other)).toHaveCount(2);
  const sent = world()
    .upstream.calls.slice(-2)
    .map(({ gateway, body }) => [gateway, JSON.stringify(body.messages)]);
  expect(Object.fromEntries(sent).groq).toContain("from the one");
  expect(Object.fromEntries(sent).openrouter).not.toContain("from the one");
  await page.reload();
  await expect(answers(one)).toHaveCount(2);
  await other.getByRole("button", { name: /^Continue here/ }).click();
  await expect(columns(page)).toHaveCount(0);
  await expect(answer(page)).toContainText("from the other");
  await sendMessage(page, "only you");
  await done(page);
  expect(last()?.gateway).toBe("openrouter");
  expect(JSON.stringify(last()?.body.messages)).not.toContain("from the one");
});

test("files are sent as the offer supports; unsupported ones are reported before anything is sent", async ({
  page,
}) => {
  await open(page, `${SEEING}@groq`);
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles([
    { name: "dot.png", mimeType: "image/png", buffer: png },
    { name: "paper.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") },
    { name: "voice.wav", mimeType: "audio/wav", buffer: Buffer.from("RIFF") },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("remember the milk") },
  ]);
  const refused = page.getByRole("alert").filter({ hasText: "doesn’t accept images" });
  await expect(refused).toContainText("on Groq doesn’t accept PDF");
  await field(page).fill("what is this?");
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
  await page.getByRole("button", { name: /^Model / }).click();
  await page.getByRole("button", { name: /^OpenRouter/ }).click();
  await expect(refused).toHaveCount(0);
  await field(page).press("Enter");
  await expect(answer(page)).toContainText("Hello world");
  const [message] = (last()?.body.messages ?? []) as { content: { type: string }[] }[];
  expect(message?.content.map(({ type }) => type)).toEqual(["image_url", "file", "input_audio", "text", "text"]);
  await expect(page.getByRole("img", { name: "Attached" })).toBeVisible();
  await expect(page.getByText("paper.pdf")).toBeVisible();
  await field(page).evaluate((input) => {
    const files = new DataTransfer();
    files.items.add(new File(["pasted words"], "pasted.txt", { type: "text/plain" }));
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }));
    const dropped = new DataTransfer();
    dropped.items.add(new File([new Uint8Array([0, 1, 2])], "thing.bin"));
    const drop = { dataTransfer: dropped, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent("drop", drop));
  });
  await expect(page.getByRole("list", { name: "Attached" })).toContainText("pasted.txt");
  await expect(page.getByRole("alert").filter({ hasText: "thing.bin isn’t supported" })).toBeVisible();
});

test("a new chat is named by the model that answered, unless that is turned off", async ({ page }) => {
  await page.addInitScript(() => localStorage.removeItem("gatewayz_generate_titles"));
  await open(page, `${SEEING}@openrouter`);
  await sendMessage(page, "How do tides work?");
  const history = page.getByRole("navigation", { name: "Conversations" });
  await expect(history.getByRole("link", { name: "Hello world" }).first()).toBeVisible();
  await expect(page).toHaveTitle(/^Hello world/);
  await open(page, `${SEEING}@openrouter,${MODELS[0]}@groq`);
  await sendMessage(page, "How do winds blow?");
  await expect(page).toHaveTitle(/^Hello world/);
  await open(page, `${SEEING}@openrouter`);
  await page.getByRole("button", { name: "Chat settings" }).click();
  await page.getByRole("checkbox", { name: "Let the model name new chats" }).uncheck();
  await page.keyboard.press("Escape");
  const calls = world().upstream.calls.length;
  await sendMessage(page, "How do tides work?");
  await done(page);
  expect(await page.evaluate(() => localStorage.getItem("gatewayz_generate_titles"))).toBe("0");
  await expect(history.getByRole("link", { name: "How do tides work?" }).first()).toBeVisible();
  expect(world().upstream.calls.length).toBe(calls + 1);
});
