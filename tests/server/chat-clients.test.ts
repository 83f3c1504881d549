import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, streamText } from "ai";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chunk, USAGE } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/able-model";
const messages = [{ role: "user" as const, content: "hi" }];
let server: ChatServer;
let openai: OpenAI;

beforeAll(async () => {
  const seeing = { input_modalities: ["text", "image"], output_modalities: ["text"] };
  const facts = { architecture: seeing, supported_parameters: ["tools", "response_format"] };
  server = await startChatServer([chatOffer("groq", MODEL, facts)]);
  openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: server.key, maxRetries: 0 });
});
afterAll(() => server.stop());
beforeEach(() => server.upstream.script("groq", "ok"));

describe("the openai client", () => {
  it("lists and retrieves models", async () => {
    const list = await openai.models.list();
    expect(list.data.map(({ id }) => id)).toContain(MODEL);
    expect((await openai.models.retrieve(MODEL)).id).toBe(MODEL);
  });

  it("gets a complete response with usage, cost, and who answered", async () => {
    const answer = await openai.chat.completions.create({ model: MODEL, messages });
    expect(answer.choices[0]?.message.content).toBe("Hello world");
    expect(answer.usage).toMatchObject({ ...USAGE, cost: 0.000013 });
    expect(answer).toMatchObject({ gatewayz: { gateway: "groq", native_id: MODEL, model: MODEL, own_key: false } });
  });

  it("streams, with usage in the last chunk", async () => {
    let text = "";
    let usage: unknown;
    for await (const part of await openai.chat.completions.create({ model: MODEL, messages, stream: true })) {
      text += part.choices[0]?.delta.content ?? "";
      usage = part.usage ?? usage;
    }
    expect(text).toBe("Hello world");
    expect(usage).toMatchObject({ ...USAGE, cost: 0.000013 });
  });

  it("has tools, schemas, images, and unknown fields passed through unchanged, without ours", async () => {
    const tools = [{ type: "function" as const, function: { name: "look", parameters: { type: "object" } } }];
    const image = { type: "image_url" as const, image_url: { url: "data:image/png;base64,AA==" } };
    const next = server.upstream.next();
    await openai.chat.completions.create({
      model: MODEL,
      messages: [{ role: "user", content: [{ type: "text", text: "hi" }, image] }],
      tools,
      response_format: { type: "json_schema", json_schema: { name: "a", schema: { type: "object" } } },
      ...{ provider: { sort: "price" }, some_future_field: { deep: [1] } },
    });
    const { body, headers, path } = await next;
    expect(path).toBe("/openai/v1/chat/completions");
    expect(headers.authorization).toBe("Bearer key-groq");
    expect(body).toMatchObject({ model: MODEL, tools, some_future_field: { deep: [1] } });
    expect(body.messages).toEqual([{ role: "user", content: [{ type: "text", text: "hi" }, image] }]);
    expect(body).not.toHaveProperty("provider");
  });

  it("gets reasoning under both names when its gateway sent one", async () => {
    server.upstream.script("groq", ({ body }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk(body.model, { reasoning_content: "hm" }));
      response.end(`${chunk(body.model, { content: "42" }, "stop")}data: [DONE]\n\n`);
    });
    const seen: unknown[] = [];
    for await (const part of await openai.chat.completions.create({ model: MODEL, messages, stream: true }))
      seen.push(part.choices[0]?.delta);
    expect(seen.slice(0, 2)).toEqual([
      { role: "assistant", reasoning_content: "hm", reasoning: "hm" },
      { content: "42" },
    ]);
  });

  it("gets estimated token counts, marked as such, when the gateway reports none", async () => {
    server.upstream.script("groq", "noUsage");
    const answer = await openai.chat.completions.create({ model: MODEL, messages });
    expect(answer.usage).toMatchObject({ completion_tokens: 2, estimated: true });
    let usage: unknown;
    for await (const part of await openai.chat.completions.create({ model: MODEL, messages, stream: true }))
      usage = part.usage ?? usage;
    expect(usage).toMatchObject({ completion_tokens: 2, estimated: true });
  });

  it("gets typed errors", async () => {
    const bad = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "gw_live_wrong", maxRetries: 0 });
    await expect(bad.chat.completions.create({ model: MODEL, messages })).rejects.toBeInstanceOf(
      OpenAI.AuthenticationError,
    );
    await expect(openai.chat.completions.create({ model: "lab/none", messages })).rejects.toBeInstanceOf(
      OpenAI.NotFoundError,
    );
    await expect(openai.chat.completions.create({ model: MODEL, messages: [] })).rejects.toMatchObject({
      status: 400,
      param: "messages",
    });
    server.upstream.script("groq", "429");
    await expect(openai.chat.completions.create({ model: MODEL, messages })).rejects.toMatchObject({
      status: 429,
      error: { error_type: "rate_limit_exceeded", retryable: true, retry_after: 30 },
    });
  });

  it("throws when a stream is interrupted", async () => {
    const other = await startChatServer([chatOffer("groq", MODEL)]);
    other.upstream.script("groq", "cutMid");
    const client = new OpenAI({ baseURL: `${other.url}/v1`, apiKey: other.key, maxRetries: 0 });
    const stream = await client.chat.completions.create({ model: MODEL, messages, stream: true });
    const read = async () => {
      for await (const _ of stream);
    };
    await expect(read()).rejects.toBeInstanceOf(OpenAI.APIError);
    await other.stop();
  });
});

