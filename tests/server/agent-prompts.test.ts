import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chunk, play } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
beforeAll(async () => {
  const models = ["lab/m1", "lab/thinker-1", "lab/thinker-2", "lab/thinker-3"];
  server = await startChatServer([...models.map((id) => chatOffer("groq", id)), chatOffer("fireworks", "lab/native")], {
    nativeGateway: true,
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.upstream.calls.length = 0;
  server.upstream.script("groq", "ok");
  server.upstream.script("fireworks", (_, response) => {
    response.end(JSON.stringify({ type: "message", content: [], usage: { input_tokens: 1, output_tokens: 1 } }));
  });
});

const send = (path: string, body: object) => server.postTo(path, { model: "lab/m1", ...body });
const text = async (path: string, body: object) => (await send(path, body)).text();

async function post(path: string, body: object) {
  const response = await send(path, { max_tokens: 9, messages: [{ role: "user", content: "hi" }], ...body });
  await response.text();
  return { status: response.status, ignored: response.headers.get("x-gatewayz-ignored") };
}
const sent = () => server.upstream.calls.at(-1)?.body as { messages: object[]; system?: unknown };

describe("the headers that Claude Code puts into its system prompt", () => {
  const header = (n: number) => `x-anthropic-billing-header: cc_version=2.1.197; cc_entrypoint=cli; cch=${n};`;
  const rest = { type: "text", text: "You are an agent.", cache_control: { type: "ephemeral" } };

  it.each<[string, unknown, unknown]>([
    ["in a block of their own", [{ type: "text", text: header(1) }, rest], [rest]],
    ["before the first block's text", [{ ...rest, text: `${header(2)}\n${rest.text}` }], [rest]],
    ["in a string", `${header(3)}\n\nx-anthropic-other: 1\n${rest.text}`, rest.text],
  ])("do not keep caches from applying: %s", async (_, system, expected) => {
    for (const [path, more] of [
      ["/messages", {}],
      ["/chat/completions", { stop_sequences: ["END"] }],
    ] as const) {
      expect((await post(path, { system, ...more })).status).toBe(200);
      expect(sent().messages[0]).toEqual({ role: "system", content: rest.text });
    }
    await post("/messages", { model: "lab/native", system });
    expect(server.upstream.calls.find(({ path }) => path.endsWith("/messages"))?.body.system).toEqual(expected);
  });

  it("are not removed from the middle of a text", async () => {
    const text = "Explain:\nx-anthropic-billing-header: a";
    await post("/messages", { system: text });
    expect(sent().messages[0]).toEqual({ role: "system", content: text });
  });
});

const call = { id: "c1", type: "function", function: { name: "look", arguments: "{}" } };
const TURNS = [
  { role: "user", content: "look" },
  { role: "assistant", content: null, tool_calls: [call] },
  { role: "tool", tool_call_id: "c1", content: "nothing" },
];

describe("a gateway that requires the reasoning of earlier answers", () => {
  it.each([
    ["lab/thinker-1", "The `reasoning_content` in the thinking mode must be passed back to the API."],
    ["lab/thinker-2", "thinking is enabled but reasoning_content is missing in assistant tool call message at index 1"],
  ])("gets it, even if the client has none: %s", async (model, message) => {
    server.upstream.script("groq", (call, response) => {
      const turns = call.body.messages as { role: string; reasoning_content?: string }[];
      if (turns.every(({ role, reasoning_content }) => role !== "assistant" || reasoning_content))
        return play("ok", call, response);
      response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error: { message } }));
    });
    expect(await post("/chat/completions", { model, messages: TURNS })).toEqual({ status: 200, ignored: null });
    expect(server.upstream.calls).toHaveLength(2);
    // The next call has it from the start, and keeps what the client knows.
    const known = TURNS.map((turn) => (turn.role === "assistant" ? { ...turn, reasoning: "hm" } : turn));
    expect((await post("/chat/completions", { model, messages: known })).status).toBe(200);
    expect(server.upstream.calls).toHaveLength(3);
    expect(sent().messages[1]).toMatchObject({ reasoning_content: "hm" });
    const use = { type: "tool_use", id: "c1", name: "look", input: {} };
    const result = { type: "tool_result", tool_use_id: "c1", content: "nothing" };
    const messages = [TURNS[0], { role: "assistant", content: [use] }, { role: "user", content: [result] }];
    expect((await post("/messages", { model, messages })).status).toBe(200);
    expect(server.upstream.calls).toHaveLength(4);
  });

  it("is not called again when there is no answer to change", async () => {
    server.upstream.script("groq", (_, response) => {
      const error = { message: "reasoning_content must be passed back" };
      response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error }));
    });
    expect((await post("/chat/completions", { model: "lab/thinker-3" })).status).toBe(400);
    expect(server.upstream.calls).toHaveLength(1);
  });
});

