import { sql } from "kysely";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { chunk, startScriptedUpstream } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const DAY_MS = 86_400_000;
const question = (model: string, stream = false) => ({ model, stream, messages: [{ role: "user", content: "hi" }] });

let server: ChatServer;
afterEach(async () => {
  vi.useRealTimers();
  await server.stop();
});

describe("a full disk", () => {
  it("is reported for writes, while reading and chats keep working", async () => {
    server = await startChatServer([chatOffer("groq", "llama")]);
    const { harness, key } = server;
    const { db } = harness.auth.state;
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(db);
    const ask = (path: string, body: object) =>
      harness.get(path, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    let answer = await ask("/v1/chat/sessions", {});
    for (let i = 0; i < 200 && answer.ok; i++) answer = await ask("/v1/chat/sessions", { title: "x".repeat(300) });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("60");
    expect(await answer.json()).toMatchObject({
      error: { code: "disk_full", message: expect.stringContaining("disk of this server is full"), retryable: true },
    });
    expect((await harness.get("/v1/models")).status).toBe(200);
    const listed = await harness.get("/v1/chat/sessions", { headers: { authorization: `Bearer ${key}` } });
    expect(listed.status).toBe(200);
    expect((await server.post(question("llama"))).status).toBe(200);
    await sql`pragma max_page_count = 1000000`.execute(db);
    expect((await ask("/v1/chat/sessions", {})).status).toBe(201);
    expect(await server.usage()).toHaveLength(1);
  });
});

describe("a stop that reaches its limit", () => {
  it("ends a stream with an error event, closes its upstream connection, and records its usage", async () => {
    server = await startChatServer([chatOffer("groq", "llama")]);
    server.upstream.script("groq", ({ body }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk(body.model, { content: "so far" }));
    });
    const called = server.upstream.next();
    const stream = await server.post(question("llama", true));
    server.harness.chat.chat.interrupt();
    const text = await stream.text();
    expect(text).toContain("so far");
    expect(text).toContain('"code":"stopping"');
    expect(text).not.toContain("[DONE]");
    await (await called).closed;
    await server.harness.chat.chat.whenIdle(10_000);
    expect(await server.usage()).toMatchObject([{ outcome: "interrupted" }]);
  });
});

describe("a stop that reaches its limit before any gateway has answered", () => {
  it("ends a stream that is kept alive with an error event, and records it as an error", async () => {
    server = await startChatServer([chatOffer("groq", "llama")], { times: { keepAliveMs: 1 } });
    server.upstream.script("groq", "hang");
    const called = server.upstream.next();
    const stream = await server.post(question("llama", true));
    const upstream = await called;
    server.harness.chat.chat.interrupt();
    expect(await stream.text()).toContain('"code":"stopping"');
    await upstream.closed;
    await server.harness.chat.chat.whenIdle(10_000);
    expect(await server.usage()).toMatchObject([{ outcome: "error" }]);
  });
});

describe("a clock that jumps", () => {
  it.each([
    ["a day ahead", DAY_MS],
    ["a day back", -DAY_MS],
  ])("%s does not end running work, invalidate a key, or delay a call", async (_, jump) => {
    server = await startChatServer([chatOffer("groq", "llama"), chatOffer("together", "llama")]);
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    server.upstream.script("groq", async ({ body }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk(body.model, { content: "before " }));
      await gone;
      response.write(chunk(body.model, { content: "after" }));
      response.end(`${chunk(body.model, {}, "stop")}data: [DONE]\n\n`);
    });
    const stream = await server.post(question("llama", true));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + jump });
    go();
    const text = await stream.text();
    expect(text).toContain("after");
    expect(text).toContain("[DONE]");
    // A gateway that fails now is left for the next one, for as long as its breaker says and no longer.
    server.upstream.script("groq", "503");
    for (let i = 0; i < 6; i++) expect((await server.post(question("llama"))).status).toBe(200);
    vi.setSystemTime(Date.now() + jump);
    const waits = server.harness.chat.chat.breakers.waitSeconds("groq llama");
    expect(waits).toBeGreaterThan(0);
    expect(waits).toBeLessThanOrEqual(15);
  });
});

describe("twelve gateways that are slow at the same time", () => {
  it("do not delay other requests", async () => {
    const slow = await startScriptedUpstream();
    const variables: Record<string, string> = {};
    for (const { slug, key, hosts } of PROVIDERS) {
      slow.script(slug, "hang");
      variables[key.env] = "a-key";
      for (const { env } of Object.values(hosts)) variables[env] = `${slow.url}/${slug}`;
    }
    const offers = PROVIDERS.map(({ slug }) => chatOffer(slug, `model-of-${slug}`));
    server = await startChatServer(offers, { variables, times: { silenceMs: 60_000, wholeMs: 60_000 } });
    const left = new AbortController();
    const waiting = PROVIDERS.flatMap(({ slug }) =>
      [true, false].map((stream) =>
        server.post(question(`model-of-${slug}`, stream), {
          signal: left.signal,
        }),
      ),
    );
    const syncing = server.harness.sync();
    const chats = () => slow.calls.filter(({ path }) => path.includes("chat/completions")).length;
    await vi.waitFor(() => expect(chats()).toBe(24), { timeout: 10_000 });
    expect((await server.harness.models()).total).toBe(12);
    slow.script("groq", "ok");
    const answer = await server.post(question("model-of-groq", true));
    expect(await answer.text()).toContain("Hello");
    expect(slow.open()).toBeGreaterThanOrEqual(24);
    left.abort();
    await Promise.allSettled(waiting);
    await slow.close();
    await syncing;
  });
});
