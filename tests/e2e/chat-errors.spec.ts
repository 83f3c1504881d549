import { expect, type Page, test } from "playwright/test";
import { chunk } from "../fakes/scripted-upstream";
import { answer, type ChatWorld, done, MODELS, sendMessage, signedIn, startChatWorld } from "./chat-page";
import { signIn } from "./program";

let world: ChatWorld;
let key: string;
// One worker, and so one program.
test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  world = await startChatWorld();
  key = await signIn(world.program);
});
test.afterAll(() => world.stop());
test.beforeEach(async ({ context }) => {
  await signedIn(context, key);
  world.tell("groq", "ok");
  world.tell("openrouter", "ok");
});

const open = (page: Page, models: string) => page.goto(`${world.program.url}/chat?models=${models}`);
const [LIMITED, CUT, FAILING, HANGING, TWICE, SEEING] = MODELS;
const error = (page: Page) => answer(page).locator(".answer-error");
const last = () => world.upstream.calls.at(-1);

test("a limit says when trying again helps, counts down, and names the other gateway to switch to", async ({
  page,
}) => {
  world.tell("groq", "429");
  await open(page, `${LIMITED}@groq`);
  await sendMessage(page, "are you there?");
  await expect(error(page)).toContainText(/Trying again can help in \d+ s/);
  const seconds = async () => Number(/in (\d+) s/.exec((await error(page).textContent()) ?? "")?.[1]);
  const first = await seconds();
  await expect(error(page).getByRole("button", { name: "Retry", exact: true })).toBeDisabled();
  await expect.poll(seconds).toBeLessThan(first);
  await error(page).getByRole("button", { name: "Retry at OpenRouter" }).click();
  await expect(answer(page)).toContainText("Hello world");
  await expect(answer(page).locator(".answer-foot")).toContainText("OpenRouter");
  await expect(answer(page)).toContainText("2/2");
});

test("a cut answer is marked and kept, goes on where it ended, and is tried at another gateway", async ({ page }) => {
  world.tell("groq", "cutMid");
  await open(page, `${CUT}@groq`);
  await sendMessage(page, "say hello");
  await expect(error(page)).toContainText("Interrupted");
  await expect(answer(page).locator(".prose")).toHaveText("Hello");
  await expect(page.getByRole("status").filter({ hasText: "The answer was cut." })).toBeVisible();
  await expect(error(page).getByRole("button", { name: "Retry at OpenRouter" })).toBeVisible();
  world.tell("groq", (call, response) => {
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
  await expect(error(page)).toContainText("Interrupted");
});

test("an error in the middle says what the gateway said", async ({ page }) => {
  world.tell("groq", "errorEvent");
  await open(page, `${FAILING}@groq`);
  await sendMessage(page, "say hello");
  await expect(error(page)).toContainText("no capacity left");
  await expect(answer(page).locator(".prose")).toHaveText("Hello");
});

test("Esc stops an answer that does not come, and its gateway is left", async ({ page }) => {
  world.tell("groq", "hang");
  await open(page, `${HANGING}@groq`);
  const next = world.upstream.next();
  await sendMessage(page, "take your time");
  const call = await next;
  await expect(page.getByRole("status").filter({ hasText: "Generating" })).toBeVisible();
  await page.getByLabel("Message").press("Escape");
  await call.closed;
  await done(page);
  await expect(answer(page)).toContainText("Stopped.");
});

test("one model at two gateways goes on side by side, each with its own, until one is chosen", async ({ page }) => {
  const state =
    (text: string) => (call: { body: { model?: string } }, response: import("node:http").ServerResponse) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`${chunk(call.body.model, { content: text }, "stop")}data: [DONE]\n\n`);
    };
  world.tell("groq", state("from the one"));
  world.tell("openrouter", state("from the other"));
  await open(page, `${TWICE}@groq,${TWICE}@openrouter`);
  await sendMessage(page, "who are you?");
  await done(page);
  const [one, other] = [
    page.getByRole("region", { name: `${TWICE} at groq` }),
    page.getByRole("region", { name: `${TWICE} at openrouter` }),
  ];
  await expect(one.locator(".answer")).toContainText("from the one");
  await expect(other.locator(".answer")).toContainText("from the other");
  await sendMessage(page, "and again?");
  await done(page);
  await expect(one.locator(".answer")).toHaveCount(2);
  await expect(other.locator(".answer")).toHaveCount(2);
  const sent = world.upstream.calls.slice(-2).map(({ gateway, body }) => [gateway, JSON.stringify(body.messages)]);
  expect(Object.fromEntries(sent).groq).toContain("from the one");
  expect(Object.fromEntries(sent).openrouter).not.toContain("from the one");
  await page.reload();
  await expect(one.locator(".answer")).toHaveCount(2);
  await other.getByRole("button", { name: "Go on with this one" }).click();
  await expect(page.locator(".column")).toHaveCount(0);
  await expect(answer(page)).toContainText("from the other");
  await sendMessage(page, "only you");
  await done(page);
  expect(last()?.gateway).toBe("openrouter");
  expect(JSON.stringify(last()?.body.messages)).not.toContain("from the one");
});

test("files go as the offer takes them; what it does not take is said before anything is sent", async ({ page }) => {
  await open(page, `${SEEING}@groq`);
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach" }).click();
  await (await chooser).setFiles([
    { name: "dot.png", mimeType: "image/png", buffer: png },
    { name: "paper.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") },
    { name: "voice.wav", mimeType: "audio/wav", buffer: Buffer.from("RIFF") },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("remember the milk") },
  ]);
  const refused = page.getByRole("alert").filter({ hasText: "takes no pictures" });
  await expect(refused).toContainText("at Groq takes no PDF");
  await page.getByLabel("Message").fill("what is this?");
  await expect(page.getByRole("button", { name: "Send" })).toBeDisabled();
  await page.getByRole("combobox", { name: "Gateway" }).selectOption("openrouter");
  await expect(refused).toHaveCount(0);
  await page.getByLabel("Message").press("Enter");
  await expect(answer(page)).toContainText("Hello world");
  const [message] = (last()?.body.messages ?? []) as { content: { type: string }[] }[];
  expect(message?.content.map(({ type }) => type)).toEqual(["image_url", "file", "input_audio", "text", "text"]);
  await expect(page.getByRole("img", { name: "attached" })).toBeVisible();
  await expect(page.getByText("paper.pdf")).toBeVisible();
  await page.getByLabel("Message").evaluate((field) => {
    const files = new DataTransfer();
    files.items.add(new File(["pasted words"], "pasted.txt", { type: "text/plain" }));
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }));
    const dropped = new DataTransfer();
    dropped.items.add(new File([new Uint8Array([0, 1, 2])], "thing.bin"));
    field.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole("list", { name: "Attached" })).toContainText("pasted.txt");
  await expect(page.getByRole("alert").filter({ hasText: "thing.bin cannot be sent" })).toBeVisible();
});