describe("a model that thinks further only after its own thinking", () => {
  const message =
    "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block.";
  const refuse = (gateway: string, asks: (body: Record<string, unknown>) => boolean) =>
    server.upstream.script(gateway, (call, response) => {
      const usage = { input_tokens: 1, output_tokens: 1 };
      const isChat = call.path.endsWith("/chat/completions");
      if (!asks(call.body))
        return isChat
          ? play("ok", call, response)
          : void response.end(JSON.stringify({ type: "message", content: [], usage }));
      response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error: { message } }));
    });
  const use = { type: "tool_use", id: "c1", name: "look", input: {} };
  const messages = [
    TURNS[0],
    { role: "assistant", content: [{ type: "thinking", thinking: "hm", signature: "gz1.xai.s.x" }, use] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: "nothing" }] },
  ];
  const thinking = { type: "enabled", budget_tokens: 2_000 };

  it("answers without it, in the gateway's own protocol and in a chat, and the reply says so", async () => {
    refuse("fireworks", (body) => "thinking" in body);
    const native = await post("/messages", { model: "lab/native", messages, thinking });
    expect(native).toEqual({ status: 200, ignored: "thinking" });
    expect(server.upstream.calls.map(({ path }) => path)).toEqual(Array(2).fill("/inference/v1/messages"));
    refuse("groq", (body) => "reasoning_effort" in body || "reasoning" in body);
    for (const more of [{ reasoning_effort: "high" }, { reasoning: { effort: "high" } }]) {
      const chat = await post("/chat/completions", { model: "lab/m1", messages: TURNS, ...more });
      expect(chat).toEqual({ status: 200, ignored: "thinking" });
    }
  });

  it("is asked to think again by the next request", async () => {
    refuse("groq", () => false);
    expect((await post("/chat/completions", { reasoning_effort: "high" })).ignored).toBeNull();
    expect(sent()).toMatchObject({ reasoning_effort: "high" });
  });
});

it("reasoning that a server leaves between tags is thinking, streamed or not", async () => {
  const written = "<think>\nhm\n</think>\n\nHi";
  server.upstream.script("groq", ({ body }, response) => {
    const frame = { id: "c", created: 1, model: "m" };
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    const message = { role: "assistant", content: written };
    if (!body.stream) {
      const choices = [{ index: 0, message, finish_reason: "stop" }];
      return void response.end(JSON.stringify({ ...frame, choices, usage }));
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const content of written) response.write(chunk("m", { content }));
    response.end(`${chunk("m", {}, "stop")}data: [DONE]\n\n`);
  });
  for (const [path, body, expected] of [
    [
      "/messages",
      { max_tokens: 9, messages: [{ role: "user", content: "hi" }] },
      ['"thinking":"hm\\n"', '"text":"Hi"'],
    ],
    ["/responses", { input: "hi" }, ['"summary":[{"type":"summary_text","text":"hm\\n"}]', '"text":"Hi"']],
  ] as const) {
    const whole = await text(path, body);
    for (const part of expected) expect(whole).toContain(part);
    const streamed = await text(path, { ...body, stream: true });
    expect(streamed).not.toContain("think>");
    expect(streamed).toContain(path === "/messages" ? '"thinking_delta"' : "response.reasoning_summary_text.done");
  }
});
