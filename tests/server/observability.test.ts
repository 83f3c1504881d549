import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createLog, type Log } from "@/lib/server/log";
import { Metrics } from "@/lib/server/metrics";
import { observePage } from "@/lib/server/middleware/observe-page";
import { startOtlpReceiver } from "../fakes/otlp-receiver";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "acme/bunny-8b";
const PROMPT = "the prompt that nobody else may read";
const ask = (extra: object = {}) => ({ model: MODEL, messages: [{ role: "user", content: PROMPT }], ...extra });
const two = () => [chatOffer("groq", MODEL), chatOffer("together", MODEL)];

interface Line {
  level: number;
  msg: string;
  [name: string]: unknown;
}

/** A log that is kept, and a way to wait for a line of it. */
function logWith(level = "info") {
  const lines: Line[] = [];
  let onLine = () => {};
  const write = (text: string) => {
    lines.push(JSON.parse(text) as Line);
    onLine();
  };
  const until = async (found: (line: Line) => boolean): Promise<Line> => {
    for (;;) {
      const line = lines.find(found);
      if (line) return line;
      await new Promise<void>((resolve) => {
        onLine = resolve;
      });
    }
  };
  return { log: createLog(level, { write }), lines, until, text: () => JSON.stringify(lines) };
}

let server: ChatServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe("traces", () => {
  async function traced(run: (server: ChatServer) => Promise<void>, log?: Log) {
    const receiver = await startOtlpReceiver();
    const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_SERVICE_NAME: "front" };
    const running = await startChatServer(two(), { variables, ...(log ? { log } : {}) });
    await run(running);
    await running.stop();
    await receiver.close();
    return receiver;
  }

  it("have a span per request with child spans per gateway call, and continue at the gateway", async () => {
    const trace = "0af7651916cd43dd8448eb211c80319c";
    let sent: unknown[] = [];
    const { spans, text } = await traced(async (running) => {
      running.upstream.script("groq", "503");
      const headers = { authorization: `Bearer ${running.key}`, "content-type": "application/json" };
      const response = await running.post(ask({ stream: true }), {
        headers: { ...headers, traceparent: `00-${trace}-b7ad6b7169203331-01`, "x-request-id": "the-id" },
      });
      expect(await response.text()).toContain("[DONE]");
      sent = running.upstream.calls.map(({ headers }) => headers.traceparent);
    });
    const [request] = spans.filter(({ kind }) => kind === 2);
    const calls = spans.filter(({ kind }) => kind === 3);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([trace]));
    expect(request).toMatchObject({
      name: "POST /v1/chat/completions",
      service: "front",
      parentSpanId: "b7ad6b7169203331",
      attributes: { "http.response.status_code": 200, "gatewayz.request_id": "the-id" },
      failed: false,
    });
    expect(calls.map(({ parentSpanId }) => parentSpanId)).toEqual([request?.spanId, request?.spanId]);
    expect(calls).toMatchObject([
      {
        name: "chat groq",
        failed: true,
        events: [],
        attributes: {
          "gen_ai.request.model": MODEL,
          "http.response.status_code": 503,
          "error.type": expect.any(String),
        },
      },
      {
        name: "chat together",
        failed: false,
        events: ["first token"],
        attributes: {
          "gen_ai.provider.name": "together",
          "http.response.status_code": 200,
          "gatewayz.outcome": "ok",
          "gatewayz.first_token_ms": expect.any(Number),
          "gen_ai.usage.input_tokens": 7,
          "gen_ai.usage.output_tokens": 3,
        },
      },
    ]);
    expect(sent).toEqual(calls.map(({ spanId }) => `00-${trace}-${spanId}-01`));
    expect(text()).not.toContain(PROMPT);
    expect(text()).not.toMatch(/key-(groq|together)|sk-/);
  });

  it("report an interrupted stream, and end with a request whose client left", async () => {
    const kept = logWith();
    const { spans } = await traced(async (running) => {
      running.upstream.script("groq", "cutMid");
      await (await running.post(ask({ stream: true }))).text();
      await kept.until(({ outcome }) => outcome === "interrupted");
      running.upstream.script("groq", "hang");
      const cancelSignal = new AbortController();
      const arrives = running.upstream.next();
      const call = running.post(ask(), {
        signal: cancelSignal.signal,
        headers: { authorization: `Bearer ${running.key}`, "content-type": "application/json" },
      });
      const { closed } = await arrives;
      cancelSignal.abort();
      await expect(call).rejects.toThrow();
      await closed;
      await kept.until(({ outcome }) => outcome === "cancelled");
    }, kept.log);
    const calls = spans.filter(({ kind }) => kind === 3);
    expect(calls).toHaveLength(2);
    expect(calls).toContainEqual(
      expect.objectContaining({
        failed: true,
        attributes: expect.objectContaining({ "gatewayz.outcome": "interrupted" }),
      }),
    );
    expect(calls).toContainEqual(
      expect.objectContaining({ attributes: expect.objectContaining({ "error.type": "cancelled" }) }),
    );
    const requests = spans.filter(({ kind }) => kind === 2).map(({ attributes }) => attributes["gatewayz.aborted"]);
    expect(requests.sort()).toEqual([true, undefined]);
  });

  it("are not created, and gateways get no traceparent, when not configured", async () => {
    server = await startChatServer(two());
    const response = await server.post(ask(), {
      headers: {
        authorization: `Bearer ${server.key}`,
        "content-type": "application/json",
        traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      },
    });
    expect(response.status).toBe(200);
    expect(server.upstream.calls.map(({ headers }) => headers.traceparent)).toEqual([undefined]);
  });
});

