import { expect, type Page, type Route, test } from "playwright/test";
import { chunk } from "../fakes/scripted-upstream";
import { answers, done, field, MODELS, sendMessage, withChatWorld } from "./chat-page";

const { world, key, open } = withChatWorld();
const MODEL = MODELS[0];
const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true });
const stop = (page: Page) => page.getByRole("button", { name: "Stop", exact: true });

/** Holds requests until `release` is called with what to do with them; `bodies` are those of all so far. */
async function hold(page: Page, glob: string) {
  let release: (proceed: (route: Route) => Promise<void>) => void = () => {};
  const released = new Promise<(route: Route) => Promise<void>>((resolve) => {
    release = resolve;
  });
  const bodies: { session_id: number | null; content: string; at: { parent_id: number | null }[] }[] = [];
  await page.route(glob, async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    bodies.push(route.request().postDataJSON());
    await (await released)(route);
  });
  return { bodies, release };
}

const proceed = (route: Route) => route.continue();
const fail = (route: Route) => route.abort("internetdisconnected");

/** Answers with the first text at once, and with the second one after the returned function is called. */
function answerInTwo(first: string, second: string): () => void {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  for (const gateway of ["groq", "openrouter"] as const)
    world().tell(gateway, async (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write(chunk(MODEL, { content: first }));
      await finished;
      response.end(`${chunk(MODEL, { content: second })}${chunk(MODEL, {}, "stop")}data: [DONE]\n\n`);
    });
  return finish;
}

test("a second message waits in its field until the first one has arrived", async ({ page }) => {
  await open(page);
  const { bodies, release } = await hold(page, "**/v1/chat/send");
  await field(page).fill("first");
  await field(page).press("Enter");
  await expect(field(page)).toHaveValue("");
  await field(page).fill("second");
  await field(page).press("Enter");
  await expect(send(page)).toHaveAttribute("aria-disabled", "true");
  await expect(field(page)).toHaveValue("second");
  release(proceed);
  await expect(answers(page)).toHaveCount(1);
  await done(page);
  expect(bodies.map(({ content }) => content)).toEqual(["first"]);
  await field(page).press("Enter");
  await expect(answers(page)).toHaveCount(2);
  expect(bodies[1]).toMatchObject({
    content: "second",
    session_id: Number(/\d+$/.exec(page.url().split("?")[0] ?? "")),
  });
});

test("text typed while a chat is created is its draft, not that of the next new chat", async ({ page }) => {
  await open(page);
  const { release } = await hold(page, "**/v1/chat/send");
  await field(page).fill("first");
  await field(page).press("Enter");
  await expect(field(page)).toHaveValue("");
  await field(page).fill("typed since");
  release(proceed);
  await expect(answers(page)).toHaveCount(1);
  await done(page);
  await page.reload();
  await expect(answers(page)).toHaveCount(1);
  await expect(field(page)).toHaveValue("typed since");
  await open(page);
  await expect(send(page)).toBeVisible();
  await expect(field(page)).toHaveValue("");
});

test("a message that couldn't be sent returns above the text typed since", async ({ page }) => {
  await open(page);
  const { release } = await hold(page, "**/v1/chat/send");
  await field(page).fill("not sent");
  await field(page).press("Enter");
  await expect(field(page)).toHaveValue("");
  await field(page).fill("typed since");
  release(fail);
  await expect(field(page)).toHaveValue("not sent\n\ntyped since");
  await page.reload();
  await expect(field(page)).toHaveValue("not sent\n\ntyped since");
  await field(page).fill("");
});

test("an edit that couldn't be sent stays in its field", async ({ page }) => {
  await open(page);
  await sendMessage(page, "before");
  await done(page);
  const { release } = await hold(page, "**/v1/chat/send");
  await page.getByRole("button", { name: "Edit your message" }).click();
  const editor = page.getByLabel("Edit message");
  await editor.fill("after");
  await editor.press("Enter");
  release(fail);
  await expect(page.getByRole("alert").filter({ hasText: "Couldn’t reach the server" })).toBeVisible();
  await expect(editor).toHaveValue("after");
  await expect(editor).toBeFocused();
  await page.unrouteAll();
  await editor.press("Enter");
  await expect(page.getByTestId("said")).toHaveText("after");
  await expect(field(page)).toBeFocused();
});

