import { describe, expect, it } from "vitest";
import { chunk } from "../fakes/scripted-upstream";
import {
  CURSOR,
  called,
  FLAT,
  GRAMMAR,
  HI,
  MODEL,
  NESTED,
  PATCH,
  parameters,
  READ,
  withCursor,
  wrapped,
} from "./cursor-kit";
import { bodiesOf } from "./odd-answers";

const cursor = withCursor();

describe("a chat", () => {
  it("may have tools in several formats", async () => {
    const { body } = await cursor.sent({
      messages: [HI],
      tools: [
        READ,
        { type: "function", name: "a", parameters },
        { type: "function", name: "b", input_schema: parameters },
        { name: "c", input_schema: parameters },
        { type: "custom", name: "d", input_schema: parameters },
        { name: "e", parameters },
        FLAT,
      ],
      tool_choice: { type: "tool", name: "c" },
    });
    const names = (body.tools as { type: string; function: { name: string } }[]).map((tool) => [
      tool.type,
      tool.function.name,
    ]);
    expect(names).toEqual(["ReadFile", "a", "b", "c", "d", "e", "ApplyPatch"].map((name) => ["function", name]));
    expect(body.tool_choice).toEqual({ type: "function", function: { name: "c" } });
  });
});

describe("a free-form tool of a chat", () => {
  it.each([
    ["as chats have it", NESTED],
    ["as Responses has it", FLAT],
  ])("declared %s is a function with one string argument upstream", async (_, tool) => {
    const { body } = await cursor.sent({
      messages: [HI],
      tools: [tool],
      tool_choice: { type: "custom", custom: { name: "ApplyPatch" } },
      chat_template_kwargs: { x: 1 },
    });
    expect(body).toMatchObject({
      tools: [{ type: "function", function: { name: "ApplyPatch", parameters: { required: ["input"] } } }],
      tool_choice: { type: "function", function: { name: "ApplyPatch" } },
      chat_template_kwargs: { x: 1 },
    });
    expect(JSON.stringify(body.tools)).toContain(GRAMMAR.definition);
  });

  it("answers with a custom call, whole", async () => {
    cursor.callsPatch(wrapped);
    const ask = async (tool: object) => {
      const response = await cursor.server().post({ model: MODEL, messages: [HI], tools: [tool] });
      return (await response.json()).choices[0];
    };
    const custom = { name: "ApplyPatch", input: PATCH };
    expect(await ask(NESTED)).toMatchObject({
      finish_reason: "tool_calls",
      message: { tool_calls: [{ id: "c1", type: "custom", custom }] },
    });
    expect((await ask(NESTED)).message.tool_calls[0].function).toBe(undefined);
    // Cursor reads `function` of every call: https://github.com/icebear0828/codex-proxy/pull/708
    expect((await ask(FLAT)).message.tool_calls).toEqual([
      { id: "c1", type: "custom", custom, function: { name: "ApplyPatch", arguments: PATCH } },
    ]);
  });

  it.each([1, 7, 1_000])("answers with a custom call in a stream, in pieces of %i characters", async (size) => {
    const pieces = wrapped.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    cursor.callsPatch(...pieces);
    const nested = await cursor.streamed({ messages: [HI], tools: [READ, NESTED] });
    const nothing = { name: "", arguments: "" };
    const custom = { name: "ApplyPatch", input: PATCH };
    expect(nested).toMatchObject({
      reason: "tool_calls",
      call: { id: "c1", type: "custom", custom, function: nothing },
    });
    const flat = await cursor.streamed({ ...CURSOR });
    const also = { name: "ApplyPatch", arguments: PATCH };
    expect(flat).toMatchObject({ reason: "tool_calls", call: { id: "c1", type: "custom", custom, function: also } });
    if (size === 7) expect(flat.pieces).toBeGreaterThan(5);
  });

  it("answers with the plain text that a model sends in place of JSON", async () => {
    cursor.callsPatch("*** Begin", " Patch\n*** End Patch");
    const { call } = await cursor.streamed({ messages: [HI], tools: [FLAT] });
    expect(call.custom.input).toBe("*** Begin Patch\n*** End Patch");
  });

  it("does not change function calls in the same answer", async () => {
    cursor.server().upstream.script("groq", ({ body: { model } }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const calls = [
        { index: 0, id: "f", type: "function", function: { name: "ReadFile", arguments: '{"path":"a"}' } },
      ];
      const patch = { index: 1, ...called(wrapped) };
      response.end(`${chunk(model, { tool_calls: [...calls, patch] }, "tool_calls")}data: [DONE]\n\n`);
    });
    const response = await cursor.server().post({ model: MODEL, stream: true, messages: [HI], tools: [READ, NESTED] });
    const calls = bodiesOf(await response.text()).flatMap(({ choices }) => choices?.[0]?.delta?.tool_calls ?? []);
    expect(calls).toEqual([
      { index: 0, id: "f", type: "function", function: { name: "ReadFile", arguments: '{"path":"a"}' } },
      { index: 1, id: "c1", type: "custom", custom: { name: "ApplyPatch", input: PATCH } },
    ]);
  });

  it.each([
    ["a custom call", { id: "c1", type: "custom", custom: { name: "ApplyPatch", input: PATCH } }],
    ["a function call with the plain text, as Cursor sends it back", called(PATCH)],
    ["a function call with JSON", called(wrapped)],
  ])("is called in the history by %s", async (_, call) => {
    const result = { role: "tool", tool_call_id: "c1", content: "Done" };
    const { body } = await cursor.sent({
      messages: [HI, { role: "assistant", content: null, tool_calls: [call] }, result],
      tools: [FLAT],
    });
    expect(body.messages).toEqual([HI, { role: "assistant", content: null, tool_calls: [called(wrapped)] }, result]);
  });

  it("is among those that a choice allows", async () => {
    const allowed = { mode: "required", tools: [{ type: "custom", custom: { name: "ApplyPatch" } }] };
    const { body } = await cursor.sent({
      messages: [HI],
      tools: [READ, NESTED],
      tool_choice: { type: "allowed_tools", allowed_tools: allowed },
    });
    expect(body).toMatchObject({ tools: [{ function: { name: "ApplyPatch" } }], tool_choice: "required" });
    expect(body.tools).toHaveLength(1);
  });

  it("ends with an error where its answer is cut off", async () => {
    cursor.server().upstream.script("groq", ({ body: { model } }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk(model, { tool_calls: [{ index: 0, ...called('{"input":"*** Be') }] }), () =>
        response.destroy(),
      );
    });
    const response = await cursor.server().post({ model: MODEL, stream: true, messages: [HI], tools: [FLAT] });
    const bodies = bodiesOf(await response.text());
    expect(bodies.at(-1)).toMatchObject({ error: { message: expect.stringContaining("cut off") } });
  });
});
