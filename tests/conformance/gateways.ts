import type { ServerResponse } from "node:http";

/** What an upstream sends, independent of its format. */
export interface Said {
  text?: string;
  reasoning?: string;
  calls?: { id: string; name: string; args: string }[];
  cached?: number;
}

/** How the format of a gateway's chats differs from OpenAI's, and where that is known from. */
export interface Form {
  slug: string;
  reasoning: "reasoning" | "reasoning_content";
  /** Where a stream has its usage: in a separate chunk, in the last chunk, or in its `x_groq`. */
  usage: "own" | "last" | "x_groq";
  cached: "prompt_tokens_details" | "prompt_cache_hit_tokens";
  /** Comments before the first event. */
  comment?: string;
  /** Tool calls arrive whole, without an index. */
  wholeCalls?: boolean;
  /** Published: what the format is based on. It says "recorded" only of streams that are stored in this repository. */
  evidence: string;
  /** Published: what of the format no source confirms. */
  assumed?: string;
}

const OPENAI = { reasoning: "reasoning_content", usage: "own", cached: "prompt_tokens_details" } as const;

export const FORMS: readonly Form[] = [
  {
    ...OPENAI,
    slug: "openrouter",
    reasoning: "reasoning",
    comment: ": OPENROUTER PROCESSING",
    evidence: "its documentation of streams, reasoning, and usage",
  },
  { ...OPENAI, slug: "deepinfra", evidence: "its documentation of the OpenAI-compatible API" },
  { ...OPENAI, slug: "chutes", evidence: "the format of vLLM and SGLang, which serve it" },
  {
    ...OPENAI,
    slug: "huggingface",
    reasoning: "reasoning",
    evidence: "its documentation of the router",
    assumed: "the name of the reasoning field",
  },
  { ...OPENAI, slug: "together", reasoning: "reasoning", usage: "last", evidence: "its documentation of streams" },
  {
    ...OPENAI,
    slug: "google",
    wholeCalls: true,
    usage: "last",
    evidence: "its documentation of the OpenAI-compatible API",
    assumed: "tool calls without an index, usage in the last chunk",
  },
  {
    ...OPENAI,
    slug: "fireworks",
    usage: "last",
    evidence: "its documentation of the chat API",
    assumed: "usage in the last chunk",
  },
  { ...OPENAI, slug: "xai", evidence: "its documentation of the chat API" },
  { ...OPENAI, slug: "nebius", evidence: "the format of vLLM, which serves it" },
  {
    ...OPENAI,
    slug: "groq",
    reasoning: "reasoning",
    usage: "x_groq",
    evidence: "its documentation of the chat API",
    assumed: "usage in x_groq",
  },
  {
    ...OPENAI,
    slug: "cerebras",
    reasoning: "reasoning",
    usage: "last",
    evidence: "its documentation of the chat API",
    assumed: "usage in the last chunk",
  },
  {
    ...OPENAI,
    slug: "novita",
    cached: "prompt_cache_hit_tokens",
    evidence: "its documentation of the chat API",
    assumed: "the name of the field for cached tokens",
  },
];

function usageOf({ cached = 0 }: Said, form: Form): object {
  const usage = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
  if (cached === 0) return usage;
  return form.cached === "prompt_tokens_details"
    ? { ...usage, prompt_tokens_details: { cached_tokens: cached } }
    : { ...usage, prompt_cache_hit_tokens: cached };
}

const reasonOf = ({ calls }: Said) => (calls ? "tool_calls" : "stop");
const frame = (model: unknown, object: string) => ({ id: "chatcmpl-1", object, created: 1, model });
const callOf = ({ id, name, args }: NonNullable<Said["calls"]>[number]) => ({
  id,
  type: "function",
  function: { name, arguments: args },
});

/** A whole answer in a gateway's format. */
export function wholeIn(said: Said, form: Form, model: unknown): string {
  const { text = null, reasoning, calls } = said;
  const message = {
    role: "assistant",
    content: text,
    ...(reasoning ? { [form.reasoning]: reasoning } : {}),
    ...(calls ? { tool_calls: calls.map(callOf) } : {}),
  };
  const choices = [{ index: 0, message, finish_reason: reasonOf(said) }];
  return JSON.stringify({ ...frame(model, "chat.completion"), choices, usage: usageOf(said, form) });
}

/** Streams an answer in a gateway's format; `cut` omits the end. */
export function streamIn(said: Said, form: Form, model: unknown, response: ServerResponse, cut = false): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (body: object) =>
    response.write(`data: ${JSON.stringify({ ...frame(model, "chat.completion.chunk"), ...body })}\n\n`);
  const piece = (delta: object, finish_reason: string | null = null, more: object = {}) =>
    send({ choices: [{ index: 0, delta, finish_reason }], ...more });
  if (form.comment) response.write(`${form.comment}\n\n`);
  piece({ role: "assistant", content: "" });
  for (const part of halves(said.reasoning)) piece({ [form.reasoning]: part });
  for (const part of halves(said.text)) piece({ content: part });
  for (const [index, call] of (said.calls ?? []).entries()) {
    if (form.wholeCalls) piece({ tool_calls: [callOf(call)] });
    else {
      const [first = "", ...rest] = halves(call.args);
      piece({ tool_calls: [{ index, ...callOf({ ...call, args: first }) }] });
      for (const part of rest) piece({ tool_calls: [{ index, function: { arguments: part } }] });
    }
  }
  if (cut) return;
  const usage = usageOf(said, form);
  if (form.usage === "last") piece({}, reasonOf(said), { usage });
  else if (form.usage === "x_groq") piece({}, reasonOf(said), { x_groq: { usage } });
  else {
    piece({}, reasonOf(said));
    send({ choices: [], usage });
  }
  response.end("data: [DONE]\n\n");
}

/** A text in the pieces in which a stream brings it. */
export const halves = (text = "") => (text === "" ? [] : [text.slice(0, 3), text.slice(3)].filter(Boolean));
