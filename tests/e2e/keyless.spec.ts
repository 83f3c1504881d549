import { expect, test } from "playwright/test";
import { violations } from "./accessibility";
import { answer, sendMessage, signedIn } from "./chat-page";
import { type Program, signIn, startProgram } from "./program";

let program: Program;
test.beforeAll(async () => {
  program = await startProgram();
});
test.afterAll(() => program.stop());

test("a server without any key says so in the chat, and links to where a key can be added", async ({
  page,
  context,
}) => {
  await page.goto(`${program.url}/chat`);
  await expect(page.getByText("to start chatting")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await signedIn(context, await signIn(program));
  await page.goto(`${program.url}/chat?model=openai/gpt-oss-120b`);
  await sendMessage(page, "hello");
  await expect(answer(page)).toContainText("needs a gateway key");
  await expect(answer(page).getByRole("button", { name: /^Try (?!again)/ })).toHaveCount(0);
  await answer(page).getByRole("link", { name: "Add a gateway key" }).click();
  await expect(page.getByRole("heading", { name: "Gateway keys" })).toBeInViewport();
});
