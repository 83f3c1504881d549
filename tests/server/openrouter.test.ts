import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/able-model";
let server: ChatServer;

beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL), chatOffer("together", MODEL, { quantization: "fp8" })]);
});
afterAll(() => server.stop());
beforeEach(() => server.upstream.script("groq", "ok"));

async function get(path: string, key = server.key) {
  const response = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${key}` } });
  return { status: response.status, body: (await response.json()) as { data: Record<string, unknown> } };
}

describe("the endpoints of OpenRouter's clients", () => {
  it("count models and name gateways", async () => {
    expect((await get("/v1/models/count")).body).toEqual({ data: { count: 1 } });
    expect((await get("/v1/providers")).body.data).toContainEqual(
      expect.objectContaining({ name: "Groq", slug: "groq", operator_key: true }),
    );
  });

  it("list a model's offers as endpoints", async () => {
    const { body } = await get(`/v1/models/${MODEL}/endpoints`);
    expect(body.data).toMatchObject({ id: MODEL });
    expect(body.data.endpoints).toContainEqual(
      expect.objectContaining({
        provider_name: "Together",
        tag: "together",
        quantization: "fp8",
        context_length: 8_192,
        pricing: { prompt: "0.000002", completion: "0.000002" },
        status: 0,
      }),
    );
    expect((await get("/v1/models/lab/nothing/endpoints")).status).toBe(404);
  });

  it("give the uptime of the last 30 minutes", async () => {
    const { live } = server.harness.chat;
    const quiet = { gateway: "together", nativeId: MODEL, firstTokenMs: null, tokensPerSecond: null };
    const add = (minutesAgo: number, failed: boolean) => {
      for (let i = 0; i < 20; i++) live.add({ ...quiet, at: Date.now() - minutesAgo * 60_000, failed });
    };
    add(45, true);
    add(10, false);
    const { body } = await get(`/v1/models/${MODEL}/endpoints`);
    expect(body.data.endpoints).toContainEqual(expect.objectContaining({ tag: "together", uptime_last_30m: 100 }));
    expect(live.of("together", MODEL)?.uptime).toBe(0.5);
  });

  it.each<[string, object]>([
    ["/v1/chat/completions", { messages: [{ role: "user", content: "hi" }] }],
    ["/v1/responses", { input: "hi" }],
    ["/v1/messages", { messages: [{ role: "user", content: "hi" }], max_tokens: 5 }],
  ])("find a call of %s by the ID of its answer, whole or streamed", async (path, body) => {
    const key = await server.harness.key({ subject: "generations" });
    for (const stream of [false, true]) {
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      const sent = JSON.stringify({ model: MODEL, stream, ...body });
      const text = await (await fetch(server.url + path, { method: "POST", headers, body: sent })).text();
      await server.usage();
      const id = /"id":"((?:chatcmpl-|resp_|msg_)[^"]+)"/.exec(text)?.[1];
      const { data } = (await get(`/v1/generation?id=${id}`, key)).body;
      expect(data).toMatchObject({ model: MODEL, streamed: stream, tokens_prompt: 7 });
    }
  });

  it("return what a key has spent, and null when it has no limit", async () => {
    const response = await server.post({ model: MODEL, messages: [{ role: "user", content: "hi" }] });
    await response.text();
    await server.usage();
    const { body } = await get("/v1/key");
    expect(body.data).toMatchObject({ limit: null, limit_remaining: null, usage: 0.000013, usage_daily: 0.000013 });
    expect((await get("/v1/credits")).body.data).toEqual({
      total_credits: null,
      total_usage: 0.000013,
      note: "This API key has no spend limit.",
    });
    const generation = await get(`/v1/generation?id=${response.headers.get("x-request-id")}`);
    expect(generation.body.data).toMatchObject({
      model: MODEL,
      provider_name: "groq",
      total_cost: 0.000013,
      tokens_prompt: 7,
      tokens_completion: 3,
      streamed: false,
      cancelled: false,
    });
  });

  it("return 404 for another account's call, and 401 without a key", async () => {
    expect((await get("/v1/generation?id=nothing")).status).toBe(404);
    expect((await get("/v1/key", "gw_live_nothing")).status).toBe(401);
    expect((await get("/v1/credits", "")).status).toBe(401);
  });
});

describe("the list of models for OpenRouter's SDK", () => {
  it("has every field that it validates, and -1 for an unknown price", async () => {
    const response = await fetch(`${server.url}/v1/models`, {
      headers: { "user-agent": "speakeasy-sdk/typescript 1.3.19 @openrouter/sdk" },
    });
    const { data, links, total_count } = (await response.json()) as {
      data: Record<string, unknown>[];
      links: { next: string | null };
      total_count: number;
    };
    expect({ next: links.next, total_count }).toEqual({ next: null, total_count: 1 });
    expect(data[0]).toMatchObject({
      id: MODEL,
      canonical_slug: MODEL,
      created: expect.any(Number),
      pricing: { prompt: expect.any(String), completion: expect.any(String) },
      architecture: { modality: expect.any(String) },
      top_provider: { is_moderated: false },
      supported_voices: null,
      per_request_limits: null,
      default_parameters: null,
      links: { details: `/v1/models/${MODEL}/endpoints` },
    });
  });
});

describe("the call of another key", () => {
  it("is found by a key that came with a login, and by no key for an app", async () => {
    const response = await server.post({ model: MODEL, messages: [{ role: "user", content: "hi" }] });
    await response.text();
    await server.harness.chat.flush();
    const path = `/v1/generation?id=${response.headers.get("x-request-id")}`;
    expect((await get(path)).status).toBe(200);
    expect((await get(path, await server.harness.key())).status).toBe(200);
    expect((await get(path, await server.harness.key({ scopes: ["chat", "read"] }))).status).toBe(404);
    expect((await get(path, await server.harness.key({ subject: "a stranger" }))).status).toBe(404);
  });
});
