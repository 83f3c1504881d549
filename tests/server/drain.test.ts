import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { drain } from "@/lib/server/drain";
import { refuseWaiting } from "@/lib/server/http-server";

const NEVER = new AbortController().signal;

/** A server whose responses end when the test says so. */
async function start() {
  const open: ServerResponse[] = [];
  const server = createServer((_, response) => {
    open.push(response);
    response.write("begun");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, open, url };
}
const quiet = { idle: async () => {}, interrupt: async () => {}, hurry: NEVER };

describe("draining a server", () => {
  it("accepts no more requests and waits for running ones", async () => {
    const { server, open, url } = await start();
    const early = await fetch(url);
    let closed = () => {};
    const shut = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const drained = drain({ ...quiet, server, graceMs: 0, limitMs: 60_000, onClosed: closed });
    await shut;
    await expect(fetch(url)).rejects.toThrow();
    for (const response of open) response.end(" and ended");
    expect(await early.text()).toBe("begun and ended");
    await drained;
  });

  it("waits for nothing when told to hurry", async () => {
    const { server, url } = await start();
    const hurry = new AbortController();
    const endless = await fetch(url);
    const drained = drain({ ...quiet, server, graceMs: 600_000, limitMs: 600_000, hurry: hurry.signal });
    expect((await fetch(url)).status).toBe(200);
    hurry.abort();
    await drained;
    await expect(endless.text()).rejects.toThrow();
  });

  it("interrupts endless responses at the limit, and leaves no connection open", async () => {
    const { server, open, url } = await start();
    const endless = await fetch(url);
    let interrupted = 0;
    const interrupt = async () => {
      interrupted++;
      for (const response of open) response.write(" and cut");
    };
    await drain({ ...quiet, server, graceMs: 0, limitMs: 1, idle: () => new Promise(() => {}), interrupt });
    expect(interrupted).toBe(1);
    await expect(endless.text()).rejects.toThrow();
    expect(server.listening).toBe(false);
  });
});

describe("a server that ends", () => {
  it("answers requests that have no response yet with an error, and no others", async () => {
    const begun: ServerResponse[] = [];
    const server = createServer((request, response) => {
      begun.push(response);
      if (request.url === "/streams") response.write("begun");
      if (request.url === "/kept-alive") response.end("done");
    });
    const refuse = refuseWaiting(server);
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await (await fetch(`${url}/kept-alive`)).text()).toBe("done");
    const stream = await fetch(`${url}/streams`);
    const arrives = once(server, "request");
    const waiting = fetch(`${url}/waits`, { headers: { connection: "close" } });
    await arrives;
    const interrupt = async () => refuse();
    await drain({ ...quiet, server, graceMs: 0, limitMs: 1, idle: () => new Promise(() => {}), interrupt });
    const refused = await waiting;
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ error: { code: "stopping", retryable: true } });
    await expect(stream.text()).rejects.toThrow();
    for (const response of begun) response.end();
  });
});

/** A server that fails outside of its request, and ends its response only when it drains. */
const FAILING = `
import { createServer } from "node:http";
import { drain, drainOnUncaught } from "@/lib/server/drain";
import { createLog } from "@/lib/server/log";
const server = createServer((request, response) => {
  response.write("begun");
  const error = new Error("it broke", { cause: new Error("of this") });
  setTimeout(() => {
    if (request.url === "/rejected") Promise.reject(error);
    else throw error;
  }, 0);
  server.once("draining", () => response.end(" and ended"));
});
const log = createLog("warn");
const options = { server, graceMs: 0, limitMs: 60_000, idle: async () => {}, interrupt: async () => {}, hurry: new AbortController().signal };
drainOnUncaught({
  log,
  limitMs: 60_000,
  stop: async () => {
    await drain({ ...options, onClosed: () => server.emit("draining") });
    process.exit(1);
  },
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

describe("an uncaught error", () => {
  let folder: string;
  let child: ChildProcess | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gatewayz-drain-"));
  });
  afterEach(() => {
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(["thrown", "rejected"])(
    "that is %s is logged with its cause, and the process drains and ends with code 1",
    async (how) => {
      const root = join(import.meta.dirname, "../..");
      const outfile = join(folder, "program.mjs");
      const banner = {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      };
      await build({
        stdin: { contents: FAILING, resolveDir: root, loader: "ts" },
        bundle: true,
        platform: "node",
        format: "esm",
        outfile,
        banner,
        tsconfig: join(root, "tsconfig.json"),
      });
      const started = spawn(process.execPath, [outfile], { stdio: ["ignore", "pipe", "inherit"] });
      child = started;
      const exit = once(started, "exit");
      const [port] = await once(started.stdout, "data");
      const printed = text(started.stdout);
      const answer = await fetch(`http://127.0.0.1:${String(port).trim()}/${how}`);
      expect(await answer.text()).toBe("begun and ended");
      expect(await exit).toEqual([1, null]);
      const line = JSON.parse((await printed).trim().split("\n")[0] ?? "");
      expect(line).toMatchObject({ level: 50, err: { message: "it broke", cause: { message: "of this" } } });
    },
  );
});
