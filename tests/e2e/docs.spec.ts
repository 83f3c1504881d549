import { expect, test } from "playwright/test";
import { withDemo } from "./chat-page";

const { open } = withDemo();

test("a stream can be stopped while it is shown, and a deletion asks for a second press", async ({ page }) => {
  await open(page, "/docs");
  await page.getByRole("button", { name: /^Try it ?: Create a chat completion$/ }).click();
  const form = page.locator("form").filter({ hasText: "/v1/chat/completions" });
  const content = Array.from({ length: 400 }, (_, i) => `word${i}`).join(" ");
  const body = { model: "demo/echo", stream: true, messages: [{ role: "user", content }] };
  await form.getByLabel("Body (JSON)").fill(JSON.stringify(body));
  await form.getByRole("button", { name: "Send POST" }).click();
  const response = form.getByRole("region", { name: /^Response/ });
  await expect(response).toContainText("word5");
  await form.getByRole("button", { name: "Stop" }).click();
  await expect(response).toContainText("Stopped");
  await expect(response).not.toContainText("word399");
  await expect(form.getByRole("button", { name: "Send POST" })).toBeVisible();
  await page.getByRole("button", { name: /^Try it ?: Delete the account$/ }).click();
  await page.getByRole("button", { name: "Send DELETE" }).click();
  await expect(page.getByRole("button", { name: "Confirm DELETE" })).toBeVisible();
});
