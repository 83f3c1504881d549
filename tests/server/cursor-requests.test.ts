import { describe, expect, it } from "vitest";
import { USAGE } from "../fakes/scripted-upstream";
import {
  CLAUDE,
  CURSOR,
  CACHED as cache_control,
  called,
  FLAT,
  GRAMMAR,
  HI,
  MODEL,
  PATCH,
  parameters,
  READ,
  ROUTED,
  withCursor,
  wrapped,
} from "./cursor-kit";
import { bodiesOf } from "./odd-answers";

const cursor = withCursor();

describe("a chat in the form of Responses", () => {
  it("reaches the gateway as a chat, without hints that it does not list, which are named", async () => {
    const { body, ignored } = await cursor.sent(CURSOR);
    expect(ignored).toBe("reasoning, text.verbosity");
    expect(body).toMatchObject({
      model: MODEL,
      messages: [
        { role: "system", content: "You are a coding agent." },
        { role: "user", content: "Fix a.py" },
      ],
      max_tokens: 512,
      tool_choice: "auto",
      tools: [
        { type: "function", function: { name: "ReadFile", description: "Read.", parameters, strict: false } },
        { type: "function", function: { name: "ApplyPatch", parameters: { required: ["input"] } } },
      ],
    });
    const { description } = (body.tools as { function: { description: string } }[])[1]?.function ?? {};
    expect(description).toContain("Edit files.");
    expect(description).toContain(GRAMMAR.definition);
    expect(Object.keys(body).sort()).toEqual(["max_tokens", "messages", "model", "tool_choice", "tools"]);
  });

  it("is streamed as chunks of a chat, with usage where it is asked for", async () => {
    const response = await cursor.server().post({ model: MODEL, stream: true, ...CURSOR });
    const text = await response.text();
    const bodies = bodiesOf(text);
    expect(bodies.every(({ object }) => object === "chat.completion.chunk")).toBe(true);
    expect(bodies.map(({ choices }) => choices?.[0]?.delta?.content ?? "").join("")).toBe("Hello world");
    expect(bodies.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: USAGE.total_tokens } });
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
  });

  it("keeps its history of calls and results, also of free-form tools", async () => {
    const { body } = await cursor.sent({
      input: [
        HI,
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "Looking." }] },
        { type: "function_call", call_id: "c0", name: "ReadFile", arguments: '{"path":"a.py"}' },
        { type: "function_call_output", call_id: "c0", output: "print()" },
        { type: "custom_tool_call", call_id: "c1", name: "ApplyPatch", input: PATCH },
        { type: "custom_tool_call_output", call_id: "c1", output: [{ type: "input_text", text: "Done" }] },
      ],
      tools: [READ, FLAT],
    });
    expect(body.messages).toEqual([
      HI,
      {
        role: "assistant",
        content: "Looking.",
        tool_calls: [{ id: "c0", type: "function", function: { name: "ReadFile", arguments: '{"path":"a.py"}' } }],
      },
      { role: "tool", tool_call_id: "c0", content: "print()" },
      { role: "assistant", content: null, tool_calls: [called(wrapped)] },
      { role: "tool", tool_call_id: "c1", content: "Done" },
    ]);
  });

  it("may have messages, images, and calls in the forms of chats and of Anthropic among its items", async () => {
    const url = "data:image/png;base64,AAAA";
    const { body } = await cursor.sent({
      instructions: "Be brief.",
      input: [
        {
          role: "user",
          content: [
            { type: "text", text: "look" },
            { type: "image_url", image_url: { url } },
          ],
        },
        { role: "assistant", content: null, tool_calls: [{ ...called("{}"), id: "c0" }] },
        { role: "tool", tool_call_id: "c0", content: "ok" },
        { role: "assistant", content: [{ type: "tool_use", id: "c1", name: "ReadFile", input: { path: "a" } }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: [{ type: "text", text: "b" }] }] },
        { type: "tool_use", call_id: "c2", name: "ReadFile", input: '{"path":"c"}' },
        { type: "tool_result", call_id: "c2", content: "d" },
        { type: "function_call", call_id: "c3", name: "ReadFile", arguments: "" },
        { type: "function_call_output", call_id: "c3", output: { lines: 2 } },
      ],
      tools: [{ name: "ReadFile", description: "Read.", input_schema: parameters }],
      tool_choice: { type: "any" },
    });
    const call = (id: string, args: string) => ({
      id,
      type: "function",
      function: { name: "ReadFile", arguments: args },
    });
    expect(body).toMatchObject({ tools: [READ], tool_choice: "required" });
    expect(body.messages).toEqual([
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "look" },
          { type: "image_url", image_url: { url } },
        ],
      },
      { role: "assistant", content: null, tool_calls: [{ ...called("{}"), id: "c0" }] },
      { role: "tool", tool_call_id: "c0", content: "ok" },
      { role: "assistant", content: null, tool_calls: [call("c1", '{"path":"a"}')] },
      { role: "tool", tool_call_id: "c1", content: "b" },
      { role: "assistant", content: null, tool_calls: [call("c2", '{"path":"c"}')] },
      { role: "tool", tool_call_id: "c2", content: "d" },
      { role: "assistant", content: null, tool_calls: [call("c3", "{}")] },
      { role: "tool", tool_call_id: "c3", content: '{"lines":2}' },
    ]);
  });

  it("keeps the fields that chats have, and names those that nobody knows", async () => {
    const { body, ignored } = await cursor.sent({
      input: "hi",
      temperature: 0.2,
      seed: 7,
      stop: ["END"],
      provider: { only: ["groq"] },
      moderation: { mode: "auto" },
      truncation: "auto",
    });
    expect(body).toEqual({ model: MODEL, messages: [HI], temperature: 0.2, seed: 7, stop: ["END"] });
    expect(ignored).toBe("moderation, truncation");
  });

  it("omits and names hosted tools that are only offered, and may not force one", async () => {
    const { body, ignored } = await cursor.sent({ input: "hi", tools: [{ type: "web_search" }, READ] });
    expect([body.tools, ignored]).toEqual([[READ], "tools.web_search"]);
    for (const tool_choice of ["required", { type: "web_search" }])
      expect(await cursor.refused({ input: "hi", tools: [{ type: "web_search" }], tool_choice })).toEqual([
        400,
        expect.stringContaining("is not available here"),
      ]);
  });

  it.each([
    [{ input: "hi", previous_response_id: "resp_1" }, "previous_response_id: chat completions are not stored"],
    [{ input: "hi", background: true }, "background: "],
    [{ input: "hi", conversation: "conv_1" }, "conversation: "],
    [{ input: "hi", prompt: { id: "pmpt_1" } }, "prompt: "],
    [{ input: [7] }, "input[0]: expected"],
    [{ input: [HI, { type: "function_call", name: "x" }] }, "input[1].arguments: expected"],
    [{ input: [HI, { type: "item_reference", id: "msg_1" }] }, "input[1]: there is no stored item"],
    [{ input: "hi", tools: [{ type: "function" }] }, "tools[0].name: expected"],
    [{ input: "hi", max_output_tokens: 0 }, "max_output_tokens: expected"],
    [{ input: [] }, "messages: expected at least one message"],
    [{ input: "hi", n: 99 }, "n: "],
  ])("is rejected with one sentence if it cannot be translated: %j", async (body, message) => {
    const [status, told] = await cursor.refused(body);
    expect([400, 404]).toContain(status);
    expect(told).toContain(message);
  });
});

