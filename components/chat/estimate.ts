import type { ChatSettings, ChatTarget, Message } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { textOf } from "@/lib/models/conversation";
import { perMillion } from "@/lib/models/price";

/** Characters per token, roughly, in most languages. */
const CHARACTERS_PER_TOKEN = 4;
/** The assumed length of an answer without a limit, in tokens. */
const DEFAULT_ANSWER_TOKENS = 500;

export interface Estimate {
  /** Tokens for the target that gets the most. */
  tokens: number;
  /** The smallest context among the targets; null if unknown. */
  context: number | null;
  /** USD for all answers; null if a price is unknown. */
  usd: number | null;
}

export function charactersOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + textOf(content).length, 0);
}

/** A message before it is sent, and its targets. */
interface Draft {
  /** Characters of the conversation so far, for each target in order. */
  characters: readonly number[];
  /** Characters of the new message. */
  typed: number;
  settings: ChatSettings;
  targets: readonly ChatTarget[];
}

/** Estimates the size of a message, and its cost at the offers that would answer. */
export function estimate(
  { characters, typed, settings, targets }: Draft,
  models: ReadonlyMap<string, Model>,
): Estimate {
  let context: number | null = null;
  let usd: number | null = targets.length === 0 ? null : 0;
  let maxTokens = 0;
  for (const [i, { model, gateway }] of targets.entries()) {
    const tokens = Math.ceil(((characters[i] ?? 0) + typed + settings.system.length) / CHARACTERS_PER_TOKEN);
    maxTokens = Math.max(maxTokens, tokens);
    const offers = models.get(model)?.offers ?? [];
    const offer = gateway ? offers.find((o) => o.gateway === gateway) : offers[0];
    const length = offer?.context_length ?? null;
    if (length !== null) context = Math.min(context ?? length, length);
    const [input, output] = [perMillion(offer?.pricing.prompt ?? null), perMillion(offer?.pricing.completion ?? null)];
    if (input === null || output === null || usd === null) usd = null;
    else usd += (tokens * input + (settings.max_tokens ?? DEFAULT_ANSWER_TOKENS) * output) / 1e6;
  }
  return { tokens: maxTokens, context, usd };
}
