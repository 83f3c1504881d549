import { isRecord, type Json, listOf } from "@/lib/contract/json-object";
import { listedPages } from "../chat/cited-pages";

/** A part of a chat answer in one chunk, in display order. Only the first choice counts. */
export type Delta =
  | { kind: "reasoning"; text: string }
  /** Data that only its gateway can read: a signature of the text before it, encrypted text, or data of a tool call. */
  | { kind: "seal"; field: "signature" | "data" | "call"; value: string }
  | { kind: "text"; text: string; logprobs: readonly unknown[] }
  | { kind: "refusal"; text: string }
  | { kind: "citation"; citation: Json }
  | { kind: "image"; url: string }
  | { kind: "tool"; at: number; id: string | null; name: string | null; args: string }
  /** An addition of a gateway that no other protocol has. */
  | { kind: "unknown"; name: string }
  | { kind: "tier"; tier: string }
  | { kind: "finish"; reason: string }
  | { kind: "usage"; usage: Json };

/**
 * Reads a chunk of a stream, or a complete chat completion, whose `message` counts as one chunk.
 * @param deltas the parts of chunks that arrived together with it, to which its own are added
 */
export function deltasOf(chunk: Json, deltas: Delta[] = []): Delta[] {
  const choices = Array.isArray(chunk.choices) ? chunk.choices.filter(isRecord) : [];
  const choice = choices.find(({ index }) => index === undefined || index === 0);
  const delta = choice?.delta ?? choice?.message;
  readDelta(isRecord(delta) ? delta : NOTHING, { logprobs: choice?.logprobs, cited: chunk.citations }, deltas);
  const reason = choice?.finish_reason;
  if (typeof reason === "string" && reason !== "") {
    const { service_tier: tier } = chunk;
    if (typeof tier === "string") deltas.push({ kind: "tier", tier });
    deltas.push({ kind: "finish", reason });
  }
  if (isRecord(chunk.usage)) deltas.push({ kind: "usage", usage: chunk.usage });
  return deltas;
}

function readDelta(delta: Json, { logprobs, cited }: Json, to: Delta[]): void {
  const reasoning = delta.reasoning_content || delta.reasoning;
  if (typeof reasoning === "string" && reasoning !== "") {
    const last = to.at(-1);
    if (last?.kind === "reasoning") last.text += reasoning;
    else to.push({ kind: "reasoning", text: reasoning });
  }
  for (const detail of listOf(delta.reasoning_details))
    for (const field of ["signature", "data"] as const) {
      const value = detail[field];
      if (typeof value === "string" && value !== "") to.push({ kind: "seal", field, value });
    }
  const text = textOf(delta.content) || textOf(isRecord(delta.audio) ? delta.audio.transcript : undefined);
  if (text !== "") {
    const last = to.at(-1);
    const parts = isRecord(logprobs) ? listOf(logprobs.content) : NONE;
    if (last?.kind === "text" && last.logprobs === NONE && parts === NONE) last.text += text;
    else to.push({ kind: "text", text, logprobs: parts });
  }
  if (typeof delta.refusal === "string" && delta.refusal !== "") to.push({ kind: "refusal", text: delta.refusal });
  const pages = cited === undefined ? listOf(delta.annotations) : [...listOf(delta.annotations), ...listedPages(cited)];
  for (const citation of pages) to.push({ kind: "citation", citation });
  for (const { image_url: image } of listOf(delta.images))
    if (isRecord(image) && typeof image.url === "string") to.push({ kind: "image", url: image.url });
  // Older servers use this format, whichever way tools were declared.
  if (isRecord(delta.function_call)) readCall({ function: delta.function_call }, 0, to);
  for (const [place, call] of listOf(delta.tool_calls).entries()) readCall(call, place, to);
  for (const name in delta)
    if (!READ.has(name) && holdsMore(delta[name])) to.push({ kind: "unknown", name: `message.${name}` });
}

const READ: ReadonlySet<string> = new Set([
  ...["role", "content", "refusal", "annotations", "audio", "images", "tool_calls", "function_call"],
  ...["reasoning", "reasoning_content", "reasoning_details"],
]);

/** Whether a field has more than a marker of a part. */
const holdsMore = (value: unknown): boolean => typeof value === "object" && Object.keys(value ?? {}).length > 0;

function readCall(call: Json, place: number, to: Delta[]): void {
  const { name = null, arguments: args = "" } = isRecord(call.function) ? call.function : {};
  const { id, extra_content } = call;
  if (isRecord(extra_content)) to.push({ kind: "seal", field: "call", value: JSON.stringify({ id, extra_content }) });
  to.push({
    kind: "tool",
    at: typeof call.index === "number" ? call.index : place,
    id: typeof id === "string" && id !== "" ? id : null,
    name: typeof name === "string" && name !== "" ? name : null,
    args: typeof args === "string" ? args : JSON.stringify(args),
  });
}

const NONE: readonly Json[] = [];
const NOTHING: Json = {};

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return listOf(content)
    .flatMap(({ text }) => (typeof text === "string" ? [text] : []))
    .join("");
}

/** Token counts of an answer; 0 if not reported. */
export function countsOf(usage: Json): {
  prompt: number;
  completion: number;
  cached: number;
  written: number;
  reasoning: number;
} {
  const prompt = isRecord(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  const completion = isRecord(usage.completion_tokens_details) ? usage.completion_tokens_details : {};
  return {
    prompt: count(usage.prompt_tokens),
    completion: count(usage.completion_tokens),
    cached: count(
      prompt.cached_tokens ?? usage.prompt_cache_hit_tokens ?? usage.cached_tokens ?? usage.cache_read_input_tokens,
    ),
    written: count(prompt.cache_write_tokens ?? prompt.cache_creation_tokens ?? usage.cache_creation_input_tokens),
    reasoning: count(completion.reasoning_tokens),
  };
}

const count = (value: unknown) => (Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0);
