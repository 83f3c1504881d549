import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import { CompletionRequest } from "@/lib/server/protocols/completions";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/m1";
const USAGE = { prompt_tokens: 4, completion_tokens: 3, total_tokens: 7 };
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL), chatOffer("together", MODEL), chatOffer("groq", "lab/m2")]);
});
afterAll(() => server.stop());

const frame = { id: "cmpl-1", object: "text_completion", created: 1, model: "native" };
const event = (choice: object, more: object = {}) =>
  `data: ${JSON.stringify({ ...frame, choices: [{ index: 0, finish_reason: null, ...choice }], ...more })}\n\n`;
beforeEach(() => {
  server.upstream.calls.length = 0;
  server.upstream.script("together", ({ body }, response) => {
    const { prompt } = body;
    if (!body.stream) {
      const texts = Array.isArray(prompt) && typeof prompt[0] === "string" ? prompt : ["once"];
      const choices = texts.map((text, index) => ({
        index,
        text: `${text} upon`,
        logprobs: null,
        finish_reason: "stop",
      }));
      return void response.end(JSON.stringify({ ...frame, choices, usage: USAGE }));
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(event({ text: "once" }) + event({ text: " upon" }) + event({ text: "", finish_reason: "length" }));
    response.end(`data: ${JSON.stringify({ ...frame, choices: [], usage: USAGE })}\n\ndata: [DONE]\n\n`);
  });
});

const post = (body: object) => server.postTo("/completions", { model: MODEL, ...body });

describe("completions of text", () => {
  it("only use gateways that have them, and are recorded like chats", async () => {
    const answer = await post({ prompt: "once", max_tokens: 5, suffix: "end", echo: false });
    expect(answer.headers.get("x-gatewayz-gateway")).toBe("together");
    expect(await answer.json()).toMatchObject({
      object: "text_completion",
      choices: [{ index: 0, text: "once upon", finish_reason: "stop" }],
      usage: { ...USAGE, cost: 0.000014 },
    });
    const [call] = server.upstream.calls;
    expect(call).toMatchObject({ path: "/v1/completions", body: { prompt: "once", suffix: "end", max_tokens: 5 } });
    expect(call?.body).not.toHaveProperty("messages");
    expect((await server.usage())[0]).toMatchObject({ gateway: "together", completion_tokens: 3, outcome: "ok" });
    const refused = await post({ model: "lab/m2", prompt: "once" });
    const { error } = (await refused.json()) as ErrorBody;
    expect([refused.status, error.message]).toEqual([404, expect.stringContaining("it has no completions endpoint")]);
  });

  it("may rate the tokens of a prompt alone", async () => {
    expect((await post({ prompt: "once", echo: true, logprobs: 1, max_tokens: 0 })).status).toBe(200);
    expect(server.upstream.calls[0]?.body).toMatchObject({ echo: true, logprobs: 1, max_tokens: 0 });
  });

  it("stream the upstream's events, its usage, and [DONE]", async () => {
    const answer = await post({ prompt: "once", stream: true, stream_options: { include_usage: true } });
    const text = await answer.text();
    expect(text).toContain(event({ text: " upon" }));
    const events = text
      .split("\n\n")
      .filter(Boolean)
      .map((line) => line.slice("data: ".length));
    expect(events.at(-1)).toBe("[DONE]");
    expect(JSON.parse(events.at(-2) ?? "")).toMatchObject({ object: "text_completion", choices: [], usage: USAGE });
  });

  it.each([false, true])("end with a standard finish reason, streamed: %s", async (stream) => {
    const choice = { index: 0, text: "once", finish_reason: "eos_token" };
    server.upstream.script("together", (_, response) => {
      if (stream)
        response.writeHead(200, { "content-type": "text/event-stream" }).end(`${event(choice)}data: [DONE]\n\n`);
      else response.end(JSON.stringify({ ...frame, choices: [choice], usage: USAGE }));
    });
    const text = await (await post({ prompt: "once", stream })).text();
    for (const reason of ['"finish_reason":"stop"', '"native_finish_reason":"eos_token"'])
      expect(text).toContain(reason);
  });

  it("report an interruption", async () => {
    server.upstream.script("together", (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(event({ text: "once" }));
      setImmediate(() => response.destroy());
    });
    const text = await (await post({ prompt: "once", stream: true })).text();
    expect(text).toContain('"error"');
    expect(text).not.toContain("[DONE]");
  });

  it("answer every prompt in a list", async () => {
    const answer = await post({ prompt: ["a", "b"] });
    const { choices } = (await answer.json()) as { choices: { text: string }[] };
    expect(choices.map(({ text }) => text)).toEqual(["a upon", "b upon"]);
    expect((await post({ prompt: [1, 2] })).status).toBe(200);
    expect(server.upstream.calls.map(({ body }) => body.prompt)).toEqual([
      ["a", "b"],
      [1, 2],
    ]);
  });

  it.each([[{}], [{ prompt: [] }], [{ prompt: 5 }]])("are refused for %j", async (body) => {
    const refused = await post(body);
    expect([refused.status, ((await refused.json()) as ErrorBody).error.param]).toEqual([400, "prompt"]);
  });
});

describe("prompts that are expensive to check", () => {
  it.each<[string, unknown]>([
    ["objects", Array(100_000).fill({})],
    ["tokens below zero", ["x", Array(100_000).fill(-1)]],
    ["texts among tokens", [...Array(50_000).fill(1), "x"]],
    ["too many texts", Array(129).fill("x")],
    ["nothing", []],
  ])("are rejected at the first error: %s", (_, prompt) => {
    const read = CompletionRequest.safeParse({ model: MODEL, prompt });
    expect(read.success).toBe(false);
    expect(JSON.stringify(read.error?.issues).length).toBeLessThan(2_000);
  });

  it.each([["a text"], [["one", "two"]], [[1, 2, 3]], [[[1, 2], [3]]], [["one", [1]]]])("may be %j", (prompt) => {
    expect(CompletionRequest.safeParse({ model: MODEL, prompt }).success).toBe(true);
  });
});
