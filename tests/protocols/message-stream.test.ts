import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import { deltasOf } from "@/lib/server/protocols/deltas";
import { MessageWriter } from "@/lib/server/protocols/messages/writer";

function write(chunks: Json[], stopSequences: string[] = []) {
  let ids = 0;
  const writer = new MessageWriter({
    id: "msg_1",
    model: "lab/m",
    stopSequences,
    newId: (prefix) => `${prefix}_${++ids}`,
  });
  const events = [
    ...writer.start(),
    ...chunks.flatMap((chunk) => {
      const [choice] = (chunk.choices as Json[] | undefined) ?? [];
      return writer.push(deltasOf(chunk), "openrouter", choice?.stop_reason);
    }),
  ];
  return { writer, events };
}
const delta = (fields: Json, reason: string | null = null, more: Json = {}) => ({
  choices: [{ index: 0, delta: fields, finish_reason: reason, ...more }],
});

describe("a Messages stream", () => {
  it("starts, fills, and stops its blocks in order and adds up to the whole message", () => {
    const { writer, events } = write([
      delta({ reasoning_content: "hm" }),
      delta({ reasoning_details: [{ signature: "sig" }] }),
      delta({ content: "Hello" }),
      delta({ tool_calls: [{ index: 0, id: "t1", function: { name: "a", arguments: "" } }] }),
      delta({ tool_calls: [{ index: 0, function: { arguments: '{"x":1}' } }] }),
      delta({ tool_calls: [{ index: 1, id: "t2", function: { name: "b", arguments: "{}" } }] }, "tool_calls"),
      {
        choices: [],
        usage: {
          prompt_tokens: 9,
          completion_tokens: 3,
          prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
        },
      },
    ]);
    events.push(...writer.end(null));
    expect(events.map(({ type, index }) => [type, index].filter((v) => v !== undefined).join(" "))).toEqual([
      "message_start",
      "content_block_start 0",
      "content_block_delta 0",
      "content_block_delta 0",
      "content_block_stop 0",
      "content_block_start 1",
      "content_block_delta 1",
      "content_block_stop 1",
      "content_block_start 2",
      "content_block_delta 2",
      "content_block_stop 2",
      "content_block_start 3",
      "content_block_delta 3",
      "content_block_stop 3",
      "message_delta",
      "message_stop",
    ]);
    expect(writer.message).toMatchObject({
      stop_reason: "tool_use",
      content: [
        { type: "thinking", thinking: "hm", signature: "gz1.openrouter.s.sig" },
        { type: "text", text: "Hello" },
        { type: "tool_use", id: "t1", name: "a", input: { x: 1 } },
        { type: "tool_use", id: "t2", name: "b", input: {} },
      ],
      usage: { input_tokens: 3, cache_creation_input_tokens: 2, cache_read_input_tokens: 4, output_tokens: 3 },
    });
  });

  it("has sequential blocks if the pieces of calls alternate, with text between them", () => {
    const more = (index: number, args: string) => delta({ tool_calls: [{ index, function: { arguments: args } }] });
    const open = (index: number, id: string) =>
      delta({ tool_calls: [{ index, id, function: { name: "look", arguments: "" } }] });
    const { writer, events } = write([
      open(0, "a"),
      open(1, "b"),
      more(0, '{"x":'),
      delta({ content: "Looking." }),
      more(1, '{"y":'),
      more(0, "1}"),
      open(2, "c"),
      more(1, "2}"),
      delta({}, "tool_calls"),
    ]);
    events.push(...writer.end(null));
    const open_: unknown[] = [];
    for (const { type, index } of events) {
      if (type === "content_block_start") open_.push(index);
      if (String(type).startsWith("content_block_")) expect(open_).toEqual([index]);
      if (type === "content_block_stop") open_.pop();
    }
    expect(writer.message.content).toEqual([
      { type: "tool_use", id: "a", name: "look", input: { x: 1 } },
      { type: "tool_use", id: "b", name: "look", input: { y: 2 } },
      { type: "tool_use", id: "c", name: "look", input: {} },
      { type: "text", text: "Looking." },
    ]);
    const pieces = events.flatMap(({ index, delta }) => {
      const { partial_json } = (delta ?? {}) as Json;
      return partial_json === undefined ? [] : [`${index} ${partial_json}`];
    });
    expect(pieces).toEqual(['0 {"x":', "0 1}", '1 {"y":', "1 2}"]);
  });

  it.each<[string, Json]>([
    ["null", {}],
    ["[1]", { arguments: "[1]" }],
    ['{"x":', { arguments: '{"x":' }],
  ])("has an object as the input of a call with the arguments %s", (args, input) => {
    const { writer } = write([
      delta({ tool_calls: [{ index: 0, id: "a", function: { name: "look", arguments: args } }] }),
    ]);
    writer.end(null);
    expect(writer.message.content).toMatchObject([{ input }]);
  });

  it("has the transcript of audio, and does not lose an image", () => {
    const images = (url: string) => delta({ content: "", images: [{ type: "image_url", image_url: { url } }] });
    const { writer } = write([
      delta({ audio: { id: "a", transcript: "Hi. " } }),
      images("https://x.test/a.png"),
      images("data:image/png;base64,AAAA"),
    ]);
    writer.end(null);
    const [block] = writer.message.content as Json[];
    expect(block?.text).toMatch(/^Hi\. !\[image]\(https:\/\/x\.test\/a\.png\)\[An image/);
    expect(block?.text).not.toContain("AAAA");
  });

  it("has the function call of an older server", () => {
    const { writer } = write([
      delta({ function_call: { name: "look", arguments: "" } }),
      delta({ function_call: { arguments: '{"x":1}' } }, "function_call"),
    ]);
    writer.end(null);
    const content = [{ type: "tool_use", id: "toolu_1", name: "look", input: { x: 1 } }];
    expect(writer.message).toMatchObject({ stop_reason: "tool_use", content });
  });

  it.each([
    ["stop", "end_turn"],
    ["length", "max_tokens"],
    ["content_filter", "refusal"],
  ])("ends %s as %s", (reason, told) => {
    const { writer } = write([delta({ content: "Hi" }, reason)]);
    expect(writer.end(null)).toMatchObject([{}, { delta: { stop_reason: told } }, { type: "message_stop" }]);
  });

  it("names the stop sequence if the gateway does", () => {
    const { writer } = write([delta({ content: "Hi" }, "stop", { stop_reason: "END" })], ["END"]);
    writer.end(null);
    expect(writer.message).toMatchObject({ stop_reason: "stop_sequence", stop_sequence: "END" });
  });

  it("ends in an error and without message_stop when interrupted", () => {
    const { writer } = write([delta({ content: "Hel" })]);
    const events = writer.fail(new ApiError("provider_overloaded", "cut off"), "req_1");
    const error = { type: "overloaded_error", message: "cut off" };
    expect(events).toEqual([{ type: "error", error, request_id: "req_1" }]);
  });
});
