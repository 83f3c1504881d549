import type { ChatRequest } from "@/lib/contract/chat";
import type { TokenCounts } from "@/lib/models/cost";

/** So much of a request, or of an answer, is counted; the rest is taken to be alike. */
const COUNTED_CHARACTERS = 32_768;
/** A tokenizer takes the square of the time for a word, and a text may be a single one: no longer piece is counted at once. */
const PIECE_CHARACTERS = 256;
/** Text such as "<|endoftext|>" is ordinary text here. */
const PLAIN = { disallowedSpecial: new Set<string>() };
/** What a message costs beside its text, as OpenAI's recipe has it. */
const PER_MESSAGE = 4;

let counting: Promise<(text: string) => number> | undefined;

/** Counts with o200k, whose table takes a moment and some memory: loaded when a gateway first gives no usage. */
function counter(): Promise<(text: string) => number> {
  counting ??= import("gpt-tokenizer/encoding/o200k_base").then(
    ({ countTokens }) =>
      (text: string) =>
        countTokens(text, PLAIN),
  );
  return counting;
}

/** Tokens of texts together, counted from the beginning of each. */
function tokensOf(texts: readonly string[], count: (text: string) => number): number {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const share = Math.min(1, COUNTED_CHARACTERS / Math.max(1, characters));
  let counted = 0;
  let tokens = 0;
  for (const text of texts) {
    const most = Math.min(text.length, Math.ceil(text.length * share), COUNTED_CHARACTERS - counted);
    for (let at = 0; at < most; at += PIECE_CHARACTERS)
      tokens += count(text.slice(at, Math.min(at + PIECE_CHARACTERS, most)));
    counted += Math.max(0, most);
  }
  return counted === 0 ? 0 : Math.round((tokens * characters) / counted);
}

/** Tokens of a request and of the text that came, for gateways that say none. An estimate, and marked as such. */
export async function estimateTokens(request: ChatRequest, answered: string): Promise<TokenCounts> {
  const count = await counter();
  const prompt = tokensOf(request.messages.map(textOf), count) + PER_MESSAGE * request.messages.length + 2;
  return { prompt, completion: tokensOf([answered], count), cached: 0 };
}

/** The text of a message. */
function textOf({ content }: ChatRequest["messages"][number]): string {
  if (typeof content === "string") return content;
  return (content ?? []).map((part) => (typeof part.text === "string" ? part.text : "")).join("\n");
}

/** The text, reasoning and tool arguments in choices, whole or in pieces of a stream. */
export function textOfChoices(choices: unknown): string {
  if (!Array.isArray(choices)) return "";
  let text = "";
  for (const choice of choices) {
    const written = (choice?.delta ?? choice?.message ?? {}) as Record<string, unknown>;
    if (typeof choice?.text === "string") text += choice.text;
    for (const field of ["content", "reasoning", "reasoning_content", "refusal"])
      if (typeof written[field] === "string") text += written[field];
    if (!Array.isArray(written.tool_calls)) continue;
    for (const call of written.tool_calls) text += `${call?.function?.name ?? ""}${call?.function?.arguments ?? ""}`;
  }
  return text;
}
