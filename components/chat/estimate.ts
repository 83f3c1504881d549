import type { ChatSettings, ChatTarget, Message } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { textOf } from "@/lib/models/conversation";
import { perMillion } from "@/lib/models/price";

/** Characters per token, roughly, in most languages. */
const CHARACTERS = 4;
/** The assumed length of an answer without a limit, in tokens. */
const DEFAULT_ANSWER_TOKENS = 500;

/** The estimated size and cost of a message and its answers. */
export interface Estimate {
  /** Tokens sent to the target that is sent the most. */
  tokens: number;
  /** The smallest context among the targets; null when unknown. */
  context: number | null;
  /** USD for all answers; null when a price is not known. */
  usd: number | null;
}

/** The number of characters in some messages. */
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

/** Estimates what is sent, and its cost at the offers that would answer. */
export function estimate(
  { characters, typed, settings, targets }: Draft,
  models: ReadonlyMap<string, Model>,
): Estimate {
  let context: number | null = null;
  let usd: number | null = targets.length === 0 ? null : 0;
  let most = 0;
  for (const [i, { model, gateway }] of targets.entries()) {
    const tokens = Math.ceil(((characters[i] ?? 0) + typed + settings.system.length) / CHARACTERS);
    most = Math.max(most, tokens);
    const offers = models.get(model)?.offers ?? [];
    const offer = gateway ? offers.find((o) => o.gateway === gateway) : offers[0];
    const length = offer?.context_length ?? null;
    if (length !== null) context = Math.min(context ?? length, length);
    const [input, output] = [perMillion(offer?.pricing.prompt ?? null), perMillion(offer?.pricing.completion ?? null)];
    if (input === null || output === null || usd === null) usd = null;
    else usd += (tokens * input + (settings.max_tokens ?? DEFAULT_ANSWER_TOKENS) * output) / 1e6;
  }
  return { tokens: most, context, usd };
}
