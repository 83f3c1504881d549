import type { Provider } from "@/lib/server/providers/provider";
import type { Said } from "./gateways";
import { NATIVE, type Way } from "./ways";

/** What a client of a protocol received, independent of the protocol. */
export interface Got extends Said {
  /** Its end marks the answer as complete. */
  whole: boolean;
  /** It reports an error in the protocol's format. */
  error: boolean;
}

type Json = Record<string, unknown>;
type Request = {
  stream?: boolean;
  tools?: boolean;
  schema?: boolean;
  image?: boolean;
  stop?: boolean;
};

/** One protocol: how its client requests, and how it reads an answer. */
export interface Protocol {
  name: "Chat" | "Responses" | "Messages";
  path: string;
  ask(request: Request): Json | null;
  read(body: Json): Got;
  /** The answer that the events of a stream make up. */
  add(events: readonly Json[]): Got;
}

const PIXEL = "data:image/png;base64,iVBORw0KGgo=";
const SCHEMA = { type: "object", properties: { a: { type: "number" } }, required: ["a"], additionalProperties: false };
const listOf = (value: unknown) => (Array.isArray(value) ? (value as Json[]) : []);
const text = (value: unknown) => (typeof value === "string" ? value : "");
const field = (value: unknown, name: string) => (value as Json | null | undefined)?.[name];

/** Cached prompt tokens in the usage of a chat. */
const cachedIn = (usage: unknown) =>
  Number(field(field(usage, "prompt_tokens_details"), "cached_tokens") ?? field(usage, "prompt_cache_hit_tokens") ?? 0);

const chat: Protocol = {
  name: "Chat",
  path: "/v1/chat/completions",
  ask: ({ stream, tools, schema, image, stop }) => ({
    stream,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
    messages: [
      {
        role: "user",
        content: image
          ? [
              { type: "text", text: "hi" },
              { type: "image_url", image_url: { url: PIXEL } },
            ]
          : "hi",
      },
    ],
    ...(tools ? { tools: [{ type: "function", function: { name: "add", parameters: SCHEMA } }] } : {}),
    ...(schema ? { response_format: { type: "json_schema", json_schema: { name: "a", schema: SCHEMA } } } : {}),
    ...(stop ? { stop: ["END"] } : {}),
  }),
  read: (body) => {
    const [choice] = listOf(body.choices);
    const message = field(choice, "message");
    return {
      text: text(field(message, "content")),
      reasoning: text(field(message, "reasoning")),
      calls: listOf(field(message, "tool_calls")).map((call) => ({
        id: text(call.id),
        name: text(field(call.function, "name")),
        args: text(field(call.function, "arguments")),
      })),
      cached: cachedIn(body.usage),
      whole: text(choice?.finish_reason) !== "",
      error: body.error !== undefined,
    };
  },
  add: (events) => {
    const calls: NonNullable<Said["calls"]> = [];
    const got: Got = { text: "", reasoning: "", calls, cached: 0, whole: false, error: false };
    for (const event of events) {
      const [choice] = listOf(event.choices);
      const delta = field(choice, "delta");
      got.text += text(field(delta, "content"));
      got.reasoning += text(field(delta, "reasoning"));
      for (const call of listOf(field(delta, "tool_calls"))) {
        const at = Number(call.index);
        const known = calls[at] ?? { id: text(call.id), name: "", args: "" };
        known.name += text(field(call.function, "name"));
        known.args += text(field(call.function, "arguments"));
        calls[at] = known;
      }
      got.cached ||= cachedIn(event.usage);
      got.whole ||= text(choice?.finish_reason) !== "";
      got.error ||= event.error !== undefined;
    }
    return got;
  },
};

