import { setTimeout as sleep } from "node:timers/promises";

/** A viewport in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** One browser window of an engine, with a profile of its own. Scripts are JavaScript expressions. */
export interface Tab {
  open(url: string): Promise<void>;
  /** The value of an expression, as JSON carries it. */
  read<T>(expression: string): Promise<T>;
  /** Clicks the element that an expression gives. Throws when it gives none. */
  click(expression: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses a key by its name, with modifiers before it: `Control+k`. */
  press(key: string): Promise<void>;
  back(): Promise<void>;
  screenshot(file: string): Promise<void>;
  /** Errors that the console has shown so far. */
  errors(): Promise<string[]>;
  close(): Promise<void>;
}

/** A browser engine that pages are tried in. */
export interface Engine {
  name: string;
  /** What is missing to run it here, as a Debian package; null when nothing is. */
  missing(): string | null;
  start(size: Size): Promise<Tab>;
}

const LIMIT_MS = 30_000;
const EVERY_MS = 50;

/** An expression for the first visible element of a selector whose name or text contains `text`. */
export function find(selector: string, text = ""): string {
  return `[...document.querySelectorAll(${JSON.stringify(selector)})].find((element) => element.checkVisibility() &&
    [element.ariaLabel, element.innerText, element.placeholder].some((name) => name?.includes(${JSON.stringify(text)})))`;
}

/** Waits until an expression is true in the page. Throws with what was waited for and where. */
export async function until(tab: Tab, what: string, expression: string): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (performance.now() < end) {
    // A page that is being left cannot answer.
    if (await tab.read<boolean>(`Boolean(${expression})`).catch(() => false)) return;
    await sleep(EVERY_MS);
  }
  throw new Error(`${what}: not within ${LIMIT_MS / 1000} s, at ${await tab.read<string>("location.href")}`);
}

/** Waits for an element and clicks it. */
export async function clickOn(tab: Tab, selector: string, text = ""): Promise<void> {
  await until(tab, `${selector} "${text}"`, find(selector, text));
  await tab.click(find(selector, text));
}
