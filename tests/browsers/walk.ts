import type { ServerResponse } from "node:http";
import type { ChatWorld } from "../e2e/chat-page";
import { chunk, play, type UpstreamRequest } from "../fakes/scripted-upstream";
import { clickOn, find, type Size, type Tab, until } from "./engine";

/** What a walk needs. */
export interface Walk {
  tab: Tab;
  size: Size;
  world: ChatWorld;
  /** Called with the name of each step that passed. */
  done(step: string): Promise<void>;
}

const MAIN_SEARCH = 'main input[type="search"]';
const ROWS = 'main [role="row"], main tbody tr';
const MESSAGE = 'textarea[aria-label="Message"], textarea#message, form textarea';

/** Tests the main pages and actions in turn. Throws at the first step that fails. */
export async function walk(around: Walk): Promise<void> {
  await home(around);
  await list(around);
  await model(around);
  await theme(around);
  await palette(around);
  await signIn(around);
  await settings(around);
  await chat(around);
  await offline(around);
}

const wide = ({ width }: Size) => width >= 768;
const at = ({ world }: Walk, path: string) => world.program.url + path;

async function fits({ tab }: Walk): Promise<void> {
  await until(
    tab,
    "the page fits the width of the window",
    "document.documentElement.scrollWidth <= document.documentElement.clientWidth",
  );
}

async function home(around: Walk): Promise<void> {
  const { tab, done } = around;
  await tab.open(at(around, "/"));
  await until(tab, "a heading", find("h1"));
  await fits(around);
  await done("home");
}

async function list(around: Walk): Promise<void> {
  const { tab, size, done } = around;
  await tab.open(at(around, "/models"));
  await until(tab, "rows", `document.querySelectorAll(${JSON.stringify(ROWS)}).length > 10`);
  await fits(around);
  await clickOn(tab, MAIN_SEARCH);
  await tab.type("llama");
  await until(tab, "the search in the address", 'new URL(location.href).searchParams.get("q") === "llama"');
  await until(tab, "a row that matches", find('main a[href^="/models/"]', "lama"));
  await done("list: search");
  if (wide(size)) {
    await clickOn(
      tab,
      'main [role="checkbox"], main label:has(input[type="checkbox"]), main input[type="checkbox"]',
      "Groq",
    );
    await until(tab, "the filter in the address", 'location.search.includes("groq")');
    await done("list: filter");
    await clickOn(tab, "main button", "Sort");
    await clickOn(tab, '[role="menuitemradio"]', "Lowest blended price");
    await until(tab, "the order in the address", 'location.search.includes("sort=")');
    await done("list: sort");
  }
  await tab.open(at(around, "/models"));
  await until(tab, "rows", `document.querySelectorAll(${JSON.stringify(ROWS)}).length > 10`);
  const last = `[...document.querySelectorAll(${JSON.stringify(ROWS)})].at(-1).getBoundingClientRect().bottom`;
  const end = "scrollY + innerHeight >= document.documentElement.scrollHeight - 1";
  await until(tab, "the last row", `(scrollTo(0, 1e9), ${end} && ${last} <= innerHeight)`);
  await fits(around);
  await done("list: scroll to the end");
}

async function model(around: Walk): Promise<void> {
  const { tab, done } = around;
  await tab.open(at(around, "/models?q=llama"));
  await clickOn(tab, 'main a[href^="/models/"]', "lama");
  await until(tab, "the model's page", 'location.pathname.length > "/models/".length');
  await until(tab, "its heading", find("h1", "lama"));
  await fits(around);
  await done("model page");
  await tab.back();
  await until(tab, "the list again", `location.pathname === "/models" && ${find(MAIN_SEARCH)}?.value === "llama"`);
  await done("back");
}

async function theme(around: Walk): Promise<void> {
  const { tab, size, done } = around;
  if (!wide(size)) return;
  const shade = "getComputedStyle(document.querySelector('h1')).color";
  const before = await tab.read<string>(shade);
  await clickOn(tab, "header button", "Switch theme");
  await until(tab, "the other theme", `${shade} !== ${JSON.stringify(before)}`);
  await done("theme");
}

