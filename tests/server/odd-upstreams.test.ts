import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chunk } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const RUNS = 150;
const MODELS = 300;
const modelOf = (n: number) => `lab/odd-model-${n}x`;
let runs = 0;

const number = fc.oneof(
  fc.constantFrom(
    "-1",
    "1e999",
    "-1e999",
    "0",
    "-0",
    "3",
    "2.5",
    "9007199254740993",
    "1e300",
    '"12"',
    '"-4"',
    '"1e999"',
  ),
  fc.constantFrom("null", "true", "[]", "{}", '""', '"many"'),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const field = fc.constantFrom(
  "prompt_tokens",
  "completion_tokens",
  "total_tokens",
  "cost",
  "prompt_tokens_details",
  "x",
);
/** JSON text, since an object could not hold 1e999. */
const usage = fc.oneof(
  fc
    .uniqueArray(fc.tuple(field, number), { selector: ([name]) => name, minLength: 4, maxLength: 6 })
    .map((all) => `{${all.map(([name, value]) => `"${name}":${value}`).join(",")}}`),
  number,
);
const header = fc.record({
  "content-type": fc.constantFrom(
    "text/event-stream",
    "application/json",
    "text/plain",
    "TEXT/EVENT-STREAM; charset=x",
    "",
  ),
  "retry-after": fc.constantFrom("-1", "1e999", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT", "soon", ""),
  "x-request-id": fc.constantFrom("", "a b", "x".repeat(2_000)),
});
const event = fc.oneof(
  fc.constantFrom(
    "data:\n\n",
    ": note\n\n",
    "data: [DONE]\n\n",
    "data: {\n\n",
    "data: null\n\n",
    "event: ping\n\n",
    "\r\n\r\n",
  ),
  fc.json({ maxDepth: 3 }).map((json) => `data: ${json}\n\n`),
  fc.json({ maxDepth: 2 }).map((json) => `data: {"choices":[{"delta":${json},"index":${json}}]}\n\n`),
  fc.json({ maxDepth: 2 }).map((json) => `data: {"choices":${json},"error":${json}}\n\n`),
  fc.constant(chunk("m", { content: "<|endoftext|>" })),
  fc.constant(chunk("m", {}, "stop")),
  usage.map((json) => `data: {"choices":[],"usage":${json}}\n\n`),
);
const answer = fc.record({
  stream: fc.boolean(),
  status: fc.constantFrom(200, 200, 200, 200, 200, 200, 200, 200, 200, 204, 302, 400, 404, 429, 500, 503),
  headers: header,
  usage,
  events: fc.array(event, { maxLength: 6 }),
  cut: fc.constantFrom(false, false, false, true),
});

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer(
    Array.from({ length: MODELS + 1 }, (_, n) => chatOffer("groq", modelOf(n))),
    { times: { silenceMs: 500, keepAliveMs: 100 }, variables: { METRICS_PUBLIC: "1" } },
  );
});
afterAll(() => server.stop());

describe("whatever a gateway sends", () => {
  it("the process survives, every client gets an end, and no implausible count is recorded", async () => {
    const survives = fc.asyncProperty(answer, async ({ stream, status, headers, usage, events, cut }) => {
      server.upstream.script("groq", (call, response) => {
        const sent = Object.entries(headers).filter(([, value]) => value !== "");
        response.writeHead(status, Object.fromEntries(sent));
        const whole = `{"id":"x","choices":[{"index":0,"message":{"content":"<|endoftext|>"},"finish_reason":"stop"}],"usage":${usage}}`;
        response.write(call.body.stream ? events.join("") : whole);
        if (cut) response.destroy();
        else response.end();
      });
      // A model of its own for each, so that no circuit breaker is open.
      const response = await server.post({
        model: modelOf(runs++ % MODELS),
        stream,
        messages: [{ role: "user", content: "hi" }],
      });
      const text = await response.text();
      if (response.status !== 200)
        expect(JSON.parse(text)).toMatchObject({ error: { request_id: expect.any(String) } });
      else if (!stream) expect(JSON.parse(text).choices).toBeInstanceOf(Array);
    });
    await fc.assert(survives, { numRuns: RUNS, seed: 15 });
    const counts = (await server.usage()).flatMap((row) => [
      row.prompt_tokens,
      row.completion_tokens,
      row.cached_tokens,
      row.cost_usd,
    ]);
    expect(counts.filter((count) => count !== null && !(count >= 0 && Number.isFinite(count)))).toEqual([]);
    expect(counts.length).toBeGreaterThan(RUNS);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
  });

  it("an estimate reads special tokens as text, and long runs in bounded time", async () => {
    server.upstream.script("groq", "noUsage");
    const content = `<|endoftext|>${"a".repeat(50_000)}`;
    const response = await server.post({
      model: modelOf(MODELS),
      messages: [{ role: "user", content: content.slice(0, 40_000) }],
    });
    const { usage } = (await response.json()) as { usage: { prompt_tokens: number; estimated: boolean } };
    expect(usage).toMatchObject({ estimated: true });
    expect(usage.prompt_tokens).toBeGreaterThan(4_000);
  });
});
