/** Without a native protocol, and with Responses and Messages of its own. */
export const BENCH_MODEL = "lab/bench-model";
export const NATIVE_MODEL = "lab/bench-native";

/** A limit that a protocol requires, and that limits nothing. */
export const MANY_TOKENS = 8_000;
const PIECES = 20;
const WORDS = "Hello world".repeat(10);
const SAYS = "hello there";
const frame = { id: "chatcmpl-1", created: 1, model: BENCH_MODEL };
const usage = { prompt_tokens: 10, completion_tokens: PIECES, total_tokens: 30 };

/** How a bench calls a protocol: its path, and its request. */
export interface ProtocolRequest {
  path: string;
  body(model: string, stream: boolean, more?: object): string;
}

const messages = [{ role: "user", content: SAYS }];
const request = (path: string, fields: object): ProtocolRequest => ({
  path,
  body: (model, stream, more = {}) => JSON.stringify({ model, stream, ...fields, ...more }),
});

export const CHAT = request("/v1/chat/completions", { messages });
export const RESPONSES = request("/v1/responses", { input: SAYS, store: false });
export const MESSAGES = request("/v1/messages", { messages, max_tokens: MANY_TOKENS });

/** What an upstream answers in one protocol: whole, or the events of a stream. */
export interface Answers {
  whole: string;
  begin: string;
  pieces: readonly string[];
  end: string;
}

const chunk = (delta: object, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ ...frame, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const named = (event: { type: string }) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
const pieces = (piece: () => string) => Array.from({ length: PIECES }, piece);

const chat: Answers = {
  whole: JSON.stringify({
    ...frame,
    object: "chat.completion",
    choices: [{ index: 0, message: { role: "assistant", content: WORDS }, finish_reason: "stop" }],
    usage,
  }),
  begin: chunk({ role: "assistant", content: "Hello" }),
  pieces: pieces(() => chunk({ content: " world" })),
  end: `${chunk({}, "stop")}data: ${JSON.stringify({ ...frame, object: "chat.completion.chunk", choices: [], usage })}\n\ndata: [DONE]\n\n`,
};

const output = (text: string, status: string) => ({
  id: "msg_1",
  type: "message",
  status,
  role: "assistant",
  content: [{ type: "output_text", text, annotations: [] }],
});
const response = (status: string, more: object = {}) => ({
  id: "resp_1",
  object: "response",
  created_at: 1,
  model: NATIVE_MODEL,
  status,
  output: [],
  usage: null,
  ...more,
});
const done = response("completed", {
  output: [output(WORDS, "completed")],
  usage: { input_tokens: 10, output_tokens: PIECES, total_tokens: 30 },
});
const at = { item_id: "msg_1", output_index: 0, content_index: 0 };
const responses: Answers = {
  whole: JSON.stringify(done),
  begin: [
    { type: "response.created", response: response("in_progress") },
    { type: "response.output_item.added", output_index: 0, item: { ...output("", "in_progress"), content: [] } },
    { type: "response.content_part.added", ...at, part: { type: "output_text", text: "", annotations: [] } },
  ]
    .map(named)
    .join(""),
  pieces: pieces(() => named({ type: "response.output_text.delta", ...at, delta: " world" } as { type: string })),
  end: [
    { type: "response.output_text.done", ...at, text: WORDS },
    { type: "response.output_item.done", output_index: 0, item: output(WORDS, "completed") },
    { type: "response.completed", response: done },
  ]
    .map(named)
    .join(""),
};

const message = { id: "msg_1", type: "message", role: "assistant", model: NATIVE_MODEL, stop_sequence: null };
const messageEvents: Answers = {
  whole: JSON.stringify({
    ...message,
    content: [{ type: "text", text: WORDS }],
    stop_reason: "end_turn",
    usage: { input_tokens: 10, output_tokens: PIECES },
  }),
  begin: [
    {
      type: "message_start",
      message: { ...message, content: [], stop_reason: null, usage: { input_tokens: 10, output_tokens: 1 } },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  ]
    .map(named)
    .join(""),
  pieces: pieces(() =>
    named({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: " world" } } as { type: string }),
  ),
  end: [
    { type: "content_block_stop", index: 0 },
    {
      type: "message_delta",
      delta: { stop_reason: "end_turn", stop_sequence: null },
      usage: { output_tokens: PIECES },
    },
    { type: "message_stop" },
  ]
    .map(named)
    .join(""),
};

/** The answers of an upstream at a path. */
export function answersAt(path: string): Answers {
  if (path.endsWith("/responses")) return responses;
  return path.endsWith("/messages") ? messageEvents : chat;
}
