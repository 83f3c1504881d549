import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import { listHeader } from "@/lib/server/middleware/head";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeAll(async () => {
  process.on("unhandledRejection", note);
  server = await startChatServer([chatOffer("groq", "lab/m1"), chatOffer("fireworks", "lab/n1")], {
    nativeGateway: true,
  });
});
afterAll(async () => {
  process.off("unhandledRejection", note);
  await server.stop();
});
beforeEach(() => {
  server.upstream.calls.length = 0;
});
afterEach(() => expect(unhandled).toEqual([]));

const post = (path: string, body: object) =>
  fetch(server.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
    body: JSON.stringify({ model: "lab/m1", ...body }),
  });
const MESSAGE = { max_tokens: 5, messages: [{ role: "user", content: "hi" }] };
const said = (...blocks: object[]) => ({ ...MESSAGE, messages: [{ role: "user", content: blocks }] });
const TEXT = { type: "text", text: "hi" };
const USER = { role: "user", content: "hi" };

describe.each(["a\nx-evil: 1", "é€", "a,b\u0000"])("a part of a request that is ignored and called %j", (type) => {
  it.each<[string, string, object]>([
    ["a tool of Messages", "/v1/messages", { ...MESSAGE, tools: [{ type, name: "x" }] }],
    ["a block of Messages", "/v1/messages", said(TEXT, { type })],
    ["a tool of Responses", "/v1/responses", { input: "x", tools: [{ type, name: "x" }] }],
    ["an item of Responses", "/v1/responses", { input: [USER, { type }] }],
    ["a tool of a chat", "/v1/chat/completions", { messages: [USER], tools: [{ type }] }],
  ])("is named without breaking the answer: %s", async (_, path, body) => {
    const answer = await post(path, body);
    expect([answer.status, answer.headers.get("x-evil")]).toEqual([200, null]);
    expect(answer.headers.get("x-gatewayz-ignored")).toMatch(/^(?:tools|messages|input)[\x21-\x7e]*$/);
    await answer.text();
  });
});

describe("a part of a request that a translation cannot carry", () => {
  it.each<[string, object, string]>([
    ["/v1/messages", { ...MESSAGE, seed: 5, stop: ["x"], logit_bias: null }, "seed, stop"],
    ["/v1/messages", { ...MESSAGE, transforms: ["middle-out"], response_format: {} }, "transforms, response_format"],
    ["/v1/responses", { input: "hi", n: 2, stop: "x", seed: null }, "n, stop"],
    ["/v1/responses", { input: "hi", context_management: [{ type: "compaction" }] }, "context_management"],
    [
      "/v1/messages",
      said({ type: "document", source: { type: "text", data: "x" }, citations: { enabled: true } }),
      "messages.citations",
    ],
  ])("is named: %s %j", async (path, body, names) => {
    const answer = await post(path, body);
    expect([answer.status, answer.headers.get("x-gatewayz-ignored")]).toEqual([200, names]);
    await answer.text();
  });

  it.each<[string, object]>([
    ["/v1/messages", { ...MESSAGE, betas: ["x"], metadata: {}, cache_control: { type: "ephemeral" }, stream: false }],
    ["/v1/messages", said({ type: "document", source: { type: "text", data: "x" }, citations: { enabled: false } })],
    [
      "/v1/responses",
      {
        input: "hi",
        include: ["reasoning.encrypted_content"],
        max_tool_calls: 3,
        prompt_cache_retention: "24h",
        client_metadata: {},
      },
    ],
  ])("is not one that changes nothing: %s %j", async (path, body) => {
    const answer = await post(path, body);
    expect([answer.status, answer.headers.get("x-gatewayz-ignored")]).toEqual([200, null]);
    await answer.text();
  });
});

