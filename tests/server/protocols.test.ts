import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chunk, USAGE } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/able-model";
let server: ChatServer;
let openai: OpenAI;

let anthropic: Anthropic;

beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL, { supported_parameters: ["tools"] })]);
  openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: server.key, maxRetries: 0 });
  anthropic = new Anthropic({ baseURL: server.url, authToken: server.key, apiKey: null, maxRetries: 0 });
});
afterAll(() => server.stop());
beforeEach(() => server.upstream.script("groq", "ok"));

const callsTool = (model: string) =>
  chunk(model, { tool_calls: [{ index: 0, id: "c1", function: { name: "look", arguments: "" } }] }) +
  chunk(model, { tool_calls: [{ index: 0, function: { arguments: '{"at":1}' } }] }, "tool_calls") +
  "data: [DONE]\n\n";

function scriptStream(text: (model: string) => string, end = true): void {
  server.upstream.script("groq", ({ body }, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const said = text(body.model ?? MODEL);
    if (end) response.end(said);
    else response.write(said, () => response.destroy());
  });
}

describe("POST /v1/responses with the openai client", () => {
  it("returns a complete response with usage and cost", async () => {
    const response = await openai.responses.create({ model: MODEL, input: "hi", instructions: "Be brief." });
    expect(response.output_text).toBe("Hello world");
    expect(response.status).toBe("completed");
    expect(response.usage).toMatchObject({ input_tokens: USAGE.prompt_tokens, output_tokens: 3, cost: 0.000013 });
  });

  it("streams the events that add up to the response", async () => {
    const stream = openai.responses.stream({ model: MODEL, input: "hi" });
    let text = "";
    stream.on("response.output_text.delta", ({ delta }) => {
      text += delta;
    });
    const response = await stream.finalResponse();
    expect(text).toBe("Hello world");
    expect(response.output).toMatchObject([{ type: "message", content: [{ text: "Hello world" }] }]);
    expect(response.usage).toMatchObject({ input_tokens: USAGE.prompt_tokens });
  });

  it("calls tools, and continues from the stored response alone", async () => {
    scriptStream(callsTool);
    const tools = [{ type: "function" as const, name: "look", parameters: { type: "object" }, strict: false }];
    const first = await openai.responses.stream({ model: MODEL, input: "look", tools }).finalResponse();
    expect(first.output).toMatchObject([{ type: "function_call", call_id: "c1", name: "look", arguments: '{"at":1}' }]);
    server.upstream.script("groq", "ok");
    const next = server.upstream.next();
    await openai.responses.create({
      model: MODEL,
      tools,
      previous_response_id: first.id,
      input: [{ type: "function_call_output", call_id: "c1", output: "nothing" }],
    });
    expect((await next).body.messages).toMatchObject([
      { role: "user", content: "look" },
      { role: "assistant", tool_calls: [{ id: "c1", function: { name: "look", arguments: '{"at":1}' } }] },
      { role: "tool", tool_call_id: "c1", content: "nothing" },
    ]);
  });

  it("reads, lists, and deletes stored responses, for the key that stored them", async () => {
    const { id } = await openai.responses.create({ model: MODEL, input: "hi" });
    expect((await openai.responses.retrieve(id)).output_text).toBe("Hello world");
    const items = await openai.responses.inputItems.list(id);
    expect(items.data).toMatchObject([{ type: "message", role: "user", content: "hi" }]);
    const other = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: await otherKey(), maxRetries: 0 });
    await expect(other.responses.retrieve(id)).rejects.toMatchObject({ status: 404 });
    await openai.responses.delete(id);
    await expect(openai.responses.retrieve(id)).rejects.toMatchObject({ status: 404 });
  });

  it("finds a stored item by its ID alone", async () => {
    const { output } = await openai.responses.create({ model: MODEL, input: "hi" });
    const next = server.upstream.next();
    const input = [{ id: output[0]?.id as string }, { role: "user" as const, content: "Go on." }];
    await openai.responses.create({ model: MODEL, input: input as never });
    expect((await next).body.messages).toMatchObject([{ role: "assistant", content: "Hello world" }, { role: "user" }]);
  });

  it("names a previous response that is not stored as OpenAI does", async () => {
    const asked = openai.responses.create({ model: MODEL, input: "hi", previous_response_id: "resp_gone" });
    const facts = { status: 404, code: "previous_response_not_found", param: "previous_response_id" };
    await expect(asked).rejects.toMatchObject(facts);
  });

  it("stores for the account with store: true, and nothing with store: false", async () => {
    const kept = await openai.responses.create({ model: MODEL, input: "hi", store: true });
    const gone = await openai.responses.create({ model: MODEL, input: "hi", store: false });
    const other = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: await otherKey(), maxRetries: 0 });
    expect((await other.responses.retrieve(kept.id)).id).toBe(kept.id);
    await expect(openai.responses.retrieve(gone.id)).rejects.toMatchObject({ status: 404 });
  });

  it("is failed when the answer was interrupted", async () => {
    scriptStream((model) => chunk(model, { content: "Hel" }), false);
    const stream = await openai.responses.create({ model: MODEL, input: "hi", stream: true });
    const types = (await all(stream)).map(({ type }) => type);
    expect(types.at(-1)).toBe("response.failed");
    expect(types).not.toContain("response.completed");
  });

  it("is incomplete when the answer reached its limit", async () => {
    scriptStream((model) => `${chunk(model, { content: "Hel" }, "length")}data: [DONE]\n\n`);
    const stream = await openai.responses.create({ model: MODEL, input: "hi", stream: true });
    const response = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };
    expect((await all(stream)).at(-1)).toMatchObject({ type: "response.incomplete", response });
  });

  it("lists in a header what it ignored", async () => {
    const { response } = await openai.responses
      .create({ model: MODEL, input: "hi", tools: [{ type: "web_search" }] })
      .withResponse();
    expect(response.headers.get("x-gatewayz-ignored")).toBe("tools.web_search");
  });

  it("cancels a running response", async () => {
    server.upstream.script("groq", ({ body }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk(body.model, { content: "Hel" }));
    });
    const call = server.upstream.next();
    const stream = await openai.responses.create({ model: MODEL, input: "hi", stream: true });
    let id = "";
    let last: unknown;
    for await (const event of stream) {
      last = event;
      if (event.type === "response.created") id = event.response.id;
      if (event.type === "response.output_text.delta")
        expect(await openai.responses.cancel(id)).toMatchObject({ status: "cancelled" });
    }
    await (await call).closed;
    expect(last).toMatchObject({ response: { status: "cancelled" } });
  });
});

