import { expect, type Page, test } from "playwright/test";
import { violations } from "./accessibility";
import { done, sendMessage, withDemo } from "./chat-page";

const { open } = withDemo();

const failing = (page: Page, glob: string, method: string, error: object) =>
  page.route(glob, (route) =>
    route.request().method() === method ? route.fulfill({ status: 400, json: { error } }) : route.fallback(),
  );
const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("the settings and their dialogs break no accessibility rule, and usage has a period", async ({ page }) => {
  await open(page);
  await sendMessage(page, "count me");
  await done(page);
  const used = page.getByRole("table", { name: "Usage by model" });
  // It is written in batches.
  await expect(async () => {
    await open(page, "/settings");
    await expect(used.or(page.getByText("No usage yet."))).toBeVisible();
    expect(await used.count()).toBe(1);
  }).toPass();
  await expect(used.getByRole("rowheader", { name: "Demo Echo" })).toBeVisible();
  await page.getByRole("button", { name: "30 days" }).click();
  await page.getByRole("menuitemradio", { name: "7 days" }).click();
  await expect(page.getByText("Last 7 days")).toBeVisible();
  await expect(page.getByRole("list", { name: "Requests by day" }).getByRole("listitem")).toHaveCount(8);
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("my phone");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Add key for Groq" }).click();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await violations(page)).toEqual([]);
});

test("keys that couldn't be loaded are shown as a failure in each section, not as an empty list", async ({ page }) => {
  await failing(page, "**/v1/keys", "GET", { message: "The disk is full" });
  await failing(page, "**/v1/gateway-keys", "GET", { message: "The disk is locked" });
  await open(page, "/settings");
  await expect(section(page, "API keys").getByRole("alert")).toHaveText("The disk is full");
  await expect(section(page, "Devices").getByRole("alert")).toHaveText("The disk is full");
  await expect(section(page, "Gateway keys").getByRole("alert")).toHaveText("The disk is locked");
  await expect(page.getByRole("list", { name: "Gateways" })).toHaveCount(0);
});

test("a failed sign-out of a device is shown among the devices", async ({ page }) => {
  await open(page, "/settings");
  await failing(page, "**/v1/keys/*", "DELETE", { message: "The disk is full" });
  await section(page, "Devices")
    .getByRole("button", { name: /^Sign out/ })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await expect(section(page, "Devices").getByRole("alert")).toHaveText("The disk is full");
  await expect(section(page, "API keys").getByRole("alert")).toHaveCount(0);
});

test("errors of a new key are shown at their fields, even in collapsed limits", async ({ page }) => {
  await open(page, "/settings");
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create an API key" });
  await dialog.getByLabel("Name").fill("my laptop");
  await dialog.getByText("Advanced limits").click();
  await dialog.getByLabel("Allowed models").fill("no/such-model");
  await dialog.getByText("Advanced limits").click();
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByLabel("Allowed models")).toBeVisible();
  await expect(dialog.getByLabel("Allowed models")).toHaveAccessibleDescription(/there is no model "no\/such-model"/);
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription("");
  await failing(page, "**/v1/keys", "POST", { message: "The disk is full" });
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  await expect(dialog.getByText("The disk is full")).toBeVisible();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription("");
});

test("a key's name and limits are changed where it is listed", async ({ page }) => {
  await open(page, "/settings");
  const keys = section(page, "API keys");
  await page.getByRole("button", { name: "Create key" }).click();
  const creating = page.getByRole("dialog", { name: "Create an API key" });
  await creating.getByLabel("Name").fill("my laptop");
  await creating.getByLabel("Spend limit in $", { exact: true }).fill("5");
  await creating.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("dialog", { name: "Key created" }).getByRole("button", { name: "Done" }).click();
  await keys.getByRole("button", { name: "Edit my laptop" }).click();
  const editing = page.getByRole("dialog", { name: "Edit my laptop" });
  await expect(editing.getByLabel("Name")).toHaveValue("my laptop");
  await expect(editing.getByLabel("Spend limit in $", { exact: true })).toHaveValue("5");
  await editing.getByText("Advanced limits").click();
  await editing.getByLabel("Allowed gateways").fill("no-such-gateway");
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(editing.getByLabel("Allowed gateways")).toHaveAccessibleDescription(/no-such-gateway/);
  await editing.getByLabel("Allowed gateways").fill("demo");
  await editing.getByLabel("Name").fill("old laptop");
  await editing.getByLabel("Spend limit in $", { exact: true }).fill("");
  await editing.getByLabel("Spend limit per day in $").fill("0.5");
  await editing.getByRole("button", { name: "Save" }).click();
  await expect(editing).toBeHidden();
  const row = keys.getByRole("row", { name: /old laptop/ });
  await expect(row).toContainText("$0.5 per day · demo");
  await expect(row).not.toContainText("up to $5");
  await keys.getByRole("button", { name: "Edit old laptop" }).click();
  const again = page.getByRole("dialog", { name: "Edit old laptop" });
  await expect(again.getByLabel("Spend limit per day in $")).toHaveValue("0.5");
  await expect(again.getByLabel("Allowed gateways")).toHaveValue("demo");
});

test("a ChatGPT export is imported by keyboard, and skipped conversations are listed", async ({ page }) => {
  const node = (id: string, parent: string | null, children: string[], role: string | null, text: string) => ({
    id,
    parent,
    children,
    message: role && {
      id,
      author: { role },
      create_time: 1_700_000_000,
      content: { content_type: "text", parts: [text] },
    },
  });
  const mapping = {
    root: node("root", null, ["a"], null, ""),
    a: node("a", "root", ["b"], "user", "What is a llama?"),
    b: node("b", "a", [], "assistant", "An animal."),
  };
  const list = [
    { title: "Llamas", create_time: 1_700_000_000, mapping, current_node: "b" },
    { title: "Nothing in it", create_time: 1_700_000_000, mapping: {} },
  ];
  let text = "{}";
  // A wait that begins just before the key press is too late: the browser may open its own dialog first.
  page.on("filechooser", (chooser) =>
    chooser.setFiles({ name: "conversations.json", mimeType: "application/json", buffer: Buffer.from(text) }),
  );
  await open(page, "/settings");
  const account = section(page, "Account");
  await account.getByRole("button", { name: "Choose file…" }).focus();
  await page.keyboard.press("Enter");
  await expect(account.getByText("expected a list of conversations")).toBeVisible();
  text = JSON.stringify(list);
  await page.keyboard.press("Enter");
  await expect(account.getByText("Imported 1 chat with 2 messages. Skipped 1.")).toBeVisible();
  await account.getByText("Skipped (1)").click();
  await expect(account.getByText("Nothing in it:")).toBeVisible();
  await account.getByRole("link", { name: "Open chats" }).click();
  await page.getByRole("link", { name: "Llamas" }).click();
  await expect(page.getByTestId("answer")).toContainText("An animal.");
});