describe("the names of what was ignored", () => {
  it("fit into a header, however many they are", async () => {
    const names = Array.from({ length: 5_000 }, (_, n) => `tools.${"x".repeat(50)}${n}`);
    expect(listHeader(names).length).toBeLessThan(2_500);
    expect(listHeader(names)).toMatch(/, and 4968 more$/);
    const answer = await post("/v1/messages", said(TEXT, ...names.map((type) => ({ type }))));
    expect(answer.status).toBe(200);
    await answer.text();
  });

  it("are named once", () => {
    expect(listHeader(["plugins", "route", "plugins"])).toBe("plugins, route");
  });
});

describe.each<[string, object]>([
  ["/v1/messages", MESSAGE],
  ["/v1/responses", { input: "hi" }],
])("the routing fields of %s", (path, body) => {
  it.each<[string, object]>([
    ["provider", { provider: "groq" }],
    ["provider", { provider: { only: 5 } }],
    ["provider", { provider: { order: [5] } }],
    ["provider", { provider: { ignore: {} } }],
    ["provider", { provider: { quantizations: 5 } }],
    ["provider", { provider: { sort: 5 } }],
    ["provider", { provider: { max_price: "low" } }],
    ["models", { models: 5 }],
    ["models", { models: [5] }],
    ["models", { models: Array(51).fill("lab/m1") }],
    ["model", { model: "x".repeat(401) }],
  ])("are checked as those of a chat: %s %j", async (param, given) => {
    const answer = await post(path, { ...body, ...given });
    const { error } = (await answer.json()) as ErrorBody;
    expect([answer.status, error.message.startsWith(param)]).toEqual([400, true]);
  });

  it("reach their gateway", async () => {
    const answer = await post(path, { ...body, model: "lab/none", models: ["lab/m1"], provider: { only: ["groq"] } });
    expect(answer.status).toBe(200);
  });
});

const COSTLY = {
  plugins: [{ id: "web" }],
  web_search_options: {},
  service_tier: "priority",
  speed: "fast",
};
const NAMES = "plugins, web_search_options, service_tier, speed";
const message = { type: "message", role: "assistant", content: [], usage: { input_tokens: 1, output_tokens: 1 } };
const response = { object: "response", status: "completed", output: [], usage: { input_tokens: 1, output_tokens: 1 } };

describe.each<[string, object, object]>([
  ["messages", MESSAGE, message],
  ["responses", { input: "hi" }, response],
])("costly fields of %s", (name, body, reply) => {
  beforeEach(() => server.upstream.script("fireworks", (_, to) => void to.end(JSON.stringify(reply))));
  const sent = () => server.upstream.calls.at(-1)?.body ?? {};

  it.each(["lab/n1", "lab/m1"])("are removed and named when the operator pays: %s", async (model) => {
    const answer = await post(`/v1/${name}`, { ...body, ...COSTLY, model });
    expect([answer.status, answer.headers.get("x-gatewayz-ignored")?.split(", ").toSorted()]).toEqual([
      200,
      NAMES.split(", ").toSorted(),
    ]);
    for (const field of Object.keys(COSTLY)) expect(sent()).not.toHaveProperty(field);
    await answer.text();
  });

  it("are passed on with the caller's own key", async () => {
    const url = `${server.url}/v1/gateway-keys/fireworks`;
    const headers = { authorization: `Bearer ${server.key}` };
    await fetch(url, { method: "PUT", headers, body: JSON.stringify({ key: "a-key-of-my-own" }) });
    const answer = await post(`/v1/${name}`, { ...body, ...COSTLY, model: "lab/n1" });
    await fetch(url, { method: "DELETE", headers });
    expect(sent()).toMatchObject(COSTLY);
    expect(answer.headers.get("x-gatewayz-ignored")).toBeNull();
  });

  it("include what only other gateways take", async () => {
    const answer = await post(`/v1/${name}`, { ...body, transforms: ["middle-out"], model: "lab/n1:online" });
    expect(answer.headers.get("x-gatewayz-ignored")).toBe("transforms, :online");
    expect(sent()).toMatchObject({ model: "lab/n1" });
    expect(sent()).not.toHaveProperty("transforms");
  });
});
