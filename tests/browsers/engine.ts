import { setTimeout as sleep } from "node:timers/promises";

/** A viewport in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A browser window with its own profile. Scripts are JavaScript expressions. */
export interface Tab {
  open(url: string): Promise<void>;
  /** The value of an expression, through JSON. */
  read<T>(expression: string): Promise<T>;
  /** Clicks the element that an expression gives. Throws when it gives none. */
  click(expression: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses a key by its name, with modifiers before it: `Control+k`. */
  press(key: string): Promise<void>;
  back(): Promise<void>;
  screenshot(file: string): Promise<void>;
  /** Errors in the console so far. */
  errors(): Promise<string[]>;
  close(): Promise<void>;
}

/** A browser engine that pages are tested in. */
export interface Engine {
  name: string;
  /** The first Debian package that is missing to run it; null when none is. */
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

/** Waits until an expression is true in the page, or a condition here. Throws with what was waited for and where. */
export async function until(tab: Tab, what: string, condition: string | (() => boolean)): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  // During a navigation, the page cannot answer.
  const holds = () =>
    typeof condition === "string"
      ? Promise.race([tab.read<boolean>(`Boolean(${condition})`).catch(() => false), sleep(LIMIT_MS, false)])
      : Promise.resolve(condition());
  while (performance.now() < end) {
    if (await holds()) return;
    await sleep(EVERY_MS);
  }
  throw new Error(`${what}: not within ${LIMIT_MS / 1000} s, at ${await tab.read<string>("location.href")}`);
}

/** Waits for an element and clicks it. */
export async function clickOn(tab: Tab, selector: string, text = ""): Promise<void> {
  await until(tab, `${selector} "${text}"`, find(selector, text));
  await tab.click(find(selector, text));
}