async function palette(around: Walk): Promise<void> {
  const { tab, size, done } = around;
  if (!wide(size)) return;
  await tab.press("Control+k");
  await until(tab, "the palette", find('[role="dialog"] input, dialog input'));
  await tab.type("gateways");
  await until(tab, "a page to go to", find('[role="option"]', "Gateways"));
  await tab.press("ArrowDown");
  await tab.press("Enter");
  await until(tab, "the gateways", 'location.pathname === "/gateways"');
  await fits(around);
  await done("palette");
}

async function signIn(around: Walk): Promise<void> {
  const { tab, world, done } = around;
  await tab.open(at(around, "/login?next=/settings"));
  const codes = () => [...world.program.printed().matchAll(/Sign-in code: (\S+)/g)];
  const before = codes().length;
  await clickOn(tab, "main button", "Print sign-in code");
  await until(tab, "a field for the code", find('input[name="code"]'));
  await until(tab, "a code in the terminal", () => codes().length > before);
  await tab.click(find('input[name="code"]'));
  await tab.type(codes().at(-1)?.[1] ?? "");
  await tab.press("Enter");
  await until(tab, "the settings", 'location.pathname === "/settings"');
  await done("sign in");
}

async function settings(around: Walk): Promise<void> {
  const { tab, done } = around;
  await until(tab, "the API keys", find("h2", "keys"));
  await fits(around);
  await done("settings");
}

const text = (part: string) => chunk("acme/one", { content: part });

async function chat(around: Walk): Promise<void> {
  const { tab, world, done } = around;
  let finish: () => void = () => {};
  const slowly = async (call: UpstreamRequest, response: ServerResponse) => {
    if (!call.body.stream) return play("ok", call, response);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(text("The beginning"));
    await new Promise<void>((resolve) => {
      finish = resolve;
      response.once("close", resolve);
    });
    response.end(
      `${text(" and the end, [a page](https://example.com)")}${chunk("acme/one", {}, "stop")}data: [DONE]\n\n`,
    );
  };
  for (const gateway of ["openrouter", "groq"] as const) world.tell(gateway, slowly);
  await tab.open(at(around, "/chat?model=acme/one"));
  await send(tab, "hello");
  await until(tab, "the beginning of the answer", shows("The beginning"));
  await done("chat: stream");
  await tab.open(await tab.read<string>("location.href"));
  await until(tab, "the same after a reload", shows("The beginning"));
  finish();
  await until(tab, "the end of the answer", shows("The beginning and the end"));
  await until(
    tab,
    "a link that is underlined",
    `${find('[data-testid="answer"] a', "a page")} && getComputedStyle(${find('[data-testid="answer"] a', "a page")}).textDecorationLine === "underline"`,
  );
  await done("chat: reload in the middle");
  await clickOn(tab, MESSAGE);
  await tab.type("again and ".repeat(20));
  const field = find(MESSAGE);
  await until(tab, "a field as high as its text", `${field}.scrollHeight <= ${field}.clientHeight + 1`);
  await clickOn(tab, "main button", "Send");
  await clickOn(tab, "main button", "Stop");
  await until(tab, "that it was stopped", `!${find("main button", "Stop")}`);
  await fits(around);
  await done("chat: stop");
  for (const gateway of ["openrouter", "groq"] as const) world.tell(gateway, "ok");
  await clickOn(tab, "main button", "Edit your message");
  await until(tab, "the focus in the message", 'document.activeElement.getAttribute("aria-label") === "Edit message"');
  await tab.type(" and more");
  await tab.press("Enter");
  await until(tab, "the edited message", shows("hello and more"));
  await until(tab, "its answer", `!${find("main button", "Stop")}`);
  await done("chat: edit");
}

const shows = (part: string) => `document.querySelector("main").innerText.includes(${JSON.stringify(part)})`;

async function send(tab: Tab, message: string): Promise<void> {
  await clickOn(tab, MESSAGE);
  await tab.type(message);
  await clickOn(tab, 'main button[type="submit"], main button', "Send");
}

/** Stops the program, so that only what the browser has stored is left. */
async function offline(around: Walk): Promise<void> {
  const { tab, world, done } = around;
  await tab.open(at(around, "/models"));
  await until(tab, "the offline copy", "navigator.serviceWorker?.controller");
  await world.stop();
  await tab.open(at(around, "/models")).catch(() => undefined);
  await until(tab, "models without a network", find('a[href^="/models/"]'));
  await done("offline list");
}
