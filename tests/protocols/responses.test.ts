import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import { deltasOf } from "@/lib/server/protocols/deltas";
import { sealOf } from "@/lib/server/protocols/reasoning";
import type { ToolNames } from "@/lib/server/protocols/request";
import { readResponsesRequest } from "@/lib/server/protocols/responses/request";
import { openResponse } from "@/lib/server/protocols/responses/response";
import { ResponseWriter } from "@/lib/server/protocols/responses/writer";

const chatOf = (body: Json) => readResponsesRequest({ model: "lab/m", ...body }).chat as unknown as Json;

describe("a Responses request", () => {
  it("becomes a chat request with the instructions first", () => {
    expect(chatOf({ instructions: "Be brief.", input: "hi", max_output_tokens: 9, temperature: 0.5 })).toEqual({
      model: "lab/m",
      stream: false,
      max_tokens: 9,
      temperature: 0.5,
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "hi" },
      ],
    });
  });

  it("merges an assistant's consecutive reasoning, text, and calls into one message", () => {
    const sealed = sealOf("openrouter", "data", "abc");
    const { messages } = chatOf({
      input: [
        { role: "user", content: [{ type: "input_text", text: "hi" }] },
        { type: "reasoning", id: "rs_1", summary: [], encrypted_content: sealed },
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "Looking." }] },
        { type: "function_call", call_id: "c1", name: "look", arguments: "{}" },
        { type: "function_call", call_id: "c2", name: "look", arguments: '{"a":1}' },
        { type: "function_call_output", call_id: "c1", output: "one" },
        {
          type: "function_call_output",
          call_id: "c2",
          output: [
            { type: "input_text", text: "two" },
            { type: "input_image", image_url: "data:image/png;base64,AA==" },
          ],
        },
      ],
    });
    expect(messages).toEqual([
      { role: "user", content: "hi" },
      {
        role: "assistant",
        content: "Looking.",
        reasoning_details: [{ type: "reasoning.encrypted", data: sealed }],
        tool_calls: [
          { id: "c1", type: "function", function: { name: "look", arguments: "{}" } },
          { id: "c2", type: "function", function: { name: "look", arguments: '{"a":1}' } },
        ],
      },
      { role: "tool", tool_call_id: "c1", content: "one" },
      { role: "tool", tool_call_id: "c2", content: "two" },
      { role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AA==" } }] },
    ]);
  });

  it("omits hosted tools that are only offered, and names them", () => {
    const { chat, ignored } = readResponsesRequest({
      model: "m",
      input: "hi",
      tools: [{ type: "web_search" }, { type: "function", name: "look", parameters: { type: "object" }, strict: true }],
    });
    expect(ignored).toEqual(["tools.web_search"]);
    expect(chat.tools).toEqual([
      { type: "function", function: { name: "look", parameters: { type: "object" }, strict: true } },
    ]);
  });

  it.each([
    { tool_choice: { type: "web_search" }, tools: [{ type: "web_search" }] },
    { tool_choice: "required", tools: [{ type: "web_search" }] },
    { tool_choice: { type: "function", name: "gone" }, tools: [] },
    { input: 7 },
    { input: [{ role: "user", content: [{ type: "input_image", file_id: "file-1" }] }] },
    { input: [{ role: "robot", content: "hi" }] },
    { background: true },
    { conversation: "conv_1" },
    { max_output_tokens: 0 },
    { temperature: "hot" },
    { text: { format: { type: "xml" } } },
  ])("returns 400 for %j", (body) => {
    expect(() => readResponsesRequest({ model: "m", input: "hi", ...body })).toThrow(
      expect.objectContaining({ type: "invalid_request" }),
    );
  });

  it("declares a free-form tool upstream as a function with one string argument", () => {
    const { chat, tools } = readResponsesRequest({
      model: "m",
      input: [{ type: "custom_tool_call", call_id: "c", name: "apply_patch", input: "*** Begin" }],
      tools: [
        { type: "custom", name: "apply_patch", format: { type: "grammar", syntax: "lark", definition: "start: X" } },
      ],
    });
    expect([...tools]).toEqual([["apply_patch", { name: "apply_patch", custom: true }]]);
    expect(chat.tools?.[0]).toMatchObject({ function: { name: "apply_patch", parameters: { required: ["input"] } } });
    expect(chat.messages[0]).toMatchObject({ tool_calls: [{ function: { arguments: '{"input":"*** Begin"}' } }] });
  });

  it("gives namespaced tools a separate name upstream, and the client's name in the answer", () => {
    const inner = { type: "function", name: "close", parameters: { type: "object" } };
    const { chat, tools } = readResponsesRequest({
      model: "m",
      input: [{ type: "function_call", call_id: "c", name: "close", namespace: "agents", arguments: "{}" }],
      tools: [{ type: "namespace", name: "agents", tools: [inner] }, { ...inner }],
    });
    expect(chat.tools).toMatchObject([{ function: { name: "agents__close" } }, { function: { name: "close" } }]);
    expect(chat.messages[0]).toMatchObject({ tool_calls: [{ function: { name: "agents__close" } }] });
    const call = { index: 0, id: "c", function: { name: "agents__close", arguments: "{}" } };
    const { writer } = write([delta({ tool_calls: [call] }, "tool_calls")], tools);
    writer.end(null);
    expect(writer.response.output).toMatchObject([{ type: "function_call", name: "close", namespace: "agents" }]);
  });

  it("finds stored items, and returns 404 for others", () => {
    const item = { type: "message", role: "user", content: "before" };
    const stored = { items: [], characters: 0, byId: new Map([["msg_1", item]]) };
    const reference = (id: string) => ({ model: "m", input: [{ type: "item_reference", id }] });
    expect(readResponsesRequest(reference("msg_1"), stored).chat.messages).toEqual([
      { role: "user", content: "before" },
    ]);
    expect(() => readResponsesRequest(reference("msg_2"), stored)).toThrow(
      expect.objectContaining({ type: "not_found" }),
    );
  });
});

