import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import { deltasOf } from "@/lib/server/protocols/deltas";
import { messagesError } from "@/lib/server/protocols/messages/error";
import { readMessagesRequest } from "@/lib/server/protocols/messages/request";
import { MessageWriter } from "@/lib/server/protocols/messages/writer";

/** The events of a Messages stream over these deltas. */
function eventsOf(deltas: readonly Json[]): Json[] {
  let ids = 0;
  const newId = (prefix: string) => `${prefix}_${++ids}`;
  const writer = new MessageWriter({ id: "msg_1", model: "lab/m", stopSequences: [], newId });
  const chunks = deltas.map((delta) => ({ choices: [{ index: 0, delta }] }));
  return [...chunks.flatMap((chunk) => writer.push(deltasOf(chunk), "groq")), ...writer.end({})];
}

/** The blocks as clients put them together; throws where a stopped block goes on. */
function blocksOf(events: readonly Json[]): { type: unknown; said: string }[] {
  const blocks: { type: unknown; said: string }[] = [];
  const open = new Set<unknown>();
  for (const { type, index, content_block, delta } of events as (Json & { index: number })[]) {
    if (type === "content_block_start") {
      blocks[index] = { type: (content_block as Json).type, said: "" };
      open.add(index);
    } else if (type === "content_block_delta") {
      const { text, thinking, partial_json } = delta as Record<string, string | undefined>;
      const block = blocks[index];
      if (!block || !open.has(index)) throw new Error(`block ${index} is not open`);
      block.said += text ?? thinking ?? partial_json ?? "";
    } else if (type === "content_block_stop") open.delete(index);
  }
  return blocks;
}

const piece = (index: number, args: string, more: Json = {}) => ({ index, function: { arguments: args }, ...more });
const started = (index: number) => ({ index, id: `c${index}`, function: { name: "look", arguments: "" } });

describe("the blocks of a message", () => {
  it("get nothing after their end if text arrives between the pieces of calls", () => {
    const events = eventsOf([
      { tool_calls: [started(0)] },
      { tool_calls: [started(1)] },
      { tool_calls: [piece(0, '{"a":'), piece(1, '{"a":2}')] },
      { content: "Wait" },
      { reasoning: "hm" },
      { tool_calls: [piece(0, "1}")] },
      { content: "Done" },
    ]);
    expect(blocksOf(events)).toEqual([
      { type: "tool_use", said: '{"a":1}' },
      { type: "tool_use", said: '{"a":2}' },
      { type: "text", said: "Wait" },
      { type: "thinking", said: "hm" },
      { type: "text", said: "Done" },
    ]);
  });

  it("keep text that arrived within a call that never ended", () => {
    const events = eventsOf([{ tool_calls: [started(0)] }, { tool_calls: [piece(0, '{"a":')] }, { content: "Wait" }]);
    expect(blocksOf(events)).toEqual([
      { type: "tool_use", said: '{"a":' },
      { type: "text", said: "Wait" },
    ]);
  });
});

describe("the ID of a tool call", () => {
  it.each(["functions.look:0", "ä b", "c1"])("is one that Anthropic accepts, and is returned as %s", (id) => {
    const [start] = eventsOf([{ tool_calls: [{ index: 0, id, function: { name: "look", arguments: "{}" } }] }]);
    const block = start?.content_block as Json;
    expect(block.id).toMatch(/^[a-zA-Z0-9_-]+$/);
    const messages = [
      { role: "assistant", content: [{ ...block, input: {} }] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: block.id, content: "ok" }] },
    ];
    expect(readMessagesRequest({ model: "lab/m", max_tokens: 9, messages }).chat.messages).toMatchObject([
      { tool_calls: [{ id }] },
      { tool_call_id: id },
    ]);
  });
});

describe("an error", () => {
  it("about a prompt that is too long has the words that clients look for", () => {
    const wordsOf = (message: string) => messagesError(new ApiError("context_length_exceeded", message), "r1").error;
    expect(wordsOf("Groq answered 400: maximum context length is 10 tokens")).toMatchObject({
      type: "invalid_request_error",
      message: "prompt is too long: Groq answered 400: maximum context length is 10 tokens",
    });
    expect(wordsOf("Prompt is too long: 9 > 8")).toMatchObject({ message: "Prompt is too long: 9 > 8" });
  });
});
