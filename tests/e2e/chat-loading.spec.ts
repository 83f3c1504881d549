import { expect, type Page, test } from "playwright/test";
import type { ChatSession } from "@/lib/contract/conversation";
import { answers, callChat, done, field, sendMessage, withDemo } from "./chat-page";

const { program, key, open } = withDemo();

const SETTINGS = { system: "Answer briefly", temperature: 0.3 };

/** A conversation with these settings and one answer. */
async function conversation(): Promise<number> {
  const { id } = await callChat<ChatSession>(program(), key(), "/sessions", { title: "loading", settings: SETTINGS });
  await callChat(program(), key(), `/sessions/${id}/messages`, { role: "user", content: "question" });
  const reply = { role: "assistant", content: "reply", model: "demo/echo" };
  await callChat(program(), key(), `/sessions/${id}/messages`, reply);
  return id;
}

async function stored(id: number): Promise<ChatSession> {
  const headers = { authorization: `Bearer ${key()}` };
  const response = await fetch(`${program().url}/v1/chat/sessions/${id}`, { headers });
  return ((await response.json()) as { data: ChatSession }).data;
}

/** Holds a conversation's GET until the returned function is called. */
async function hold(page: Page, id: number): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/v1/chat/sessions/${id}`, async (route) => {
    if (route.request().method() === "GET") await held;
    await route.continue();
  });
  return release;
}

/** Counts the PATCH requests of a page. */
function patches(page: Page): unknown[] {
  const bodies: unknown[] = [];
  page.on("request", (request) => request.method() === "PATCH" && bodies.push(request.postDataJSON()));
  return bodies;
}

const failing = (page: Page, glob: string, method: string) =>
  page.route(glob, (route) =>
    route.request().method() === method
      ? route.fulfill({ status: 500, json: { error: { message: "The disk is full", type: "api_error" } } })
      : route.fallback(),
  );

const settings = (page: Page) => page.getByRole("button", { name: /^Chat settings/ });
const prompt = (page: Page) => page.getByLabel("System prompt");
const temperature = (page: Page) => page.getByLabel("Temperature", { exact: true });

test("settings stay as they are while a chat loads, and only a change is saved", async ({ page }) => {
  const id = await conversation();
  const release = await hold(page, id);
  const sent = patches(page);
  await open(page, `/chat/${id}`);
  await settings(page).click();
  await expect(prompt(page)).toBeDisabled();
  await page.keyboard.press("Escape");
  release();
  await expect(answers(page)).toHaveCount(1);
  await settings(page).click();
  await expect(prompt(page)).toHaveValue("Answer briefly");
  await prompt(page).focus();
  await page.keyboard.press("Escape");
  await settings(page).click();
  await temperature(page).fill("0.9");
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  await temperature(page).press("Enter");
  await saved;
  expect(sent).toEqual([{ settings: { temperature: 0.9 } }]);
  expect((await stored(id)).settings).toMatchObject({ system: "Answer briefly", temperature: 0.9 });
});

test("a setting that couldn't be saved returns to its old value, and a typed prompt stays", async ({ page }) => {
  const id = await conversation();
  await failing(page, `**/v1/chat/sessions/${id}`, "PATCH");
  await open(page, `/chat/${id}`);
  await expect(answers(page)).toHaveCount(1);
  await settings(page).click();
  await temperature(page).fill("0.9");
  await temperature(page).press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "The disk is full" })).toHaveCount(1);
  await expect(temperature(page)).toHaveValue("0.3");
  await prompt(page).fill("Answer at length");
  const refused = page.waitForResponse((response) => response.request().method() === "PATCH");
  await temperature(page).focus();
  await refused;
  await expect(prompt(page)).toHaveValue("Answer at length");
});

test("dragging a slider saves once, at the end", async ({ page }) => {
  const id = await conversation();
  const sent = patches(page);
  await open(page, `/chat/${id}`);
  await expect(answers(page)).toHaveCount(1);
  await settings(page).click();
  const box = await page.getByLabel("Temperature slider").boundingBox();
  if (!box) throw new Error("the slider has no box");
  await page.mouse.move(box.x + 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 8; i++) await page.mouse.move(box.x + (box.width * i) / 16, box.y + box.height / 2);
  expect(sent).toEqual([]);
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  await page.mouse.up();
  await saved;
  expect(sent).toEqual([{ settings: { temperature: Number(await temperature(page).inputValue()) } }]);
});

test("a preset's system prompt replaces the one that is shown", async ({ page }) => {
  const id = await conversation();
  const preset = { name: "Pirate", model: "demo/echo", settings: { system: "Talk like a pirate" } };
  const headers = { authorization: `Bearer ${key()}`, "content-type": "application/json" };
  const created = await fetch(`${program().url}/v1/presets`, { method: "POST", headers, body: JSON.stringify(preset) });
  expect(created.status).toBe(201);
  await open(page, `/chat/${id}`);
  await expect(answers(page)).toHaveCount(1);
  await settings(page).click();
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: "Use Pirate" }).click();
  await settings(page).click();
  await expect(prompt(page)).toHaveValue("Talk like a pirate");
});

test("nothing is sent while a chat loads, and the typed text is sent below its last answer", async ({ page }) => {
  const id = await conversation();
  const release = await hold(page, id);
  const sent: unknown[] = [];
  page.on("request", (request) => request.url().endsWith("/v1/chat/send") && sent.push(request.postDataJSON()));
  await open(page, `/chat/${id}?models=demo/echo`);
  await field(page).fill("typed early");
  await field(page).press("Enter");
  await expect(page.getByRole("button", { name: "Send", exact: true })).toHaveAttribute("aria-disabled", "true");
  await expect(field(page)).toHaveValue("typed early");
  release();
  await expect(answers(page)).toHaveCount(1);
  expect(sent).toEqual([]);
  await field(page).press("Enter");
  await expect(answers(page)).toHaveCount(2);
  await done(page);
  const last = (await stored(id)).messages?.find(({ content }) => content === "reply");
  expect(sent).toMatchObject([{ at: [{ parent_id: last?.id }] }]);
});

test("a chat that couldn't be loaded isn't shown as a new one, and can be loaded again", async ({ page }) => {
  const id = await conversation();
  await failing(page, `**/v1/chat/sessions/${id}`, "GET");
  await open(page, `/chat/${id}`);
  await expect(page.getByRole("alert").filter({ hasText: "The disk is full" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "What do you want to ask?" })).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Popular models" })).toHaveCount(0);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(answers(page)).toHaveCount(1);
});

test("a chat created from a pane that was left doesn't replace the open chat", async ({ page }) => {
  const id = await conversation();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/v1/chat/send", async (route) => {
    await held;
    await route.continue();
  });
  await open(page);
  await field(page).fill("created late");
  await field(page).press("Enter");
  await page.locator(`#conversation-${id}`).click();
  await expect(page).toHaveURL(new RegExp(`/chat/${id}$`));
  release();
  await expect(page.getByRole("navigation").getByRole("link", { name: "created late" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/chat/${id}$`));
  await expect(answers(page)).toContainText("reply");
});

test("a failed unshare keeps the dialog open and says why", async ({ page }) => {
  await open(page);
  await sendMessage(page, "to be shared");
  await done(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  await failing(page, "**/v1/chat/sessions/*/share", "DELETE");
  await page.getByRole("button", { name: "Unshare" }).click();
  const dialog = page.getByRole("dialog", { name: "Shared chat" });
  await expect(dialog.getByText("The disk is full")).toBeVisible();
  await page.unrouteAll();
  await dialog.getByRole("button", { name: "Unshare" }).click();
  await expect(dialog).toHaveCount(0);
});

test("presets that couldn't be loaded, saved, or deleted say so, each in its place", async ({ page }) => {
  await open(page);
  await failing(page, "**/v1/presets", "GET");
  await settings(page).click();
  await page.getByRole("button", { name: "Presets" }).click();
  const dialog = page.getByRole("dialog", { name: "Presets" });
  await expect(dialog.getByText("Couldn’t load your presets. The disk is full")).toBeVisible();
  await expect(dialog.getByText("No presets yet")).toHaveCount(0);
  await page.unrouteAll();
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByText("Couldn’t load your presets.")).toHaveCount(0);
  await failing(page, "**/v1/presets", "POST");
  const name = dialog.getByLabel("Save the current chat settings as");
  await name.fill("Unsaved");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(name).toHaveAccessibleDescription("The disk is full");
  await expect(name).toHaveValue("Unsaved");
  await page.unrouteAll();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(name).toHaveValue("");
  await failing(page, "**/v1/presets/*", "DELETE");
  await dialog.getByRole("button", { name: "Delete preset Unsaved" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Couldn’t delete the preset. The disk is full");
  await expect(name).toHaveAccessibleDescription("");
});
