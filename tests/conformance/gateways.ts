import type { ServerResponse } from "node:http";

/** What an upstream is to say, in no gateway's form yet. */
export interface Said {
  text?: string;
  reasoning?: string;
  calls?: { id: string; name: string; args: string }[];
  cached?: number;
}

/** How a gateway's chats differ from OpenAI's, and what is known of it from where. */
export interface Form {
  slug: string;
  reasoning: "reasoning" | "reasoning_content";
  /** Where a stream tells its usage: in a chunk of its own, with the last piece, or under `x_groq`. */
  usage: "own" | "last" | "x_groq";
  cached: "prompt_tokens_details" | "prompt_cache_hit_tokens";
  /** Comments before the first event. */
  comment?: string;
  /** Tool calls come whole, without a number. */
  wholeCalls?: boolean;
  evidence: string;
}

const OPENAI = { reasoning: "reasoning_content", usage: "own", cached: "prompt_tokens_details" } as const;

export const FORMS: readonly Form[] = [
  {
    ...OPENAI,
    slug: "openrouter",
    reasoning: "reasoning",
    comment: ": OPENROUTER PROCESSING",
    evidence: "documentation of streams, reasoning, and usage",
  },
  { ...OPENAI, slug: "deepinfra", evidence: "documentation of the OpenAI-compatible API" },
  { ...OPENAI, slug: "chutes", evidence: "vLLM and SGLang, which serve it" },
  { ...OPENAI, slug: "huggingface", reasoning: "reasoning", evidence: "documentation of the router" },
  { ...OPENAI, slug: "together", reasoning: "reasoning", usage: "last", evidence: "documentation of streams" },
  {
    ...OPENAI,
    slug: "google",
    wholeCalls: true,
    usage: "last",
    evidence: "recorded streams of Gemini's OpenAI-compatible API",
  },
  { ...OPENAI, slug: "fireworks", usage: "last", evidence: "documentation of the chat API" },
  { ...OPENAI, slug: "xai", evidence: "documentation of the chat API" },
  { ...OPENAI, slug: "nebius", evidence: "vLLM, which serves it" },
  { ...OPENAI, slug: "groq", reasoning: "reasoning", usage: "x_groq", evidence: "documentation and recorded streams" },
  { ...OPENAI, slug: "cerebras", reasoning: "reasoning", usage: "last", evidence: "documentation of the chat API" },
  {
    ...OPENAI,
    slug: "novita",
    cached: "prompt_cache_hit_tokens",
    evidence: "documentation of the OpenAI-compatible API",
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

/** A whole answer in a gateway's form. */
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

/** The events of a stream in a gateway's form; `cut` leaves out its end. */
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

const halves = (text = "") => (text === "" ? [] : [text.slice(0, 3), text.slice(3)].filter(Boolean));