describe("a chat in the form of Messages", () => {
  it("reaches the gateway as a chat, without hints that it does not list, which are named", async () => {
    const { body, ignored } = await cursor.sent(CLAUDE);
    expect(ignored).toBe("thinking, tool_choice.disable_parallel_tool_use");
    expect(body).toEqual({
      model: MODEL,
      messages: [
        { role: "system", content: "You are a coding agent." },
        { role: "user", content: "Fix a.py" },
        {
          role: "assistant",
          content: "Reading.",
          tool_calls: [
            { id: "toolu_1", type: "function", function: { name: "ReadFile", arguments: '{"path":"a.py"}' } },
          ],
        },
        { role: "tool", tool_call_id: "toolu_1", content: "print()" },
        { role: "user", content: "Go on." },
      ],
      tools: [READ],
      tool_choice: "auto",
      max_tokens: 512,
      stop: ["END"],
    });
  });

  it("keeps cache hints for the gateway that takes them", async () => {
    const { body } = await cursor.sent({ ...CLAUDE, model: ROUTED });
    expect(body).toMatchObject({
      messages: [{ content: [{ cache_control }] }, { content: [{ cache_control }] }, {}, {}, {}],
      tools: [{ ...READ, cache_control }],
    });
  });

  it("may have the fields and messages of Responses", async () => {
    const { body } = await cursor.sent({
      ...CLAUDE,
      messages: undefined,
      input: CLAUDE.messages,
      reasoning: { effort: "high", summary: "auto" },
      store: false,
      include: [],
      max_tokens: undefined,
      max_output_tokens: 9,
    });
    expect(body).toMatchObject({ max_tokens: 9, tools: [READ], stop: ["END"] });
    expect((body.messages as { role: string }[]).map(({ role }) => role)).toEqual([
      "system",
      "user",
      "assistant",
      "tool",
      "user",
    ]);
  });

  it("keeps its reasoning limit, which Responses doesn't have", async () => {
    const asked = { messages: [HI], system: "Be brief.", model: ROUTED };
    const reasoning = { effort: "low", max_tokens: 100 };
    const { body, ignored } = await cursor.sent({ ...asked, reasoning });
    expect([body.reasoning, body.reasoning_effort, ignored]).toEqual([reasoning, undefined, null]);
  });
});
