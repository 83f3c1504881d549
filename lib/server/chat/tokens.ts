import type { ChatMessage, ChatRequest } from "@/lib/contract/chat";
import { type Json, listOf, recordOf } from "@/lib/contract/json-object";
import type { TokenCounts } from "@/lib/models/cost";
import { PER_PART } from "@/lib/models/prompt-cost";

/** Characters of a request or answer that are counted; the rest is extrapolated. */
const COUNTED_CHARACTERS = 32_768;
/** Tokenizing a word takes quadratic time, and a text may be a single word, so longer pieces are split. */
const PIECE_CHARACTERS = 256;
/** Text such as "<|endoftext|>" is ordinary text here. */
const PLAIN = { disallowedSpecial: new Set<string>() };
/** Tokens of a message in addition to its text, according to OpenAI. */
const PER_MESSAGE = 4;

let counting: Promise<(text: string) => number> | undefined;

/** Counts with o200k. Its table takes time and memory, so it is loaded when a gateway first reports no usage. */
function counter(): Promise<(text: string) => number> {
  counting ??= import("gpt-tokenizer/encoding/o200k_base").then(
    ({ countTokens }) =>
      (text: string) =>
        countTokens(text, PLAIN),
  );
  return counting;
}

function tokensOf(texts: readonly string[], count: (text: string) => number): number {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const share = Math.min(1, COUNTED_CHARACTERS / Math.max(1, characters));
  let counted = 0;
  let tokens = 0;
  for (const text of texts) {
    const end = Math.min(text.length, Math.ceil(text.length * share), COUNTED_CHARACTERS - counted);
    for (let at = 0; at < end; at += PIECE_CHARACTERS)
      tokens += count(text.slice(at, Math.min(at + PIECE_CHARACTERS, end)));
    counted += Math.max(0, end);
  }
  return counted === 0 ? 0 : Math.round((tokens * characters) / counted);
}

/** Estimates the tokens of a request and of the received text, for gateways that report none. */
export async function estimateTokens(request: ChatRequest, answered: string): Promise<TokenCounts> {
  const count = await counter();
  const parts = PER_PART * request.messages.reduce((sum, { content }) => sum + otherParts(content), 0);
  const texts = [...request.messages.map(textOf), ...(request.tools ?? []).map((tool) => JSON.stringify(tool))];
  const prompt = tokensOf(texts, count) + PER_MESSAGE * request.messages.length + 2 + parts;
  return { prompt, completion: tokensOf([answered], count), cached: 0 };
}

function textOf({ content, tool_calls }: ChatMessage): string {
  const calls = textOfChoices([{ message: { tool_calls } }]);
  if (typeof content === "string") return content + calls;
  return (content ?? []).map((part) => (typeof part.text === "string" ? part.text : "")).join("\n") + calls;
}

function otherParts(content: ChatMessage["content"]): number {
  return typeof content === "string" ? 0 : (content ?? []).filter(({ text }) => typeof text !== "string").length;
}

/** The text, reasoning, and tool arguments in choices, complete or as deltas. */
export function textOfChoices(choices: unknown): string {
  return listOf(choices)
    .map((choice) => {
      const message = recordOf(choice.delta) ?? recordOf(choice.message) ?? {};
      // Where both are present, they are the same.
      const reasoning = message.reasoning || message.reasoning_content;
      const calls = [...listOf(message.tool_calls).map((call) => call.function), message.function_call];
      const texts = [choice.text, message.content, reasoning, message.refusal].map(textIn);
      return texts.join("") + calls.map((called) => textOfCall(recordOf(called) ?? {})).join("");
    })
    .join("");
}

/** A text, or the texts of its parts, as Mistral's models answer. */
function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  return listOf(value)
    .map(({ text, thinking }) => textIn(text ?? thinking))
    .join("");
}

const textOfCall = ({ name, arguments: input }: Json): string =>
  [name, input].map((part) => (typeof part === "string" ? part : (JSON.stringify(part) ?? ""))).join("");
