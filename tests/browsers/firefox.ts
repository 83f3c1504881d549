import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { installPackages } from "../clients/install";
import type { Engine, Size, Tab } from "./engine";

const BINARY = "/usr/bin/firefox-esr";
const PACKAGES = { "puppeteer-core": "24.43.1" };
/** Headless Firefox reports no mouse by default, and so no hover: a fine pointer that can hover. */
const MOUSE = 6;

interface ElementHandle {
  click(): Promise<void>;
}

interface Page {
  setViewport(size: Size): Promise<void>;
  goto(url: string, options: { waitUntil: "load" }): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  evaluateHandle(expression: string): Promise<{ asElement(): ElementHandle | null }>;
  keyboard: {
    type(text: string): Promise<void>;
    press(key: string): Promise<void>;
    down(key: string): Promise<void>;
    up(key: string): Promise<void>;
  };
  screenshot(options: { path: string }): Promise<unknown>;
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
}

interface Puppeteer {
  launch(options: object): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>;
}

/** Firefox ESR, driven over WebDriver BiDi. */
export const firefox: Engine = {
  name: "Firefox",
  missing: () => (existsSync(BINARY) ? null : "firefox-esr"),
  start: async (size) => {
    const folder = await installPackages("browsers", PACKAGES);
    const puppeteer = createRequire(resolve(folder, "package.json"))("puppeteer-core") as Puppeteer;
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: BINARY,
      headless: true,
      extraPrefsFirefox: { "ui.primaryPointerCapabilities": MOUSE, "ui.allPointerCapabilities": MOUSE },
    });
    const page = await browser.newPage();
    await page.setViewport(size);
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", ({ message }) => errors.push(message));
    return tabOf(page, errors, () => browser.close());
  },
};

function tabOf(page: Page, errors: readonly string[], close: () => Promise<void>): Tab {
  return {
    open: async (url) => void (await page.goto(url, { waitUntil: "load" })),
    read: async <T>(expression: string) => (await page.evaluate(expression)) as T,
    click: async (expression) => {
      const element = (await page.evaluateHandle(expression)).asElement();
      if (!element) throw new Error(`there is no ${expression}`);
      await element.click();
    },
    type: (text) => page.keyboard.type(text),
    press: async (key) => {
      const keys = key.split("+");
      const last = keys.pop() ?? "";
      for (const held of keys) await page.keyboard.down(held);
      await page.keyboard.press(last);
      for (const held of keys) await page.keyboard.up(held);
    },
    back: async () => void (await page.evaluate("history.back()")),
    screenshot: async (path) => void (await page.screenshot({ path })),
    errors: async () => [...errors],
    close,
  };
}
