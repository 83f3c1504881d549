import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import type { NewKeyAnswer } from "@/lib/contract/key";
import type { Offer } from "@/lib/contract/offer";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/embed-one";
const architecture = { input_modalities: ["text"], output_modalities: ["embeddings"] };
const pricing = (prompt: string) => ({ prompt, completion: null });
const embedder = (gateway: string, id: string, facts: Partial<Offer> = {}) =>
  chatOffer(gateway, id, { architecture, pricing: pricing("0.000001"), ...facts });

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([
    embedder("groq", MODEL, { pricing: pricing("0.000002") }),
    embedder("together", MODEL),
    embedder("groq", "lab/quantized", { quantization: "fp16", pricing: pricing("0.000009") }),
    embedder("together", "lab/quantized", { quantization: "int8" }),
    embedder("together", "lab/coded"),
    embedder("together", "lab/shortened"),
    chatOffer("groq", "lab/chatty"),
  ]);
});
afterAll(() => server.stop());

/** Answers with vectors of this many dimensions, each beginning with its place. */
const vectors = (dimensions: number, more: object = {}) => {
  return (call: { body: Record<string, unknown> }, response: { end(text: string): void }) => {
    const { input } = call.body;
    const count = Array.isArray(input) && typeof input[0] !== "number" ? input.length : 1;
    const data = Array.from({ length: count }, (_, index) => ({
      object: "embedding",
      index,
      embedding: [index, ...Array.from({ length: dimensions - 1 }, () => 0.5)],
    }));
    const usage = { prompt_tokens: 5, total_tokens: 5 };
    response.end(JSON.stringify({ object: "list", model: call.body.model, data, usage, ...more }));
  };
};
const scriptBoth = (script: ReturnType<typeof vectors>) => {
  for (const gateway of ["groq", "together"]) server.upstream.script(gateway, script as never);
};
beforeEach(() => {
  server.upstream.calls.length = 0;
  scriptBoth(vectors(4));
});

