import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { play } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const HI = { role: "user", content: "hi" };
const OFF = { thinking: { type: "disabled" } };
const LISTED: Record<string, readonly string[]> = {
  "lab/effort": ["reasoning_effort"],
  "lab/reasoning": ["reasoning"],
  "lab/switch": ["reasoning", "enable_thinking"],
  "lab/template": ["chat_template_kwargs"],
  "lab/plain": ["tools"],
  "lab/always-1": ["reasoning"],
  "lab/always-2": ["reasoning"],
  "lab/always-3": ["reasoning"],
};
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer(
    Object.entries(LISTED).map(([id, listed]) => chatOffer("groq", id, { supported_parameters: [...listed] })),
  );
});
afterAll(() => server.stop());

async function ask(path: string, model: string, more: object = OFF) {
  server.upstream.calls.length = 0;
  const response = await server.postTo(path, {
    model,
    ...(path === "/responses" ? {} : { max_tokens: 9, messages: [HI] }),
    ...more,
  });
  await response.text();
  const { body = {} } = server.upstream.calls.at(-1) ?? {};
  const { model: _, max_tokens: __, messages: ___, stream: ____, ...sent } = body;
  return { status: response.status, ignored: response.headers.get("x-gatewayz-ignored"), sent };
}

/** A chat with a field that makes it one in the form of another protocol. */
const FOREIGN = { ...OFF, stop_sequences: ["END"] };

describe.each<[string, object]>([
  ["/messages", OFF],
  ["/chat/completions", FOREIGN],
])("thinking that is turned off in %s", (path, more) => {
  it.each<[string, object, string | null]>([
    ["lab/effort", { reasoning_effort: "none" }, null],
    ["lab/reasoning", { reasoning_effort: "none" }, null],
    ["lab/switch", { enable_thinking: false }, null],
    ["lab/template", { chat_template_kwargs: { enable_thinking: false } }, null],
    ["lab/plain", {}, "thinking"],
  ])("is sent in the offer's own form, or named as ignored: %s", async (model, expected, ignored) => {
    const asked = await ask(path, model, more);
    const { stop: _, ...sent } = asked.sent;
    expect([asked.status, asked.ignored, sent]).toEqual([200, ignored, expected]);
  });
});

it("thinking is turned off beside what else a chat's template is told", async () => {
  const asked = await ask("/chat/completions", "lab/template", { ...FOREIGN, chat_template_kwargs: { style: "x" } });
  expect(asked.sent.chat_template_kwargs).toEqual({ style: "x", enable_thinking: false });
});

describe("a model that always thinks", () => {
  it.each<[string, string]>([
    ["lab/always-1", "Budget 0 is invalid. This model only works in thinking mode."],
    ["lab/always-2", "Reasoning is mandatory for this endpoint and cannot be disabled."],
    ["lab/always-3", "Model lab does not support parameter reasoningEffort."],
  ])("still answers, and the ignored field is named: %s", async (model, message) => {
    server.upstream.script("groq", (call, response) => {
      if (call.body.reasoning_effort !== "none" && !(model === "lab/always-3" && "reasoning_effort" in call.body))
        return play("ok", call, response);
      response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error: { message } }));
    });
    const asked = await ask("/messages", model);
    server.upstream.script("groq", "ok");
    expect([asked.status, asked.ignored]).toEqual([200, "reasoning_effort=none"]);
    expect(asked.sent.reasoning_effort).toBe(model === "lab/always-3" ? undefined : "low");
  });
});

describe("thinking without a budget", () => {
  it("is turned on if the model may omit it", async () => {
    expect((await ask("/messages", "lab/effort", { thinking: { type: "adaptive" } })).sent).toEqual({
      reasoning_effort: "medium",
    });
    const asked = { thinking: { type: "adaptive" }, output_config: { effort: "low" } };
    expect((await ask("/messages", "lab/effort", asked)).sent).toEqual({ reasoning_effort: "low" });
  });
});

describe("what only improves an answer", () => {
  it.each<[string, object, string]>([
    ["/messages", { thinking: { type: "enabled", budget_tokens: 5 }, top_k: 3 }, "thinking, top_k"],
    [
      "/responses",
      { input: "hi", reasoning: { effort: "high" }, text: { verbosity: "low" } },
      "reasoning, text.verbosity",
    ],
    [
      "/responses",
      { input: "hi", tools: [{ type: "function", name: "f" }], parallel_tool_calls: false },
      "parallel_tool_calls",
    ],
  ])("is named if an offer does not support it: %s %j", async (path, more, ignored) => {
    const asked = await ask(path, "lab/plain", more);
    expect([asked.status, asked.ignored]).toEqual([200, ignored]);
  });

  it("is not named if it changes nothing", async () => {
    const more = { metadata: { user_id: "u" }, betas: ["x"] };
    expect((await ask("/messages", "lab/plain", more)).ignored).toBeNull();
    const responses = { input: "hi", prompt_cache_key: "k", user: "u", parallel_tool_calls: true, reasoning: {} };
    expect((await ask("/responses", "lab/plain", responses)).ignored).toBeNull();
  });
});
