import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../bench/server-process";
import type { Engine, Size, Tab } from "./engine";

const BINARY = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
/** The Debian packages that it needs, each with one of its files. */
const PACKAGES = [
  ["webkit2gtk-driver", "/usr/bin/WebKitWebDriver"],
  ["webkit2gtk-driver", BINARY],
  ["xvfb", "/usr/bin/Xvfb"],
  ["dbus", "/usr/bin/dbus-run-session"],
  ["xdotool", "/usr/bin/xdotool"],
] as const;
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** The code points that WebDriver gives to keys without a character. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: "\uE007",
  Escape: "\uE00C",
  Control: "\uE009",
  Tab: "\uE004",
  End: "\uE010",
  Home: "\uE011",
  ArrowDown: "\uE015",
  Backspace: "\uE003",
};
const START_MS = 15_000;
const INNER_SIZE = "return { width: innerWidth, height: innerHeight }";
const MAX_RESIZES = 8;
/** Room on the screen for the bars of the window. */
const BARS = 200;

/** WebKitGTK's MiniBrowser, the engine of Safari, driven over WebDriver on a screen of its own. */
export const webkit: Engine = {
  name: "WebKit",
  missing: () => PACKAGES.find(([, file]) => !existsSync(file))?.[0] ?? null,
  start: async (size) => {
    const folder = mkdtempSync(join(tmpdir(), "gatewayz-webkit-"));
    chmodSync(folder, 0o700);
    const log = join(folder, "console.log");
    const wrapper = join(folder, "browser");
    writeFileSync(log, "");
    writeFileSync(
      wrapper,
      `#!/bin/sh\nexec ${BINARY} "$@" --enable-write-console-messages-to-stdout=true >> ${log} 2>/dev/null\n`,
      { mode: 0o700 },
    );
    const [port, display] = [await freePort(), `:${100 + (process.pid % 400)}`];
    const screen = spawn("Xvfb", [
      display,
      "-screen",
      "0",
      `${size.width}x${size.height + BARS}x24`,
      "-nolisten",
      "tcp",
    ]);
    const driver = spawn("dbus-run-session", ["--", "WebKitWebDriver", `--port=${port}`, "--host=127.0.0.1"], {
      env: {
        ...process.env,
        DISPLAY: display,
        HOME: folder,
        XDG_RUNTIME_DIR: folder,
        NO_AT_BRIDGE: "1",
        GTK_A11Y: "none",
        LIBGL_ALWAYS_SOFTWARE: "1",
      },
      detached: true,
      stdio: "ignore",
    });
    const stop = async () => {
      endGroup(driver);
      screen.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
    try {
      const call = await newSession(`http://127.0.0.1:${port}`, wrapper, size);
      spawn("xdotool", ["search", "--onlyvisible", "--class", "MiniBrowser", "windowfocus"], {
        env: { ...process.env, DISPLAY: display },
        stdio: "ignore",
      });
      await resize(call, size);
      return tabOf(call, log, stop);
    } catch (error) {
      await stop();
      throw error;
    }
  },
};

type Call = (method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<unknown>;

function endGroup({ pid }: ChildProcess): void {
  if (pid) process.kill(-pid, "SIGTERM");
}

/** Starts a session as soon as the driver listens; resolves with a call of its commands. */
async function newSession(driver: string, binary: string, { width, height }: Size): Promise<Call> {
  const send = async (method: string, url: string, body?: object): Promise<unknown> => {
    const response = await fetch(url, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok)
      throw new Error((value as { message?: string }).message ?? `WebDriver answered ${response.status}`);
    return value;
  };
  const options = { binary, args: ["--automation", "--full-screen", `--geometry=${width}x${height}`] };
  const capabilities = { alwaysMatch: { browserName: "MiniBrowser", "webkitgtk:browserOptions": options } };
  const end = performance.now() + START_MS;
  for (;;) {
    const listening = await fetch(`${driver}/status`).catch(() => null);
    if (listening) break;
    if (performance.now() > end) throw new Error("WebKitWebDriver does not listen");
    await sleep(50);
  }
  const { sessionId } = (await send("POST", `${driver}/session`, { capabilities })) as { sessionId: string };
  return (method, path, body) => send(method, `${driver}/session/${sessionId}${path}`, body);
}

/** Gives the page a size: that of the window without its bars. Throws when it cannot have it. */
async function resize(call: Call, { width, height }: Size): Promise<void> {
  const inner = async () => (await call("POST", "/execute/sync", { script: INNER_SIZE, args: [] })) as Size;
  let outer = { width, height };
  for (let attempt = 0; attempt < MAX_RESIZES; attempt++) {
    const page = await inner();
    if (page.width === width && page.height === height) return;
    outer = { width: outer.width + width - page.width, height: outer.height + height - page.height };
    if (attempt === 0) outer = { width, height };
    await call("POST", "/window/rect", { x: 0, y: 0, ...outer });
  }
  const page = await inner();
  throw new Error(`expected a page of ${width}x${height}, got ${page.width}x${page.height}`);
}

function tabOf(call: Call, log: string, stop: () => Promise<void>): Tab {
  const run = (script: string) => call("POST", "/execute/sync", { script, args: [] });
  const keys = (...codes: string[]) => {
    const actions = [
      ...codes.map((value) => ({ type: "keyDown", value })),
      ...codes.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
    return call("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  };
  return {
    open: async (url) => void (await call("POST", "/url", { url })),
    read: async <T>(expression: string) => (await run(`return (${expression})`)) as T,
    click: async (expression) => {
      const element = (await run(`return (${expression})`)) as Record<string, string> | null;
      if (!element?.[ELEMENT]) throw new Error(`there is no ${expression}`);
      await call("POST", `/element/${element[ELEMENT]}/click`, {});
    },
    type: async (text) => {
      for (const letter of text) await keys(letter);
    },
    press: async (key) => void (await keys(...key.split("+").map((name) => KEYS[name] ?? name))),
    back: async () => void (await run("history.back()")),
    screenshot: async (file) =>
      writeFileSync(file, Buffer.from((await call("GET", "/screenshot")) as string, "base64")),
    errors: async () =>
      readFileSync(log, "utf8")
        .split("\n")
        .filter((line) => /CONSOLE \w+ ERROR|CONSOLE ERROR/.test(line)),
    close: async () => {
      await call("DELETE", "").catch(() => undefined);
      await stop();
    },
  };
}