describe("the log", () => {
  it("has one line per request: for a chat, the chat's; for others, route, status, and time", async () => {
    const kept = logWith();
    server = await startChatServer(two(), { log: kept.log });
    const { url, key } = server;
    const id = (n: number) => ({ "x-request-id": `request-${n}` });
    await (await server.post(ask(), { headers: { authorization: `Bearer ${key}`, ...id(1) } })).text();
    await (await server.post(ask({ stream: true }), { headers: { authorization: `Bearer ${key}`, ...id(2) } })).text();
    await server.post(ask({ model: "nobody/none" }), { headers: { authorization: `Bearer ${key}`, ...id(3) } });
    await server.post(ask(), { headers: { authorization: "Bearer gw_wrong", ...id(4) } });
    await fetch(`${url}/v1/models/nobody%40example.com`, { headers: id(5) });
    await fetch(`${url}/healthz`, { headers: id(6) });
    await fetch(`${url}/v1/keys`, { headers: { authorization: `Bearer ${key}`, ...id(7) } });
    for (const n of [1, 2, 3, 4, 5, 7]) await kept.until(({ requestId }) => requestId === `request-${n}`);
    const lines = kept.lines.filter(({ requestId }) => String(requestId).startsWith("request-"));
    lines.sort((a, b) => String(a.requestId).localeCompare(String(b.requestId)));
    expect(lines).toMatchObject([
      { requestId: "request-1", msg: "chat", gateway: "groq", outcome: "ok", promptTokens: 7, keyId: 1 },
      { requestId: "request-2", msg: "chat", stream: true, firstTokenMs: expect.any(Number) },
      { requestId: "request-3", msg: "request", status: 404, errorType: "model_not_found", keyId: 1 },
      { requestId: "request-4", msg: "request", status: 401, errorType: "authentication" },
      { requestId: "request-5", msg: "request", method: "GET", status: 404, ms: expect.any(Number) },
      { requestId: "request-7", msg: "request", route: "/v1/keys", status: 200 },
    ]);
  });

  it("has no prompt, answer, key, or email, even at its most verbose level and on failures", async () => {
    const kept = logWith("debug");
    server = await startChatServer(two(), { log: kept.log });
    const { harness, url, key } = server;
    const email = "someone@example.com";
    const who = { issuer: "test", subject: "x", auth_method: "email", display_name: "Some Body", email_verified: true };
    await harness.auth.accounts.signIn({ ...who, email }, new Date().toISOString());
    const authorization = `Bearer ${key}`;
    for (const script of ["ok", "malformed", "401", "errorEvent", "cutMid"] as const)
      for (const stream of [false, true]) {
        for (const gateway of ["groq", "together"]) server.upstream.script(gateway, script);
        await (await server.post(ask({ stream }))).text();
      }
    const put = { method: "PUT", headers: { authorization, "content-type": "application/json" } };
    await fetch(`${url}/v1/gateway-keys/groq`, { ...put, body: JSON.stringify({ key: "own-key-of-a-person" }) });
    await fetch(`${url}/v1/models?q=${encodeURIComponent(PROMPT)}`, { headers: { authorization } });
    await fetch(`${url}/v1/models/${encodeURIComponent(email)}`, { headers: { authorization } });
    await fetch(`${url}/auth`, { method: "POST", body: JSON.stringify({ token: "local:SECRET-CODE", email }) });
    await fetch(`${url}/v1/chat/completions`, { method: "POST", headers: { authorization }, body: `{"${PROMPT}` });
    await harness.chat.flush();
    harness.auth.state.db.destroy();
    await fetch(`${url}/v1/account`, { headers: { authorization, "x-request-id": "the-last" } });
    await kept.until(({ requestId, msg }) => requestId === "the-last" && msg === "request");
    expect(kept.lines.length).toBeGreaterThan(10);
    for (const secret of [PROMPT, "Hello", key, email, "Some Body", "own-key-of-a-person", "SECRET-CODE", "key-groq"])
      expect(kept.text()).not.toContain(secret);
  });
});

describe("a page", () => {
  it("is logged only with its first path segment, and counted", async () => {
    const kept = logWith();
    const metrics = new Metrics();
    const pages = createServer((request, response) => {
      response.setHeader("x-request-id", request.url ?? "");
      observePage({ log: kept.log, metrics }, request, response);
      response.writeHead(request.url?.includes("none") ? 404 : 200).end();
    });
    await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    for (const path of [`/chat?prompt=${encodeURI(PROMPT)}`, "/chat/shared/a-token", "/none", "/_next/static/x.js"])
      await fetch(url + path);
    await kept.until(({ route }) => route === "/none");
    expect(kept.lines.map(({ msg, route, status }) => [msg, route, status])).toEqual([
      ["page", "/chat", 200],
      ["page", "/chat", 200],
      ["page", "/none", 404],
    ]);
    expect(JSON.stringify(kept.lines.map(({ requestId: _, ...line }) => line))).not.toMatch(/prompt|token/);
    expect(await metrics.read()).toContain('_count{method="GET",route="page",status="200"} 2');
    pages.closeAllConnections();
    pages.close();
  });
});
