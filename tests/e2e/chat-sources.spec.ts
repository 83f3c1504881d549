import { expect, test } from "playwright/test";
import { chunk } from "../fakes/scripted-upstream";
import { violations } from "./accessibility";
import { answer, done, MODELS, sendMessage, withChatWorld } from "./chat-page";

const { world, open } = withChatWorld();
const [MODEL] = MODELS;
const cited = (url: string, title: string) => ({ type: "url_citation", url_citation: { url, title } });

test("the web pages that an answer cites are listed below it, and stay there", async ({ page }) => {
  const annotations = [
    cited("https://weather.example/today", "The weather today"),
    cited(`https://long.example/${"path/".repeat(60)}`, "Long ".repeat(60).trim()),
    cited("javascript:alert(1)", "Not a page"),
  ];
  world().tell("groq", (call, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`${chunk(call.body.model, { content: "Sunny [1]", annotations }, "stop")}data: [DONE]\n\n`);
  });
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, `${MODEL}@groq`);
  await sendMessage(page, "How is the weather?");
  await done(page);
  const shown = answer(page).getByText("2 sources");
  await expect(shown).toBeVisible();
  await page.reload();
  await shown.focus();
  await page.keyboard.press("Enter");
  const links = answer(page).getByRole("listitem").getByRole("link");
  await expect(links.first()).toHaveText("The weather today (weather.example)");
  await expect(links.first()).toHaveAttribute("href", "https://weather.example/today");
  await expect(links).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
