import { expect, type Page, test } from "playwright/test";
import { answers, field, savedDrafts, withChatWorld } from "./chat-page";

const { open } = withChatWorld();
const attached = (page: Page) => page.getByRole("list", { name: "Attached" });
const attach = (page: Page, name: string) =>
  page
    .locator('input[type="file"]')
    .setInputFiles([{ name, mimeType: "text/markdown", buffer: Buffer.from("remember the milk") }]);

/** The bodies of the messages that a page sends. */
function sentBy(page: Page): string[] {
  const bodies: string[] = [];
  page.on("request", (request) => request.url().endsWith("/v1/chat/send") && bodies.push(request.postData() ?? ""));
  return bodies;
}

test("a paste from an office program is its text, and an image alone is attached", async ({ page }) => {
  await open(page);
  const paste = (text: string, name: string) =>
    field(page).evaluate(
      (input, [words, file]) => {
        const clipboardData = new DataTransfer();
        if (words) clipboardData.setData("text/plain", words);
        const bytes = Uint8Array.from(
          atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="),
          (c) => c.charCodeAt(0),
        );
        clipboardData.items.add(new File([bytes], file, { type: "image/png" }));
        return input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      },
      [text, name] as const,
    );
  expect(await paste("a\tb\n1\t2\n", "image.png")).toBe(true);
  expect(await paste("", "screenshot.png")).toBe(false);
  await expect(attached(page).getByRole("listitem")).toHaveText(["screenshot.png"]);
  expect(await paste("/home/me/photo.png", "photo.png")).toBe(false);
  await expect(attached(page).getByRole("listitem")).toHaveText(["screenshot.png", "photo.png"]);
});

/** Holds what the browser reads from its storage, in documents opened from now on, until the event "storage-answers". */
const holdStorage = (page: Page) =>
  page.addInitScript(() => {
    const read = IDBObjectStore.prototype.get;
    IDBObjectStore.prototype.get = function (key) {
      const request = read.call(this, key);
      const held = {} as { result: unknown; onsuccess?: () => void };
      request.onsuccess = () => {
        const succeed = () => held.onsuccess?.();
        held.result = request.result;
        addEventListener("storage-answers", succeed, { once: true });
      };
      return held as unknown as IDBRequest;
    };
  });

test("files of a draft are sent, and others are added to them, before they are loaded", async ({ page }) => {
  await open(page);
  await field(page).fill("look at this");
  await attach(page, "first.md");
  await expect.poll(() => savedDrafts(page)).toHaveLength(1);
  await holdStorage(page);
  await page.reload();
  const sent = sentBy(page);
  await expect(field(page)).toHaveValue("look at this");
  await attach(page, "second.md");
  await expect(attached(page).getByRole("listitem")).toHaveText(["second.md"]);
  await field(page).press("Enter");
  await expect(field(page)).toHaveValue("");
  await page.evaluate(() => dispatchEvent(new Event("storage-answers")));
  await expect(answers(page)).toHaveCount(1);
  expect(sent).toEqual([expect.stringMatching(/first\.md.*second\.md/)]);
  await expect.poll(() => savedDrafts(page)).toEqual([]);
});

test("a file attached while a message is being sent stays for the next message", async ({ page }) => {
  await open(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/v1/chat/send", async (route) => {
    await released;
    await route.continue();
  });
  await attach(page, "first.md");
  await expect(attached(page).getByRole("listitem")).toHaveText(["first.md"]);
  await field(page).press("Enter");
  await expect(attached(page)).toHaveCount(0);
  await attach(page, "second.md");
  await expect(attached(page).getByRole("listitem")).toHaveText(["second.md"]);
  release();
  await expect(answers(page)).toHaveCount(1);
  await expect.poll(() => savedDrafts(page)).toEqual([expect.stringMatching(/^\d+$/)]);
  await page.reload();
  await expect(attached(page).getByRole("listitem")).toHaveText(["second.md"]);
});

test("nothing is sent before its files are read, and a folder is rejected with a suggestion", async ({ page }) => {
  await page.addInitScript(() => {
    const read = Blob.prototype.arrayBuffer;
    const released = new Promise((resolve) => addEventListener("release", resolve));
    Blob.prototype.arrayBuffer = async function (this: File) {
      await released;
      if (this.name === "folder") throw new DOMException("not found", "NotFoundError");
      return read.call(this);
    };
  });
  await open(page);
  const bodies = sentBy(page);
  await page.locator('input[type="file"]').setInputFiles([
    { name: "folder", mimeType: "", buffer: Buffer.from("x") },
    { name: "notes.md", mimeType: "text/markdown", buffer: Buffer.from("remember the milk") },
  ]);
  await field(page).fill("what is in it?");
  await expect(page.getByText("Reading files…")).toBeVisible();
  await field(page).press("Enter");
  await expect(page.getByRole("button", { name: "Send", exact: true })).toHaveAttribute("aria-disabled", "true");
  await page.evaluate(() => dispatchEvent(new Event("release")));
  await expect(page.getByRole("alert").filter({ hasText: "folder can’t be read" })).toBeVisible();
  await expect(attached(page).getByRole("listitem")).toHaveText(["notes.md"]);
  expect(bodies).toEqual([]);
  await field(page).press("Enter");
  await expect(answers(page)).toHaveCount(1);
  expect(bodies.join()).toContain("remember the milk");
});

test("a large photo stays a photo where the browser cannot write WebP", async ({ page }) => {
  await page.addInitScript(() => {
    const write = OffscreenCanvas.prototype.convertToBlob;
    OffscreenCanvas.prototype.convertToBlob = function (options) {
      return write.call(this, options?.type === "image/webp" ? { type: "image/png" } : options);
    };
  });
  await open(page);
  const photo = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2_500, 1_000);
    canvas.getContext("2d");
    const blob = await canvas.convertToBlob({ type: "image/jpeg" });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const bodies = sentBy(page);
  await page
    .locator('input[type="file"]')
    .setInputFiles([{ name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from(photo) }]);
  await expect(attached(page)).toContainText("photo.jpg");
  await field(page).press("Enter");
  await expect(answers(page)).toHaveCount(1);
  expect(bodies.join()).toContain("data:image/jpeg;base64,");
});