describe("POST /v1/messages with Anthropic's client", () => {
  const messages = [{ role: "user" as const, content: "hi" }];

  it("returns a complete message with usage and cost", async () => {
    const message = await anthropic.messages.create({ model: MODEL, max_tokens: 9, messages });
    expect(message).toMatchObject({
      type: "message",
      role: "assistant",
      content: [{ type: "text", text: "Hello world" }],
      stop_reason: "end_turn",
      usage: { input_tokens: USAGE.prompt_tokens, output_tokens: USAGE.completion_tokens },
    });
  });

  it("streams the events that add up to the message", async () => {
    scriptStream(callsTool);
    const tools = [{ name: "look", input_schema: { type: "object" as const } }];
    const message = await anthropic.messages.stream({ model: MODEL, max_tokens: 9, messages, tools }).finalMessage();
    expect(message.content).toEqual([{ type: "tool_use", id: "c1", name: "look", input: { at: 1 } }]);
    expect(message.stop_reason).toBe("tool_use");
  });

  it("accepts the key as x-api-key", async () => {
    const client = new Anthropic({ baseURL: server.url, apiKey: server.key, maxRetries: 0 });
    expect((await client.messages.create({ model: MODEL, max_tokens: 9, messages })).stop_reason).toBe("end_turn");
  });

  it("throws in the client when the answer was interrupted", async () => {
    scriptStream((model) => chunk(model, { content: "Hel" }), false);
    const stream = anthropic.messages.stream({ model: MODEL, max_tokens: 9, messages });
    await expect(stream.finalMessage()).rejects.toThrow(/cut off/);
  });

  it("returns errors in Anthropic's format", async () => {
    const asked = anthropic.messages.create({ model: "lab/nothing", max_tokens: 9, messages });
    await expect(asked).rejects.toMatchObject({ status: 404, error: { error: { type: "not_found_error" } } });
    const bad = anthropic.messages.create({ model: MODEL, max_tokens: 0, messages });
    await expect(bad).rejects.toMatchObject({ status: 400, error: { error: { type: "invalid_request_error" } } });
  });

  it("counts tokens", async () => {
    const { input_tokens } = await anthropic.messages.countTokens({ model: MODEL, messages });
    expect(input_tokens).toBeGreaterThan(0);
  });

  it("lists models in Anthropic's format", async () => {
    const page = await anthropic.models.list();
    expect(page.data).toMatchObject([{ type: "model", id: MODEL }]);
    expect((await anthropic.models.retrieve(MODEL)).id).toBe(MODEL);
    const gone = { status: 404, error: { type: "error", error: { type: "not_found_error" } } };
    await expect(anthropic.models.retrieve("lab/nothing")).rejects.toMatchObject(gone);
  });
});

/** Another key of the same account. */
async function otherKey(): Promise<string> {
  const key = await server.harness.key();
  if (!key) throw new Error("there is no second key");
  return key;
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

it("tokens are counted for as many tools as a message may have", async () => {
  const properties = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`p${n}`, { type: "string" }]));
  const input_schema = { type: "object", properties };
  const tools = Array.from({ length: 300 }, (_, n) => ({ name: `tool${n}`, description: "One.", input_schema }));
  const response = await fetch(`${server.url}/v1/messages/count_tokens`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.key}` },
    body: JSON.stringify({ model: "lab/m1", messages: [{ role: "user", content: "hi" }], tools }),
  });
  const { input_tokens } = (await response.json()) as { input_tokens: number };
  expect([response.status, input_tokens > 300]).toEqual([200, true]);
});

it("counts everything that a request sends", async () => {
  const count = async (...messages: object[]) => {
    const response = await fetch(`${server.url}/v1/messages/count_tokens`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.key}` },
      body: JSON.stringify({ model: "lab/m1", messages: [{ role: "user", content: "hi" }, ...messages] }),
    });
    return ((await response.json()) as { input_tokens: number }).input_tokens;
  };
  const calls = (text: string) => ({
    role: "assistant",
    content: [{ type: "tool_use", id: "t", name: "f", input: { text } }],
  });
  expect(await count(calls("word ".repeat(500)))).toBeGreaterThan((await count(calls("word"))) + 400);
  const source = { type: "base64", media_type: "image/png", data: "AAAA" };
  const image = { role: "user", content: [{ type: "image", source }] };
  expect(await count(image)).toBeGreaterThan((await count()) + 100);
});
