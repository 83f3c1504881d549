import type { ChatRequest } from "@/lib/contract/chat";
import type { TokenCounts } from "@/lib/models/cost";

/** Longer texts are reckoned from their beginning: counting a megabyte would hold up everybody else. */
const COUNTED_CHARACTERS = 50_000;
/** What a message costs beside its text, as OpenAI's recipe has it. */
const PER_MESSAGE = 4;

let counting: Promise<(text: string) => number> | undefined;

/** Counts with o200k, whose table takes a moment and some memory: loaded when a gateway first gives no usage. */
function counter(): Promise<(text: string) => number> {
  counting ??= import("gpt-tokenizer/encoding/o200k_base").then(({ countTokens }) => (text: string) => {
    const counted = countTokens(text.slice(0, COUNTED_CHARACTERS));
    return Math.round(counted * Math.max(1, text.length / COUNTED_CHARACTERS));
  });
  return counting;
}

/** Tokens of a request and of the text that came, for gateways that say none. An estimate, and marked as such. */
export async function estimateTokens(request: ChatRequest, answered: string): Promise<TokenCounts> {
  const count = await counter();
  let prompt = 2;
  for (const { content } of request.messages) {
    const text =
      typeof content === "string"
        ? content
        : (content ?? []).map((part) => (typeof part.text === "string" ? part.text : "")).join("\n");
    prompt += PER_MESSAGE + count(text);
  }
  return { prompt, completion: count(answered), cached: 0 };
}

/** The text, reasoning and tool arguments in choices, whole or in pieces of a stream. */
export function textOfChoices(choices: unknown): string {
  if (!Array.isArray(choices)) return "";
  let text = "";
  for (const choice of choices) {
    const said = (choice?.delta ?? choice?.message ?? {}) as Record<string, unknown>;
    for (const field of ["content", "reasoning", "reasoning_content", "refusal"])
      if (typeof said[field] === "string") text += said[field];
    if (!Array.isArray(said.tool_calls)) continue;
    for (const call of said.tool_calls) text += `${call?.function?.name ?? ""}${call?.function?.arguments ?? ""}`;
  }
  return text;
}

/** The counts a gateway gave; null when these are none. */
export function readUsage(usage: unknown): TokenCounts | null {
  if (typeof usage !== "object" || usage === null) return null;
  const { prompt_tokens, completion_tokens, prompt_tokens_details } = usage as Record<string, unknown>;
  if (typeof prompt_tokens !== "number" || typeof completion_tokens !== "number") return null;
  const cached = (prompt_tokens_details as { cached_tokens?: unknown } | null | undefined)?.cached_tokens;
  return { prompt: prompt_tokens, completion: completion_tokens, cached: typeof cached === "number" ? cached : 0 };
}