const post = (body: object, key = server.key, path = "/v1/embeddings") =>
  fetch(server.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
interface Embeddings {
  object: string;
  data: { object: string; index: number; embedding: number[] | string }[];
  usage: Record<string, unknown>;
  gatewayz: { gateway: string };
}
const embed = async (body: object) => {
  const answer = await post({ model: MODEL, ...body });
  return { answer, status: answer.status, body: (await answer.json()) as Embeddings & ErrorBody };
};

describe("embeddings", () => {
  it("use the cheapest suitable offer, with usage and cost as recorded", async () => {
    const { answer, body } = await embed({ input: "hello", user: "someone" });
    expect(body.data).toEqual([{ object: "embedding", index: 0, embedding: [0, 0.5, 0.5, 0.5] }]);
    expect(body.usage).toEqual({ prompt_tokens: 5, total_tokens: 5, cost: 0.000005, cost_source: "computed" });
    expect(answer.headers.get("x-gatewayz-gateway")).toBe("together");
    expect(server.upstream.calls[0]).toMatchObject({
      path: "/v1/embeddings",
      body: { model: MODEL, input: "hello", user: "someone" },
    });
    expect(server.upstream.calls[0]?.body).not.toHaveProperty("messages");
    expect((await server.usage())[0]).toMatchObject({
      model: MODEL,
      prompt_tokens: 5,
      completion_tokens: 0,
      cost_usd: 0.000005,
      outcome: "ok",
    });
  });

  it.each<[string, unknown, number]>([
    ["a batch of texts", ["a", "b", "c"], 3],
    ["tokens", [1, 2, 3], 1],
    ["a batch of tokens", [[1, 2], [3]], 2],
  ])("are in the order of the inputs for %s, as floats and as base64", async (_, input, count) => {
    const floats = await embed({ input, encoding_format: "float" });
    expect(floats.body.data.map(({ index, embedding }) => [index, embedding[0]])).toEqual(
      Array.from({ length: count }, (_, at) => [at, at]),
    );
    expect(server.upstream.calls[0]?.body.input).toEqual(input);
    const { body } = await embed({ input, encoding_format: "base64" });
    const decoded = body.data.map(({ embedding }) => {
      const bytes = Buffer.from(String(embedding), "base64");
      return [...new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))];
    });
    expect(decoded).toEqual(floats.body.data.map(({ embedding }) => embedding));
  });

  it("are sorted, and decoded when a gateway sends base64", async () => {
    const bytes = (value: number) => Buffer.from(new Float32Array([value, 0.25]).buffer).toString("base64");
    const data = [1, 0].map((index) => ({ index, embedding: bytes(index) }));
    server.upstream.script("together", (_, response) => void response.end(JSON.stringify({ data })));
    const { body } = await embed({ input: ["a", "b"], model: "lab/coded" });
    expect(body.data.map(({ embedding }) => embedding)).toEqual([
      [0, 0.25],
      [1, 0.25],
    ]);
    expect(body.usage).toMatchObject({ estimated: true, prompt_tokens: expect.any(Number) });
    expect(body.usage.prompt_tokens).toBeGreaterThan(0);
  });

  it("stay in order where a gateway numbers all of them 0", async () => {
    const unnumbered = [1, 2, 3].map((first) => ({ object: "embedding", index: 0, embedding: [first, 0.5, 0.5, 0.5] }));
    scriptBoth(vectors(4, { data: unnumbered }));
    const { data } = (await (await post({ model: MODEL, input: ["a", "b", "c"] })).json()) as {
      data: { index: number; embedding: number[] }[];
    };
    expect(data.map(({ index, embedding }) => [index, embedding[0]])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it("use another offer of the model when one fails", async () => {
    server.upstream.script("together", "500");
    const { answer, body } = await embed({ input: "hello" });
    expect([answer.status, body.gatewayz.gateway]).toEqual([200, "groq"]);
  });

  it("never use another quantization, unless it is requested", async () => {
    const first = await embed({ model: "lab/quantized", input: "hello" });
    expect(first.body.gatewayz.gateway).toBe("groq");
    server.upstream.script("groq", "500");
    const { status } = await embed({ model: "lab/quantized", input: "hello" });
    expect(status).toBeGreaterThanOrEqual(500);
    const named = await embed({ model: "lab/quantized", input: "hello", provider: { quantizations: ["int8"] } });
    expect([named.status, named.body.gatewayz.gateway]).toEqual([200, "together"]);
    const none = await embed({ model: "lab/quantized", input: "hello", provider: { quantizations: ["fp4"] } });
    expect([none.status, none.body.error.message]).toEqual([404, expect.stringContaining("its quantization is fp16")]);
  });

  it("never use another model: fallbacks are reported as ignored", async () => {
    scriptBoth(((_: unknown, response: { writeHead(status: number): { end(): void } }) =>
      response.writeHead(500).end()) as never);
    const { answer } = await embed({ model: MODEL, models: ["lab/quantized"], input: "hello" });
    expect(answer.ok).toBe(false);
    expect(new Set(server.upstream.calls.map(({ body }) => body.model))).toEqual(new Set([MODEL]));
    scriptBoth(vectors(4));
    const good = await post({ model: "lab/quantized", models: ["lab/embed-one"], input: "hello", provider: {} });
    expect(good.headers.get("x-gatewayz-ignored")).toBe("models");
  });

  it("have the requested dimensions, or are rejected", async () => {
    server.upstream.script("together", vectors(8) as never);
    const { status, body } = await embed({ input: "hello", dimensions: 4 });
    expect([status, body.gatewayz.gateway]).toEqual([200, "groq"]);
    expect(server.upstream.calls.map((call) => call.body.dimensions)).toEqual([4, 4]);
    const none = await embed({ input: "hello", dimensions: 2 });
    expect([none.status, none.body.error.message]).toEqual([
      400,
      expect.stringMatching(/of \d dimensions instead of 2/),
    ]);
  });

  it("have the model's previous dimensions, whichever offer answers", async () => {
    expect((await embed({ input: "hello" })).status).toBe(200);
    server.upstream.script("together", vectors(8) as never);
    const { body } = await embed({ input: "hello" });
    expect([body.gatewayz.gateway, body.data[0]?.embedding.length]).toEqual(["groq", 4]);
  });

  it.each<[string, object, string]>([
    ["no input", {}, "input"],
    ["an empty text", { input: "" }, "input"],
    ["a mixed list", { input: ["a", 1] }, "input"],
    ["too many texts", { input: Array(2_049).fill("a") }, "input"],
    ["no number of dimensions", { input: "a", dimensions: 0 }, "dimensions"],
    ["an unknown format", { input: "a", encoding_format: "hex" }, "encoding_format"],
  ])("are refused for %s", async (_, body, param) => {
    const refused = await embed(body);
    expect([refused.status, refused.body.error.param]).toEqual([400, param]);
  });

  it("reject chat models, and chats reject embedding models", async () => {
    const { status, body } = await embed({ model: "lab/chatty", input: "hello" });
    expect([status, body.error.message]).toEqual([404, expect.stringContaining("it does not embed")]);
    const messages = [{ role: "user", content: "hi" }];
    const chat = await post({ model: MODEL, messages }, server.key, "/v1/chat/completions");
    expect([chat.status, await chat.text()]).toEqual([404, expect.stringContaining("it does not chat")]);
  });

  it("count toward a key's limits and respect its lists", async () => {
    const create = async (more: object) =>
      ((await (await post({ name: "k", ...more }, server.key, "/v1/keys")).json()) as NewKeyAnswer).key;
    const small = await create({ spend_limit_day_usd: 0.000005 });
    expect((await post({ model: MODEL, input: "hello" }, small)).status).toBe(200);
    expect((await post({ model: MODEL, input: "hello" }, small)).status).toBe(402);
    const listed = await create({ allowed_models: ["lab/quantized"], allowed_gateways: ["groq"] });
    expect((await post({ model: MODEL, input: "hello" }, listed)).status).toBe(403);
    expect((await post({ model: "lab/quantized", input: "hello" }, listed)).status).toBe(200);
  });
});

describe("a field that we do not know", () => {
  it("that shortens one caller's vectors does not change those of others", async () => {
    scriptBoth((call, response) => vectors(call.body.output_dimensionality ? 2 : 4)(call, response));
    const ask = (more: object) =>
      fetch(`${server.url}/v1/embeddings`, {
        method: "POST",
        headers: { authorization: `Bearer ${server.key}` },
        body: JSON.stringify({ model: "lab/shortened", input: "x", ...more }),
      });
    for (const more of [{ output_dimensionality: 2 }, {}, { output_dimensionality: 2 }, {}])
      expect((await ask(more)).status).toBe(200);
  });

  it("may have any value, even where chats have tools", async () => {
    for (const tools of [[null], [5, "x"], {}, "x"])
      expect((await post({ model: "lab/coded", input: "x", tools })).status).toBe(200);
  });
});
