import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { openrouter } from "@/lib/server/providers/openrouter";
import { chunk, USAGE } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";
import { bodiesOf } from "./odd-answers";

export const MODEL = "lab/cursor-model";
/** Served by OpenRouter, which takes cache hints. */
export const ROUTED = "lab/routed-model";
export const PATCH = '*** Begin Patch\n*** Update File: a.py\n@@\n-print("hi")\n+print("é 😀")\n*** End Patch';
export const GRAMMAR = { syntax: "lark", definition: "start: begin_patch hunk end_patch" };
export const FLAT = {
  type: "custom",
  name: "ApplyPatch",
  description: "Edit files.",
  format: { type: "grammar", ...GRAMMAR },
};
export const NESTED = {
  type: "custom",
  custom: { name: "ApplyPatch", description: "Edit files.", format: { type: "grammar", grammar: GRAMMAR } },
};
export const parameters = { type: "object", properties: { path: { type: "string" } }, required: ["path"] };
export const READ = { type: "function", function: { name: "ReadFile", description: "Read.", parameters } };
export const HI = { role: "user", content: "hi" };
export const wrapped = JSON.stringify({ input: PATCH });
export const called = (args: string) => ({
  id: "c1",
  type: "function",
  function: { name: "ApplyPatch", arguments: args },
});

// https://forum.cursor.com/t/159298, https://forum.cursor.com/t/153019
/** As Cursor sends it for models of OpenAI. */
export const CURSOR = {
  input: [
    { role: "system", content: "You are a coding agent." },
    { role: "user", content: [{ type: "input_text", text: "Fix a.py" }] },
  ],
  stream_options: { include_usage: true },
  store: false,
  include: ["reasoning.encrypted_content"],
  previous_response_id: null,
  truncation: "disabled",
  prompt_cache_retention: "24h",
  prompt_cache_key: "conversation-1",
  reasoning: { effort: "medium", summary: "auto" },
  text: { verbosity: "low", format: { type: "text" } },
  max_output_tokens: 512,
  user: "user-1",
  metadata: { cursorRequestId: "r1" },
  tools: [{ type: "function", name: "ReadFile", description: "Read.", parameters, strict: false }, FLAT],
  tool_choice: "auto",
  parallel_tool_calls: true,
};

export const CACHED = { type: "ephemeral" };
// https://www.truefoundry.com/docs/ai-gateway/cursor, https://github.com/lbjlaq/Antigravity-Manager/issues/506
/** As Cursor sends it for models of Anthropic. */
export const CLAUDE = {
  system: [{ type: "text", text: "You are a coding agent.", cache_control: CACHED }],
  messages: [
    { role: "user", content: [{ type: "text", text: "Fix a.py", cache_control: CACHED }] },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "hm", signature: "theirs" },
        { type: "text", text: "Reading." },
        { type: "tool_use", id: "toolu_1", name: "ReadFile", input: { path: "a.py" } },
      ],
    },
    {
      role: "user",
      content: [
        {
          type: "tool_result",
          tool_use_id: "toolu_1",
          content: [{ type: "text", text: "print()" }],
          cache_control: CACHED,
        },
        { type: "text", text: "Go on." },
      ],
    },
  ],
  tools: [{ name: "ReadFile", description: "Read.", input_schema: parameters, cache_control: CACHED }],
  tool_choice: { type: "auto", disable_parallel_tool_use: true },
  max_tokens: 512,
  thinking: { type: "enabled", budget_tokens: 4_000 },
  stop_sequences: ["END"],
  metadata: { user_id: "user-1" },
  stream_options: { include_usage: true },
};

interface Call {
  index?: number;
  id?: string;
  type?: string;
  custom?: { name?: string; input: string };
  function?: { name?: string; arguments: string };
}

const SEES = { architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] } };

/** A server over a gateway, and how a client of it calls, for all tests of a file. */
export function withCursor() {
  let server: ChatServer;
  beforeAll(async () => {
    const offers = [chatOffer("groq", MODEL, SEES), chatOffer("openrouter", ROUTED, SEES)];
    server = await startChatServer(offers, { gateways: [openrouter] });
  });
  afterAll(() => server.stop());
  beforeEach(() => server.upstream.script("groq", "ok"));

  /** What the gateway gets of a request, and the headers of the answer. */
  async function sent(body: object) {
    const call = server.upstream.next();
    const response = await server.post({ model: MODEL, ...body });
    const answer = await response.json();
    expect([response.status, answer.object]).toEqual([200, "chat.completion"]);
    return { body: (await call).body, ignored: response.headers.get("x-gatewayz-ignored") };
  }

  async function refused(body: object) {
    const response = await server.post({ model: MODEL, ...body });
    return [response.status, ((await response.json()) as { error: { message: string } }).error.message];
  }

  /** The gateway calls the tool with these pieces of arguments. */
  function callsPatch(...pieces: string[]): void {
    server.upstream.script("groq", ({ body: { model, stream } }, response) => {
      if (!stream) {
        const message = { role: "assistant", content: null, tool_calls: [called(pieces.join(""))] };
        const choices = [{ index: 0, message, finish_reason: "tool_calls" }];
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ id: "x", object: "chat.completion", model, choices, usage: USAGE }));
        return;
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      const first = chunk(model, { role: "assistant", tool_calls: [{ index: 0, ...called("") }] });
      const more = pieces.map((args) => chunk(model, { tool_calls: [{ index: 0, function: { arguments: args } }] }));
      response.end(`${first}${more.join("")}${chunk(model, {}, "tool_calls")}data: [DONE]\n\n`);
    });
  }

  /** The tool call of a stream, put together as clients do, and why it ended. */
  async function streamed(body: object) {
    const response = await server.post({ model: MODEL, stream: true, ...body });
    const text = await response.text();
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
    const call = { id: "", type: "", custom: { name: "", input: "" }, function: { name: "", arguments: "" } };
    let reason = null;
    let pieces = 0;
    for (const { choices } of bodiesOf(text))
      for (const choice of choices ?? []) {
        reason = choice.finish_reason ?? reason;
        for (const piece of (choice.delta?.tool_calls ?? []) as Call[]) {
          pieces++;
          expect(piece.index).toBe(0);
          call.id += piece.id ?? "";
          call.type += piece.type ?? "";
          call.custom.name += piece.custom?.name ?? "";
          call.custom.input += piece.custom?.input ?? "";
          call.function.name += piece.function?.name ?? "";
          call.function.arguments += piece.function?.arguments ?? "";
        }
      }
    return { call, reason, pieces };
  }

  return { server: () => server, sent, refused, callsPatch, streamed };
}
