import { type BrowserContext, expect, type Locator, type Page, test } from "playwright/test";
import { play, type Script, type ScriptedUpstream, startScriptedUpstream } from "../fakes/scripted-upstream";
import { type Program, signIn, startProgram, syncAll } from "./program";

/** Models of both scripted gateways: they take every input at OpenRouter, only text at Groq. One for each kind of failure. */
export const MODELS = ["acme/one", "acme/two", "acme/three", "acme/four", "acme/five", "acme/six"] as const;

/** A program over the demo gateway and two scripted gateways. */
export interface ChatWorld {
  program: Program;
  upstream: ScriptedUpstream;
  /** Scripts a gateway's next chats. */
  tell(gateway: "openrouter" | "groq", script: Script): void;
  stop(): Promise<void>;
}

export async function startChatWorld(): Promise<ChatWorld> {
  const upstream = await startScriptedUpstream();
  const told = new Map<string, Script>();
  const lists: Record<string, (id: string) => object> = {
    openrouter: (id: string) => ({
      id,
      name: id,
      created: 1_700_000_000,
      context_length: 32_000,
      architecture: { input_modalities: ["text", "image", "file", "audio"], output_modalities: ["text"] },
      pricing: { prompt: "0.000001", completion: "0.000002" },
    }),
    groq: (id: string) => ({ id, created: 1_700_000_000, owned_by: "Acme", active: true, context_window: 8_192 }),
  };
  for (const [gateway, row] of Object.entries(lists))
    upstream.script(gateway, async (call, response) => {
      if (/\/models(?:\?|$)/.test(call.path)) {
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify({ data: MODELS.map((id) => row(id)) }));
        return;
      }
      const script = told.get(gateway) ?? "ok";
      if (typeof script === "function") await script(call, response);
      else await play(script, call, response);
    });
  const program = await startProgram({
    DEMO_GATEWAY: "1",
    OPENROUTER_BASE_URL: `${upstream.url}/openrouter`,
    OPENROUTER_API_KEY: "key",
    GROQ_BASE_URL: `${upstream.url}/groq`,
    GROQ_API_KEY: "key",
  });
  for (const gateway of ["demo", ...Object.keys(lists)]) await syncAll(program.url, gateway);
  return {
    program,
    upstream,
    tell: (gateway, script) => void told.set(gateway, script),
    stop: async () => {
      await program.stop();
      await upstream.close();
    },
  };
}

/** Every page of a context is signed in with a key. */
export const signedIn = (context: BrowserContext, key: string) =>
  context.addInitScript((value) => localStorage.setItem("gatewayz_api_key", value), key);

/** One program with the demo gateway for all tests of a file, in which every page is signed in. */
export function withDemo() {
  let program: Program;
  let key: string;
  // One worker, and so one program.
  test.describe.configure({ mode: "default" });
  test.beforeAll(async () => {
    program = await startProgram({ DEMO_GATEWAY: "1" });
    await syncAll(program.url, "demo");
    key = await signIn(program);
  });
  test.afterAll(() => program.stop());
  test.beforeEach(({ context }) => signedIn(context, key));
  return {
    program: () => program,
    key: () => key,
    /** Kills the program; returns what starts it again on its port, with its data. */
    kill: () => {
      const { port } = new URL(program.url);
      const { dataDir } = program;
      program.process.kill("SIGKILL");
      return async () => {
        program = await startProgram({ DEMO_GATEWAY: "1", PORT: port, DATA_DIR: dataDir });
      };
    },
    open: (page: Page, path = "/chat?models=demo/echo") => page.goto(program.url + path),
  };
}

/** One program with scripted gateways for all tests of a file, in which every page is signed in and titles are off. */
export function withChatWorld() {
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
    await context.addInitScript(() => localStorage.setItem("gatewayz_generate_titles", "0"));
    for (const gateway of ["groq", "openrouter"] as const) world.tell(gateway, "ok");
  });
  return {
    world: () => world,
    key: () => key,
    open: (page: Page, models: string = MODELS[0]) => page.goto(`${world.program.url}/chat?models=${models}`),
  };
}

/** Sends a message and waits until an answer to it has begun. */
export async function sendMessage(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
  const before = await answers(page).count();
  await field(page).press("Enter");
  await expect.poll(() => answers(page).count()).toBeGreaterThan(before);
}

/** Waits until no answer is running. */
export const done = (page: Page) =>
  expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible({ timeout: 30_000 });

type Place = Page | Locator;

export const answers = (place: Place) => place.getByTestId("answer");
export const answer = (place: Place) => answers(place).last();
/** How an answer ended, unless it is complete. */
export const ending = (place: Place) => answer(place).getByTestId("error-card");
export const columns = (page: Page) => page.getByTestId("column");
export const field = (page: Page) => page.getByLabel("Message", { exact: true });
/** The page's status region with this text. */
export const said = (page: Page, text: string | RegExp) => page.getByRole("status").filter({ hasText: text });

/** Chooses an item of a button's menu. */
export async function pick(page: Page, button: Locator, item: string): Promise<void> {
  await button.click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

/** Calls the conversations API. Returns its data. */
export async function callChat<T>({ url }: Program, key: string, path: string, body: unknown): Promise<T> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answered = await fetch(`${url}/v1/chat${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answered.ok) throw new Error(`${path} answered ${answered.status}: ${await answered.text()}`);
  return ((await answered.json()) as { data: T }).data;
}

/** The names of drafts with files that are stored in this browser. */
export const savedDrafts = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open("gatewayz");
        opening.onsuccess = () => {
          const reading = opening.result.transaction("draft-files").objectStore("draft-files").getAllKeys();
          reading.onsuccess = () => resolve(reading.result.map(String));
        };
      }),
  );