function write(chunks: Json[], tools: ToolNames = new Map()) {
  let ids = 0;
  const writer = new ResponseWriter({
    response: openResponse({ model: "lab/m" }, "resp_1", 1),
    tools,
    newId: (prefix) => `${prefix}_${++ids}`,
  });
  const events = [...writer.start(), ...chunks.flatMap((chunk) => writer.push(deltasOf(chunk), "openrouter"))];
  return { writer, events };
}
const delta = (fields: Json, reason: string | null = null) => ({
  choices: [{ index: 0, delta: fields, finish_reason: reason }],
});
const typesOf = (events: Json[]) => events.map(({ type }) => String(type).replace("response.", ""));

describe("a Responses stream", () => {
  it("opens and closes each item in order and adds up to the whole response", () => {
    const { writer, events } = write([
      delta({ reasoning: "hm" }),
      delta({ reasoning_details: [{ type: "reasoning.text", signature: "sig" }] }),
      delta({ content: "Hel" }),
      delta({ content: "lo" }, "stop"),
      { choices: [], usage: { prompt_tokens: 7, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 2 } } },
    ]);
    events.push(...writer.end(null));
    expect(typesOf(events)).toEqual([
      "created",
      "in_progress",
      "output_item.added",
      "reasoning_summary_part.added",
      "reasoning_summary_text.delta",
      "reasoning_summary_text.done",
      "reasoning_summary_part.done",
      "output_item.done",
      "output_item.added",
      "content_part.added",
      "output_text.delta",
      "output_text.delta",
      "output_text.done",
      "content_part.done",
      "output_item.done",
      "completed",
    ]);
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, at) => at));
    expect(writer.response).toMatchObject({
      status: "completed",
      output: [
        { type: "reasoning", summary: [{ text: "hm" }], encrypted_content: "gz1.openrouter.s.sig" },
        { type: "message", status: "completed", content: [{ type: "output_text", text: "Hello" }] },
      ],
      usage: { input_tokens: 7, input_tokens_details: { cached_tokens: 2 }, output_tokens: 3, total_tokens: 10 },
    });
  });

  it("keeps parallel calls separate, and adds a missing ID", () => {
    const call = (index: number, name: string | null, args: string) =>
      delta({ tool_calls: [{ index, function: { ...(name ? { name } : {}), arguments: args } }] });
    const { writer } = write([call(0, "a", '{"x"'), call(1, "b", "{}"), call(0, null, ":1}"), delta({}, "tool_calls")]);
    const end = writer.end(null);
    expect(typesOf(end)).toEqual([
      "function_call_arguments.done",
      "output_item.done",
      "function_call_arguments.done",
      "output_item.done",
      "completed",
    ]);
    expect(writer.response.output).toMatchObject([
      { type: "function_call", name: "a", arguments: '{"x":1}', call_id: expect.stringMatching(/^call_/) },
      { type: "function_call", name: "b", arguments: "{}", call_id: expect.stringMatching(/^call_/) },
    ]);
  });

  it("answers a free-form tool with its plain input", () => {
    const { writer } = write(
      [
        delta(
          { tool_calls: [{ index: 0, id: "c", function: { name: "patch", arguments: '{"input":"a\\nb"}' } }] },
          "tool_calls",
        ),
      ],
      new Map([["patch", { name: "patch", custom: true }]]),
    );
    writer.end(null);
    expect(writer.response.output).toMatchObject([{ type: "custom_tool_call", call_id: "c", input: "a\nb" }]);
  });

  it.each([
    ["length", "max_output_tokens"],
    ["content_filter", "content_filter"],
  ])("is incomplete when it ended by %s", (reason, told) => {
    const { writer } = write([delta({ content: "Hel" }, reason)]);
    expect(typesOf(writer.end(null)).at(-1)).toBe("incomplete");
    expect(writer.response).toMatchObject({ status: "incomplete", incomplete_details: { reason: told } });
  });

  it("has an image as the item of a generated one", () => {
    const images = [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }];
    const { writer, events } = write([delta({ content: "Here:" }), delta({ images })]);
    writer.end(null);
    const image = { type: "image_generation_call", status: "completed", result: "AAAA" };
    expect(writer.response.output).toMatchObject([{ type: "message", status: "completed" }, image]);
    expect(events.at(-1)).toMatchObject({ type: "response.output_item.done", output_index: 1, item: image });
  });

  it("is failed when interrupted, and never completed", () => {
    const { writer } = write([delta({ content: "Hel" })]);
    const events = writer.fail(new ApiError("provider_unavailable", "cut off"));
    expect(typesOf(events).at(-1)).toBe("failed");
    const error = { code: "server_error", message: "cut off" };
    const output = [{ status: "incomplete", content: [{ text: "Hel" }] }];
    expect(events.at(-1)).toMatchObject({ response: { status: "failed", error, output } });
  });
});
