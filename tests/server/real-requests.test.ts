import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import { apiTarget } from "@/lib/net/api-paths";
import { parseExact, stringifyExact } from "@/lib/net/exact-json";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/real-model";
const messages = [{ role: "user", content: "hi" }];
let server: ChatServer;
let sent: string;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL), chatOffer("together", MODEL)]);
});
afterAll(() => server.stop());

const post = (body: string | Buffer, headers: Record<string, string> = {}, path = "/v1/chat/completions") =>
  fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${server.key}`, ...headers },
    body: body as string,
  });
const plain = JSON.stringify({ model: MODEL, messages });
const statusOf = async (more: object) => (await server.post({ model: MODEL, messages, ...more })).status;

describe("fields sent without a value", () => {
  it("count as absent", async () => {
    const none = {
      order: null,
      only: null,
      ignore: null,
      sort: null,
      max_price: null,
      require_parameters: null,
      allow_fallbacks: null,
    };
    for (const more of [
      { provider: null },
      { provider: none },
      { models: null },
      { stream: null, tools: null, n: null, max_tokens: null },
    ])
      expect([more, await statusOf(more)]).toEqual([more, 200]);
    expect(await statusOf({ provider: { max_price: { prompt: null, completion: null } } })).toBe(200);
  });

  it("may name the sort order as an object", async () => {
    expect(await statusOf({ provider: { sort: { by: "price", partition: "model" } } })).toBe(200);
    expect(await statusOf({ provider: { sort: { by: null } } })).toBe(200);
    expect(await statusOf({ provider: { sort: { by: "luck" } } })).toBe(400);
  });
});

describe("the path of a chat", () => {
  it.each([
    "/v1/chat/completions/",
    "//v1/chat/completions",
    "/v1//chat/completions",
    "/chat/completions",
    "/chat/completions/?x=1",
  ])("may be written %s", async (path) => {
    expect((await post(plain, {}, path)).status).toBe(200);
  });

  it("belongs to chats only, and other paths keep theirs", () => {
    expect(apiTarget("/v1/models/")).toBe("/v1/models");
    expect(apiTarget("//v1//models/a//b?x=//")).toBe("/v1/models/a//b?x=//");
    expect(apiTarget("/healthz/")).toBe("/healthz");
    expect(apiTarget("/models//x/")).toBe("/models//x/");
    expect(apiTarget("/")).toBe("/");
  });
});

describe("the path of a call", () => {
  it.each([
    ["/v1/v1/messages?beta=true", "/v1/messages?beta=true"],
    ["/v1/v1/messages/count_tokens", "/v1/messages/count_tokens"],
    ["/v1/v1/v1/chat/completions", "/v1/chat/completions"],
    ["/v1/v1/models/", "/v1/models"],
    ["/v1/v1/models/lab/v1/x", "/v1/models/lab/v1/x"],
    ["/responses", "/v1/responses"],
    ["/responses/resp_1/input_items", "/v1/responses/resp_1/input_items"],
    ["/messages/count_tokens/", "/v1/messages/count_tokens"],
    ["/embeddings?x=1", "/v1/embeddings?x=1"],
    ["/completions", "/v1/completions"],
  ])("may be written %s", (path, target) => {
    expect(apiTarget(path)).toBe(target);
  });

  it.each(["/messagesx", "/chat/completed", "/chat/completions-x", "/v1/v1", "/v1/models/v1/v1/x", "/use/v1/v1/x"])(
    "is none of %s",
    (path) => {
      expect(apiTarget(path)).toBe(path);
    },
  );

  it("leads to the same answers", async () => {
    expect((await post(plain, {}, "/v1/v1/chat/completions")).status).toBe(200);
    const message = JSON.stringify({ model: MODEL, messages, max_tokens: 9 });
    for (const path of ["/messages", "/v1/v1/messages?beta=true"])
      expect(await (await post(message, {}, path)).json()).toMatchObject({ type: "message", stop_reason: "end_turn" });
  });
});

describe("an API key", () => {
  it("may be sent as x-api-key", async () => {
    expect((await post(plain, { authorization: "", "x-api-key": server.key })).status).toBe(200);
    expect((await post(plain, { authorization: "", "x-api-key": "wrong" })).status).toBe(401);
    const usage = await fetch(`${server.url}/v1/usage`, { headers: { "x-api-key": server.key } });
    expect(usage.status).toBe(200);
  });
});

describe("a request body", () => {
  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["GZIP", gzipSync],
  ] as const)("may be encoded as %s", async (encoding, encode) => {
    expect((await post(encode(plain), { "content-encoding": encoding })).status).toBe(200);
  });

  it("is measured decoded, and must match its encoding", async () => {
    const huge = gzipSync(JSON.stringify({ model: MODEL, messages: [{ role: "user", content: "x".repeat(31e6) }] }));
    expect((await post(huge, { "content-encoding": "gzip" })).status).toBe(413);
    const wrong = await post(plain, { "content-encoding": "gzip" });
    expect([wrong.status, ((await wrong.json()) as ErrorBody).error.message]).toEqual([
      400,
      expect.stringContaining("not valid gzip"),
    ]);
    expect((await post(plain, { "content-encoding": "zstd" })).status).toBe(400);
  });

  it("may start with a byte order mark", async () => {
    expect((await post(`\uFEFF${plain}`)).status).toBe(200);
  });
});

describe("big integers", () => {
  it("reach the gateway digit for digit", async () => {
    server.upstream.script("groq", (call, response) => {
      sent = call.text;
      response.writeHead(400).end("{}");
    });
    const schema =
      '{"type":"object","properties":{"n":{"type":"integer","minimum":-9223372036854775808,"maximum":18446744073709551615}}}';
    await post(
      `{"model":"${MODEL}","provider":{"only":["groq"]},"messages":[{"role":"user","content":"12345678901234567890"}],"seed":9007199254740993,"temperature":0.1234567890123456789,"tools":[{"type":"function","function":{"name":"f","parameters":${schema}}}]}`,
    );
    expect(sent).toContain('"seed":9007199254740993');
    expect(sent).toContain(schema);
    expect(sent).toContain('"12345678901234567890"');
    expect(sent).not.toContain('"provider"');
  });

  it("change no other values", () => {
    const text = '{"a":[1,-2.5,1e3,"9007199254740993",null,true,{"b":9007199254740993}],"c":"\\u00e9"}';
    expect(stringifyExact(parseExact(text) as object)).toBe(
      '{"a":[1,-2.5,1000,"9007199254740993",null,true,{"b":9007199254740993}],"c":"é"}',
    );
    expect(() => parseExact('{"a":1e999}')).toThrow("too large");
    expect(Object.keys(parseExact('{"__proto__":12345678901234567890}') as object)).toEqual(["__proto__"]);
  });
});

describe("a request with thousands of levels", () => {
  it("gets an error in our format", async () => {
    const deep = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
    const response = await post(`{"model":"${MODEL}","messages":[{"role":"user","content":"hi"}],"metadata":${deep}}`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as ErrorBody).error).toMatchObject({
      error_type: "invalid_request",
      request_id: expect.any(String),
    });
  });
});