describe("other clients", () => {
  it("the AI SDK generates and streams", async () => {
    const other = await startChatServer([chatOffer("groq", MODEL)]);
    const gateway = createOpenAICompatible({ name: "gatewayz", baseURL: `${other.url}/v1`, apiKey: other.key });
    const whole = await generateText({ model: gateway(MODEL), prompt: "hi", maxRetries: 0 });
    expect([whole.text, whole.finishReason, whole.usage.outputTokens]).toEqual(["Hello world", "stop", 3]);
    const streamed = streamText({ model: gateway(MODEL), prompt: "hi", maxRetries: 0 });
    expect([await streamed.text, await streamed.finishReason]).toEqual(["Hello world", "stop"]);
    await other.stop();
  });

  it("the external suite compatcanary passes", async () => {
    const other = await startChatServer([chatOffer("groq", MODEL, { supported_parameters: ["tools"] })]);
    other.upstream.script("groq", ({ body }, response) => {
      const call = {
        id: "call_1",
        type: "function",
        function: { name: "compatcanary_echo", arguments: '{"value":"x"}' },
      };
      const message = body.tools
        ? { role: "assistant", content: null, tool_calls: [call] }
        : { role: "assistant", content: body.response_format ? '{"status":"ok"}' : "CANARY_OK" };
      const frame = { id: "chatcmpl-1", created: 1, model: body.model };
      if (!body.stream) {
        const choices = [{ index: 0, message, finish_reason: body.tools ? "tool_calls" : "stop" }];
        response.writeHead(200, { "content-type": "application/json" });
        return void response.end(JSON.stringify({ ...frame, object: "chat.completion", choices, usage: USAGE }));
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`${chunk(body.model, message)}${chunk(body.model, {}, "stop")}data: [DONE]\n\n`);
    });
    const cli = new URL("../../node_modules/compatcanary/src/cli.js", import.meta.url).pathname;
    const args = ["scan", "--base-url", `${other.url}/v1`, "--model", MODEL, "--profile", "chat", "--format", "json"];
    const env = { ...process.env, OPENAI_API_KEY: other.key };
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args, "--fail-on", "any"], { env });
    expect(JSON.parse(stdout)).toMatchObject({ compatible: true, score: 100 });
    await other.stop();
  });
});