test("the second click of a double click neither stops an answer nor requests another one", async ({ page }) => {
  const finish = answerInTwo("begun", " and ended");
  await open(page);
  await sendMessage(page, "hello");
  await expect(answers(page)).toContainText("begun");
  const { x, y, width, height } = (await stop(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  finish();
  await expect(answers(page)).toContainText("begun and ended");
  await done(page);
  const { bodies, release } = await hold(page, "**/v1/chat/sessions/*/answers");
  await page.getByRole("button", { name: /^Regenerate the answer/ }).dblclick();
  await expect.poll(() => bodies.length).toBe(1);
  release(proceed);
  await expect(answers(page)).toContainText("2 / 2");
  expect(bodies).toHaveLength(1);
});

test("Esc stops an answer whose message is still being sent", async ({ page }) => {
  const finish = answerInTwo("begun", " and ended");
  await open(page);
  const { bodies, release } = await hold(page, "**/v1/chat/send");
  await field(page).fill("a mistake");
  await field(page).press("Enter");
  await expect.poll(() => bodies.length).toBe(1);
  await page.keyboard.press("Escape");
  release(proceed);
  await expect(answers(page).getByText("Stopped")).toBeVisible();
  finish();
  await done(page);
});

test("a sign-out in another tab hides a streaming answer, and a sign-in shows all of it", async ({ page, context }) => {
  const finish = answerInTwo("begun", " and ended");
  await open(page);
  await sendMessage(page, "hello");
  await expect(answers(page)).toContainText("begun");
  await field(page).fill("a draft");
  const other = await context.newPage();
  await other.goto(`${world().program.url}/gateways`);
  const ended = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/events"));
  await other.evaluate(() => localStorage.removeItem("gatewayz_api_key"));
  await ended;
  await expect(answers(page)).toHaveCount(0);
  await expect(page.getByText("Sign in to see this chat.")).toBeVisible();
  await expect(field(page)).toHaveValue("a draft");
  await other.evaluate((value) => localStorage.setItem("gatewayz_api_key", value), key());
  await expect(answers(page)).toContainText("begun");
  finish();
  await expect(answers(page)).toContainText("begun and ended");
  await done(page);
  await expect(page.getByText("Sign in to see this chat.")).toHaveCount(0);
});

test("an edit stays open when another tab sends, and ↑ opens none while an answer is streaming", async ({
  page,
  context,
}) => {
  await open(page);
  await sendMessage(page, "first");
  await done(page);
  const finish = answerInTwo("begun", " and ended");
  const other = await context.newPage();
  await other.goto(page.url());
  await page.getByRole("button", { name: "Edit your message" }).click();
  const editor = page.getByLabel("Edit message");
  await editor.fill("changed");
  await sendMessage(other, "second");
  await expect(answers(page).last()).toContainText("begun");
  await expect(editor).toHaveValue("changed");
  await field(other).press("ArrowUp");
  finish();
  await done(other);
  await expect(field(other)).toBeFocused();
  await expect(other.getByLabel("Edit message")).toHaveCount(0);
  await expect(editor).toHaveValue("changed");
  await editor.press("Enter");
  await expect(page.getByTestId("said")).toHaveText(["changed"]);
});

test("what was opened in a streaming answer stays open when it ends", async ({ page }) => {
  const finish = answerInTwo(
    "First.\n\n<details>\n<summary>More</summary>\n\nhidden words\n\n</details>\n\nLast",
    " words.\n",
  );
  await open(page);
  await sendMessage(page, "hello");
  await answers(page).getByText("More", { exact: true }).click();
  await expect(page.getByText("hidden words")).toBeVisible();
  finish();
  await expect(page.getByText("Last words.")).toBeVisible();
  await done(page);
  await expect(page.getByText("hidden words")).toBeVisible();
});
