import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { type Program, signIn, startProgram, syncAll } from "../e2e/program";
import { median, round, table } from "./kit";

const MESSAGES = 500;
const TIMES = 7;
/** Keys typed while an answer streams, and the delay between two, in ms. */
const KEYS = 80;
const PAUSE_MS = 40;
const END = "the very last words";

/** Conversations in a real Chromium over the built program: how fast a long one opens, and how typing feels in it. */
export async function benchChat(): Promise<void> {
  const program = await startProgram({
    DEMO_GATEWAY: "1",
    REQUESTS_PER_MINUTE: "100000",
    CONVERSATION_WRITES_PER_MINUTE: "100000",
  });
  await syncAll(program.url, "demo");
  const key = await signIn(program);
  const id = await longConversation(program, key);
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
  const cold: number[] = [];
  const warm: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    cold.push(await openCold(browser, program.url, key, id));
    warm.push(await openWarm(browser, program.url, key, id));
  }
  const kb = await weigh(browser, program.url);
  const typed = await type(browser, program.url, key, id);
  console.log(
    table(
      ["", "opens from the list ms", "opens from its address ms", "key p50 ms", "key p95 ms", "blocking ms", "JS KB"],
      [
        [`${MESSAGES} messages`, round(median(warm)), round(median(cold)), ...typed, round(kb)],
        ["bar", 300, 300, "", 50, "", 240],
      ],
    ),
  );
  await browser.close();
  await program.stop();
}

/** A realistic conversation of text, lists, code, and tables. */
async function longConversation({ url }: Program, key: string): Promise<number> {
  const post = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await fetch(`${url}/v1/chat/sessions${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { data: { id: number } }).data;
  };
  const { id } = await post("", { title: "A long conversation", model: "demo/echo" });
  for (let i = 0; i < MESSAGES / 2; i++) {
    await post(`/${id}/messages`, { role: "user", content: `Question ${i}: how does part ${i} of it work, and why?` });
    await post(`/${id}/messages`, { role: "assistant", content: answerText(i), model: "demo/echo" });
  }
  return id;
}

function answerText(i: number): string {
  const sentence = `Part ${i} takes what came before it, weighs it against **what is asked**, and hands on \`value_${i}\`. `;
  return [
    sentence.repeat(2),
    `1. ${sentence}\n2. ${sentence}\n3. ${sentence}`,
    i % 2 === 0 ? `\`\`\`ts\nconst part${i} = (x: number) => {\n  return x * ${i};\n};\n\`\`\`` : sentence,
    i % 5 === 0 ? `| part | weight |\n|---|---|\n| ${i} | 0.${i} |\n| ${i + 1} | 0.${i + 1} |` : "",
    i === MESSAGES / 2 - 1 ? END : "",
  ].join("\n\n");
}

async function signedIn(browser: Browser, key: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript((value) => {
    localStorage.setItem("gatewayz_api_key", value);
    Object.assign(window, { blocking: 0 });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        (window as unknown as { blocking: number }).blocking += Math.max(0, duration - 50);
    }).observe({ type: "longtask", buffered: true });
  }, key);
  return context;
}

/** The wall-clock time in ms of the first frame that shows the end of the conversation. */
const shown = (page: Page) =>
  page.evaluate(async (end) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const there = () => document.querySelector('[role="log"]')?.textContent?.includes(end);
    while (!there()) await frame();
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      requestAnimationFrame(() => channel.port2.postMessage(0));
    });
    return performance.timeOrigin + performance.now();
  }, END);

/** From navigation to the end of the conversation, with cached files. */
async function openCold(browser: Browser, url: string, key: string, id: number): Promise<number> {
  const context = await signedIn(browser, key);
  const page = await context.newPage();
  await page.goto(`${url}/chat/${id}`);
  await shown(page);
  await page.goto("about:blank");
  await page.goto(`${url}/chat/${id}`, { waitUntil: "commit" });
  const at = await shown(page);
  const ms = at - (await page.evaluate(() => performance.timeOrigin));
  await context.close();
  return ms;
}

/** From the click in the list, after hovering, to the end of the conversation. */
async function openWarm(browser: Browser, url: string, key: string, id: number): Promise<number> {
  const context = await signedIn(browser, key);
  const page = await context.newPage();
  await page.goto(`${url}/chat`);
  const link = page.locator(`a[href="/chat/${id}"]`);
  await link.waitFor();
  await link.hover();
  await page.waitForLoadState("networkidle");
  const began = await link.evaluate((element: HTMLElement) => {
    element.click();
    return performance.timeOrigin + performance.now();
  });
  await page.waitForURL(`**/chat/${id}`, { waitUntil: "commit" });
  const ms = (await shown(page)) - began;
  await context.close();
  return ms;
}

/** From a key press to the frame that shows it while a long answer streams, and how long the page was blocked. */
async function type(browser: Browser, url: string, key: string, id: number): Promise<number[]> {
  const context = await signedIn(browser, key);
  const page = await context.newPage();
  await page.goto(`${url}/chat/${id}`);
  await shown(page);
  const field = page.getByRole("textbox", { name: "Message" });
  await field.fill(answerText(1).repeat(8));
  await field.press("Enter");
  await page.getByRole("button", { name: "Stop" }).waitFor();
  await page.getByTestId("answer").last().getByText("Part 1").first().waitFor();
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen, blocking: 0 });
    document.querySelector("textarea")?.addEventListener("keydown", ({ timeStamp }) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => seen.push(performance.now() - timeStamp);
      requestAnimationFrame(() => channel.port2.postMessage(0));
    });
  });
  await field.focus();
  await page.keyboard.type("typing on ".repeat(KEYS / 10), { delay: PAUSE_MS });
  if (!(await page.getByRole("button", { name: "Stop" }).isVisible())) throw new Error("the answer ended too soon");
  const [seen, blocking] = await page.evaluate(() => {
    const { seen, blocking } = window as unknown as { seen: number[]; blocking: number };
    return [seen, blocking] as const;
  });
  await context.close();
  const sorted = [...seen].sort((a, b) => a - b);
  return [round(median(sorted)), round(sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN), round(blocking)];
}

/** Size of the JavaScript of the first view of /chat as transferred, in KB. */
async function weigh(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/chat`);
  await page.waitForLoadState("networkidle");
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith(".js") && !name.endsWith("/sw.js"))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0),
  );
  await context.close();
  return bytes / 1024;
}