const responses: Protocol = {
  name: "Responses",
  path: "/v1/responses",
  ask: ({ stream, tools, schema, image, stop }) =>
    stop
      ? null
      : {
          stream,
          input: image
            ? [
                {
                  role: "user",
                  content: [
                    { type: "input_text", text: "hi" },
                    { type: "input_image", image_url: PIXEL },
                  ],
                },
              ]
            : "hi",
          ...(tools ? { tools: [{ type: "function", name: "add", parameters: SCHEMA, strict: true }] } : {}),
          ...(schema ? { text: { format: { type: "json_schema", name: "a", schema: SCHEMA } } } : {}),
        },
  read: (body) => {
    const output = listOf(body.output);
    const parts = (type: string, name: string) =>
      output
        .filter((item) => item.type === type)
        .flatMap((item) => listOf(item[name]))
        .map((part) => text(part.text))
        .join("");
    return {
      text: parts("message", "content"),
      reasoning: parts("reasoning", "summary"),
      calls: output
        .filter(({ type }) => type === "function_call")
        .map((call) => ({ id: text(call.call_id), name: text(call.name), args: text(call.arguments) })),
      cached: Number(field(field(body.usage, "input_tokens_details"), "cached_tokens") ?? 0),
      whole: body.status === "completed",
      error: body.status === "failed" || (typeof body.error === "object" && body.error !== null),
    };
  },
  add: (events) => responses.read((field(events.at(-1), "response") as Json | undefined) ?? {}),
};

const messages: Protocol = {
  name: "Messages",
  path: "/v1/messages",
  ask: ({ stream, tools, schema, image, stop }) => ({
    stream,
    max_tokens: 100,
    messages: [
      {
        role: "user",
        content: image
          ? [
              { type: "text", text: "hi" },
              { type: "image", source: { type: "base64", media_type: "image/png", data: PIXEL.split(",")[1] } },
            ]
          : "hi",
      },
    ],
    ...(tools ? { tools: [{ name: "add", input_schema: SCHEMA }] } : {}),
    ...(schema ? { output_config: { format: { type: "json_schema", schema: SCHEMA } } } : {}),
    ...(stop ? { stop_sequences: ["END"] } : {}),
  }),
  read: (body) => {
    const content = listOf(body.content);
    const join = (type: string, name: string) =>
      content
        .filter((block) => block.type === type)
        .map((block) => text(block[name]))
        .join("");
    return {
      text: join("text", "text"),
      reasoning: join("thinking", "thinking"),
      calls: content
        .filter(({ type }) => type === "tool_use")
        .map((call) => ({ id: text(call.id), name: text(call.name), args: JSON.stringify(call.input) })),
      cached: Number(field(body.usage, "cache_read_input_tokens") ?? 0),
      whole: text(body.stop_reason) !== "",
      error: body.type === "error",
    };
  },
  add: (events) => {
    const blocks: Json[] = [];
    const json: string[] = [];
    for (const { type, index, content_block, delta } of events) {
      const at = Number(index);
      if (type === "content_block_start") blocks[at] = { ...(content_block as Json) };
      const block = blocks[at];
      if (type !== "content_block_delta" || !block) continue;
      for (const name of ["text", "thinking"])
        if (field(delta, name) !== undefined) block[name] = text(block[name]) + text(field(delta, name));
      json[at] = (json[at] ?? "") + text(field(delta, "partial_json"));
    }
    for (const [at, block] of blocks.entries())
      if (block.type === "tool_use") block.input = JSON.parse(json[at] || "{}");
    const last = events.findLast(({ type }) => type === "message_delta");
    const whole = events.at(-1)?.type === "message_stop";
    return {
      ...messages.read({ content: blocks, usage: last?.usage }),
      whole,
      error: events.some(({ type }) => type === "error"),
    };
  },
};

export const PROTOCOLS: readonly Protocol[] = [chat, responses, messages];

/** How a gateway is asked in a protocol that it takes itself; null where it does not. */
export function nativeWay({ chat: { native } }: Provider, { name }: Protocol): Way | null {
  if (name === "Responses") return native?.responses ? NATIVE.responses : null;
  return name === "Messages" && native?.messages ? NATIVE.messages : null;
}
