import { describe, expect, it } from "vitest";
import { MODEL, withNative } from "./native-kit";

const native = withNative();
const USAGE = { input_tokens: 1, output_tokens: 1 };
const SEALED = "gz1.fireworks.d.";
const ASK = { model: MODEL, max_tokens: 9 };

const search = {
  type: "server_tool_use",
  id: "s1",
  name: "web_search",
  input: { query: "x", encrypted_index: "mine" },
};
const page = { type: "web_search_result", url: "https://a.example", title: "A", page_age: null };
const found = (encrypted_content: string) => ({
  type: "web_search_tool_result",
  tool_use_id: "s1",
  content: [{ ...page, encrypted_content }],
});
const ran = (encrypted_stdout: string) => ({
  type: "code_execution_tool_result",
  tool_use_id: "s2",
  content: { type: "encrypted_code_execution_result", encrypted_stdout, return_code: 0, stderr: "", content: [] },
});
const compaction = (encrypted_content: string | null) => ({ type: "compaction", content: "so far", encrypted_content });
const text = { type: "text", text: "hi" };

/** What the gateway is sent of an assistant's message with this content, and what the client is told is left out. */
async function sentOf(content: object[]): Promise<{ sent: unknown; ignored: string | null }> {
  native.server().upstream.script("fireworks", (_, response) => {
    response.end(JSON.stringify({ type: "message", role: "assistant", content: [text], usage: USAGE }));
  });
  const messages = [
    { role: "assistant", content },
    { role: "user", content: "more" },
  ];
  const answer = await native.post("/messages", { ...ASK, messages });
  expect(answer.status).toBe(200);
  const body = native.server().upstream.calls.at(-1)?.body as { messages: { content: unknown }[] };
  return { sent: body.messages[0]?.content, ignored: answer.headers.get("x-gatewayz-ignored") };
}

describe("what a gateway encrypts in its answers", () => {
  it("is marked as its own in a whole message", async () => {
    const content = [search, found("theirs"), ran("out"), compaction("all"), compaction(null), text];
    native.server().upstream.script("fireworks", (_, response) => {
      response.end(JSON.stringify({ type: "message", role: "assistant", content, usage: USAGE }));
    });
    const answer = await native.post("/messages", { ...ASK, messages: [{ role: "user", content: "hi" }] });
    expect(((await answer.json()) as { content: unknown }).content).toEqual([
      search,
      found(`${SEALED}theirs`),
      ran(`${SEALED}out`),
      compaction(`${SEALED}all`),
      compaction(null),
      text,
    ]);
  });

  it("is marked as its own in a stream", async () => {
    native.stream([
      { type: "message_start", message: { type: "message", role: "assistant", content: [], usage: USAGE } },
      { type: "content_block_start", index: 0, content_block: search },
      { type: "content_block_stop", index: 0 },
      { type: "content_block_start", index: 1, content_block: found("theirs") },
      { type: "content_block_stop", index: 1 },
      { type: "content_block_start", index: 2, content_block: { type: "compaction", content: null } },
      {
        type: "content_block_delta",
        index: 2,
        delta: { type: "compaction_delta", content: "so far", encrypted_content: "all" },
      },
      { type: "content_block_stop", index: 2 },
      { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: USAGE },
      { type: "message_stop" },
    ]);
    const answer = await native.post("/messages", {
      ...ASK,
      stream: true,
      messages: [{ role: "user", content: "hi" }],
    });
    const streamed = await answer.text();
    expect(streamed).toContain(`"encrypted_content":"${SEALED}theirs"`);
    expect(streamed).toContain(`"encrypted_content":"${SEALED}all"`);
    expect(streamed).toContain('"encrypted_index":"mine"');
  });

  it("is returned to that gateway unchanged", async () => {
    const content = [search, found(`${SEALED}theirs`), ran(`${SEALED}out`), compaction(`${SEALED}all`), text];
    expect(await sentOf(content)).toEqual({
      sent: [search, found("theirs"), ran("out"), compaction("all"), text],
      ignored: null,
    });
  });

  it("does not go to another gateway, nor does the call that it answers; a readable summary does", async () => {
    const other = "gz1.anthropic.d.";
    const call = { type: "server_tool_use", id: "s2", name: "code_execution", input: {} };
    const content = [search, found(`${other}theirs`), call, ran(`${other}out`), compaction(`${other}all`), text];
    expect(await sentOf(content)).toEqual({
      sent: [{ type: "compaction", content: "so far" }, text],
      ignored: "messages.web_search_tool_result, messages.code_execution_tool_result, messages.compaction",
    });
  });

  it("is sent unchanged if it was never marked, as in a conversation begun elsewhere", async () => {
    const content = [search, found("theirs"), text];
    expect(await sentOf(content)).toEqual({ sent: content, ignored: null });
  });

  it("is marked, sent back, and kept from others in Responses too", async () => {
    const done = (encrypted_content: string) => ({ type: "compaction", id: "c1", encrypted_content });
    native.server().upstream.script("fireworks", (_, response) => {
      response.end(JSON.stringify({ status: "completed", output: [done("theirs")], usage: USAGE }));
    });
    const user = { type: "message", role: "user", content: "more" };
    const input = [done(`${SEALED}theirs`), done("gz1.openrouter.d.other"), user];
    const answer = await native.post("/responses", { input, store: false });
    expect(((await answer.json()) as { output: unknown }).output).toEqual([done(`${SEALED}theirs`)]);
    expect(answer.headers.get("x-gatewayz-ignored")).toBe("input.compaction");
    const body = native.server().upstream.calls.at(-1)?.body as { input: unknown };
    expect(body.input).toEqual([{ type: "compaction", encrypted_content: "theirs" }, user]);
  });
});
