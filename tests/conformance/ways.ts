import type { ServerResponse } from "node:http";
import { type Form, halves, type Said, streamIn, wholeIn } from "./gateways";

type Json = Record<string, unknown>;
type Event = Json & { type: string };

/** How a gateway is asked and answers: by chat, or in the client's own protocol. */
export interface Way {
  /** How the path ends; all others answer 404. */
  path: string;
  whole(said: Said, form: Form, model: unknown): string;
  /** Streams an answer; `cut` omits the end. */
  stream(said: Said, form: Form, model: unknown, response: ServerResponse, cut?: boolean): void;
  error(message: string): object;
  /** What a request contains for a JSON schema, an image, and stop sequences. */
  schema: string;
  image: string;
  stop: string;
}

export const CHAT: Way = {
  path: "/chat/completions",
  whole: wholeIn,
  stream: streamIn,
  error: (message) => ({ error: { message } }),
  schema: "response_format",
  image: "image_url",
  stop: "stop",
};

const INPUT_TOKENS = 7;
const OUTPUT_TOKENS = 3;

function streamEvents(response: ServerResponse, events: readonly Event[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of events) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

const itemsOf = ({ reasoning, text, calls = [] }: Said): Json[] => [
  ...(reasoning ? [{ id: "rs_1", type: "reasoning", summary: [{ type: "summary_text", text: reasoning }] }] : []),
  ...(text
    ? [{ id: "msg_1", type: "message", role: "assistant", status: "completed", content: [textPart(text)] }]
    : []),
  ...calls.map(({ id, name, args }) => ({
    id: `fc_${id}`,
    type: "function_call",
    status: "completed",
    call_id: id,
    name,
    arguments: args,
  })),
];
const textPart = (text: string) => ({ type: "output_text", text, annotations: [] });

function responseOf(said: Said, model: unknown): Json {
  return {
    id: "resp_1",
    object: "response",
    created_at: 1,
    status: "completed",
    model,
    output: itemsOf(said),
    usage: {
      input_tokens: INPUT_TOKENS,
      input_tokens_details: { cached_tokens: said.cached ?? 0 },
      output_tokens: OUTPUT_TOKENS,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: INPUT_TOKENS + OUTPUT_TOKENS,
    },
  };
}

/** The events of one item, from its first to its last. */
function eventsOf(item: Json, output_index: number, said: Said): Event[] {
  const at = { item_id: item.id, output_index };
  const summary = { ...at, summary_index: 0 };
  const content = { ...at, content_index: 0 };
  const pieces: Readonly<Record<string, () => Event[]>> = {
    reasoning: () => [
      { type: "response.reasoning_summary_part.added", ...summary, part: { type: "summary_text", text: "" } },
      ...halves(said.reasoning).map((delta) => ({ type: "response.reasoning_summary_text.delta", ...summary, delta })),
    ],
    message: () => [
      { type: "response.content_part.added", ...content, part: textPart("") },
      ...halves(said.text).map((delta) => ({ type: "response.output_text.delta", ...content, delta })),
    ],
    function_call: () =>
      halves(String(item.arguments)).map((delta) => ({
        type: "response.function_call_arguments.delta",
        ...at,
        delta,
      })),
  };
  return [
    { type: "response.output_item.added", output_index, item: { ...item, ...EMPTY[String(item.type)] } },
    ...(pieces[String(item.type)]?.() ?? []),
    { type: "response.output_item.done", output_index, item },
  ];
}

const EMPTY: Readonly<Record<string, Json>> = {
  reasoning: { summary: [] },
  message: { status: "in_progress", content: [] },
  function_call: { status: "in_progress", arguments: "" },
};

const RESPONSES: Way = {
  path: "/responses",
  whole: (said, _, model) => JSON.stringify(responseOf(said, model)),
  stream: (said, _, model, response, cut) => {
    const whole = responseOf(said, model);
    const begun = { ...whole, status: "in_progress", output: [], usage: null };
    const events: Event[] = [
      { type: "response.created", response: begun },
      { type: "response.in_progress", response: begun },
      ...itemsOf(said).flatMap((item, index) => eventsOf(item, index, said)),
      ...(cut ? [] : [{ type: "response.completed", response: whole }]),
    ];
    streamEvents(
      response,
      events.map((event, sequence_number) => ({ ...event, sequence_number })),
    );
    if (!cut) response.end();
  },
  error: (message) => ({ error: { message, type: "invalid_request_error", param: null, code: null } }),
  schema: "json_schema",
  image: "input_image",
  stop: "stop",
};

const blocksOf = ({ reasoning, text, calls = [] }: Said): Json[] => [
  ...(reasoning ? [{ type: "thinking", thinking: reasoning, signature: "signed" }] : []),
  ...(text ? [{ type: "text", text }] : []),
  ...calls.map(({ id, name, args }) => ({ type: "tool_use", id, name, input: JSON.parse(args) as Json })),
];

function messageOf(said: Said, model: unknown): Json {
  const cached = said.cached ?? 0;
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model,
    content: blocksOf(said),
    stop_reason: said.calls ? "tool_use" : "end_turn",
    stop_sequence: null,
    usage: {
      input_tokens: INPUT_TOKENS - cached,
      cache_read_input_tokens: cached,
      cache_creation_input_tokens: 0,
      output_tokens: OUTPUT_TOKENS,
    },
  };
}

/** A block before its pieces, and its pieces. */
function piecesOf(block: Json): [start: Json, deltas: Json[]] {
  if (block.type === "thinking")
    return [
      { ...block, thinking: "", signature: "" },
      [
        ...halves(String(block.thinking)).map((thinking) => ({ type: "thinking_delta", thinking })),
        { type: "signature_delta", signature: block.signature },
      ],
    ];
  if (block.type === "text")
    return [{ ...block, text: "" }, halves(String(block.text)).map((text) => ({ type: "text_delta", text }))];
  const json = halves(JSON.stringify(block.input));
  return [{ ...block, input: {} }, json.map((partial_json) => ({ type: "input_json_delta", partial_json }))];
}

const MESSAGES: Way = {
  path: "/messages",
  whole: (said, _, model) => JSON.stringify(messageOf(said, model)),
  stream: (said, _, model, response, cut) => {
    const { stop_reason, stop_sequence, usage, ...message } = messageOf(said, model);
    const begun = { ...message, content: [], stop_reason: null, stop_sequence: null };
    const blocks = blocksOf(said).flatMap((block, index): Event[] => {
      const [content_block, deltas] = piecesOf(block);
      return [
        { type: "content_block_start", index, content_block },
        ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
        { type: "content_block_stop", index },
      ];
    });
    streamEvents(response, [
      { type: "message_start", message: { ...begun, usage: { ...(usage as Json), output_tokens: 1 } } },
      { type: "ping" },
      ...blocks,
      ...(cut
        ? []
        : [
            { type: "message_delta", delta: { stop_reason, stop_sequence }, usage: { output_tokens: OUTPUT_TOKENS } },
            { type: "message_stop" },
          ]),
    ]);
    if (!cut) response.end();
  },
  error: (message) => ({ type: "error", error: { type: "invalid_request_error", message } }),
  schema: "output_config",
  image: "image",
  stop: "stop_sequences",
};

/** How a gateway that takes a protocol itself is asked in it. */
export const NATIVE = { responses: RESPONSES, messages: MESSAGES } as const;
