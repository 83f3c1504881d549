import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "playwright/test";
import { startBackend } from "../fakes/backend";
import { type Program, signIn, startProgram, syncAll } from "./program";

/** As long as the slowest known backend takes until its first byte, in ms. */
const SLOW_MS = 45_000;

interface Web {
  url: string;
  stop(): Promise<void>;
}

/** The built web app under plain `next start`, as a host of Next runs it; the backend is named at the start alone. */
async function startWeb(backend: string): Promise<Web> {
  const root = join(import.meta.dirname, "../..");
  const next = join(root, "node_modules/next/dist/bin/next");
  const child: ChildProcess = spawn(process.execPath, [next, "start", "-p", "0", "-H", "127.0.0.1"], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", GATEWAYZ_API_URL: backend },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      const found = /http:\/\/\S+:\d+/.exec(line);
      if (found) resolve(found[0]);
    });
  });
  return {
    url,
    stop: async () => {
      const exit = once(child, "exit");
      child.kill();
      await exit;
    },
  };
}

/** A backend that hands each request to the test: nothing is sent that the test did not send. */
async function startHand() {
  const waiting = new Map<string, (call: [IncomingMessage, ServerResponse]) => void>();
  const server = createServer((request, response) => {
    waiting.get(new URL(request.url ?? "", "http://x").pathname)?.([request, response]);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The next request to a path. */
    next: (path: string) => new Promise<[IncomingMessage, ServerResponse]>((onEvent) => waiting.set(path, onEvent)),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

test.describe.configure({ mode: "serial" });
test.describe("the web app alone, under plain Next", () => {
  let hand: Awaited<ReturnType<typeof startHand>>;
  let web: Web;
  let slow: Promise<Response>;
  let answered: NodeJS.Timeout;
  test.beforeAll(async () => {
    hand = await startHand();
    web = await startWeb(hand.url);
    const called = hand.next("/v1/slow");
    slow = fetch(`${web.url}/v1/slow`);
    const [, response] = await called;
    answered = setTimeout(() => response.end("at last"), SLOW_MS);
  });
  test.afterAll(async () => {
    clearTimeout(answered);
    hand.stop();
    await web.stop();
  });

  test("proxies path, query, headers, and body unchanged, and returns the response unchanged", async () => {
    const called = hand.next("/v1/models/acme%2F..%2Fup%3Fa");
    const answer = fetch(`${web.url}/v1/models/acme%2F..%2Fup%3Fa?x=y%2Fz&x=2`, {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "application/json", "x-request-id": "me" },
      body: '{"a":1}',
    });
    const [request, response] = await called;
    let body = "";
    for await (const piece of request) body += piece;
    expect([request.method, request.url, body]).toEqual([
      "POST",
      "/v1/models/acme%2F..%2Fup%3Fa?x=y%2Fz&x=2",
      '{"a":1}',
    ]);
    expect(request.headers).toMatchObject({ authorization: "Bearer k", "x-request-id": "me" });
    response.writeHead(429, { "retry-after": "7", "content-type": "application/json", "x-request-id": "me" });
    response.end('{"detail":"slow down"}');
    const got = await answer;
    expect([got.status, got.headers.get("retry-after"), got.headers.get("x-request-id")]).toEqual([429, "7", "me"]);
    expect(await got.text()).toBe('{"detail":"slow down"}');
  });

  test("proxies a stream event by event, even to a client that accepts gzip", async () => {
    const called = hand.next("/v1/chat/completions");
    const answer = fetch(`${web.url}/v1/chat/completions`, { method: "POST", headers: { "accept-encoding": "gzip" } });
    const [, response] = await called;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("data: begin\n\n");
    const reader = (await answer).body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await answer).headers.get("content-encoding")).toBeNull();
    expect((await reader?.read())?.value).toBe("data: begin\n\n");
    // The next event is sent only when the last one has come: what is held back would never come.
    for (let i = 0; i < 20; i++) {
      response.write(`data: {"n":${i}}\n\n`);
      expect((await reader?.read())?.value).toBe(`data: {"n":${i}}\n\n`);
    }
    response.end();
    expect((await reader?.read())?.done).toBe(true);
  });

  for (const when of ["before its headers", "in the middle of a stream"])
    test(`ends a request at the backend when the client leaves ${when}`, async () => {
      const called = hand.next("/v1/chat/completions");
      const left = new AbortController();
      const answer = fetch(`${web.url}/v1/chat/completions`, { method: "POST", signal: left.signal });
      answer.catch(() => {});
      const [, response] = await called;
      const closed = once(response, "close");
      if (when !== "before its headers") {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("data: 1\n\n");
        await (await answer).body?.getReader().read();
      }
      left.abort();
      await closed;
      expect(response.writableFinished).toBe(false);
    });

  test("returns an API error when the backend is unavailable, and reports itself as healthy", async () => {
    const nobody = createServer();
    await new Promise<void>((ready) => nobody.listen(0, "127.0.0.1", ready));
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    const lost = await startWeb(`http://127.0.0.1:${port}`);
    try {
      const answer = await fetch(`${lost.url}/v1/models`);
      expect(answer.status).toBe(502);
      expect(await answer.json()).toMatchObject({ error: { error_type: "provider_unavailable", retryable: true } });
      expect((await fetch(`${lost.url}/healthz`)).status).toBe(200);
      expect(await (await fetch(`${lost.url}/readyz`)).json()).toMatchObject({ status: "ready" });
      expect((await fetch(`${lost.url}/models`)).status).toBe(200);
      const models = async () => (await fetch(`${lost.url}/models`)).text();
      await expect.poll(models).toContain("The backend can’t be reached.");
      expect(await (await fetch(lost.url)).text()).not.toContain("0 models");
    } finally {
      await lost.stop();
    }
  });

  test("shows the models of a backend with the old API only, under its own security headers", async ({ page }) => {
    const old = await startBackend({
      rows: Array.from({ length: 40 }, (_, i) => ({ id: `acme/old-${i}`, name: `Old ${i}` })),
      cap: 25,
    });
    const shown = await startWeb(old.url);
    try {
      const first = await page.goto(`${shown.url}/models?q=old-39`);
      expect(first?.headers()["content-security-policy"]).toContain("'strict-dynamic'");
      await expect(page.getByRole("link", { name: /old-?39/i }).first()).toBeVisible({ timeout: 20_000 });
      const answer = await fetch(`${shown.url}/v1/models?offset=0&limit=2`);
      expect(((await answer.json()) as { data: unknown[] }).data).toHaveLength(2);
      await page.goto(`${shown.url}/models?q=old`);
      const saving = page.waitForEvent("download");
      await page.getByRole("button", { name: "Export and changes" }).click();
      await page.getByRole("menuitem", { name: "Export as CSV" }).click();
      const file = await readFile(await (await saving).path(), "utf8");
      expect(file.match(/^acme\/old-/gm)).toHaveLength(40);
      const facts = await fetch(`${shown.url}/v1/models/acme/old-7`, { headers: { "accept-encoding": "br" } });
      expect(await facts.json()).toMatchObject({ id: "acme/old-7", source_gateways: expect.any(Array) });
      expect((await fetch(`${shown.url}/v1/gateways`)).status).toBe(200);
    } finally {
      await shown.stop();
      await old.stop();
    }
  });

  test("chats through our own gateway as the backend, and shows its models", async ({ page, context }) => {
    const gateway: Program = await startProgram({ DEMO_GATEWAY: "1", WEB_APP: "0" });
    const shown = await startWeb(gateway.url);
    try {
      await syncAll(gateway.url, "demo");
      expect((await fetch(`${gateway.url}/models`)).status).toBe(404);
      const key = await signIn(gateway);
      await context.addInitScript((value) => localStorage.setItem("gatewayz_api_key", value), key);
      await page.goto(`${shown.url}/chat?models=demo/echo`);
      await page.getByLabel("Message").fill("hello over there");
      await page.getByLabel("Message").press("Enter");
      await expect(page.getByTestId("answer").last()).toContainText("hello over there", { timeout: 20_000 });
      await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible({ timeout: 30_000 });
    } finally {
      await shown.stop();
      await gateway.stop();
    }
  });

  test(`waits ${SLOW_MS / 1000} s for the first byte of a response`, async () => {
    expect(await (await slow).text()).toBe("at last");
  });
});
