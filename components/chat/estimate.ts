import type { ChatSettings, ChatTarget, Message } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { textOf } from "@/lib/models/conversation";
import { perMillion } from "@/lib/models/price";

/** About so many characters make a token in most languages; an estimate says that it is one. */
const CHARACTERS = 4;
/** The assumed length of an answer without a limit, in tokens. */
const DEFAULT_ANSWER_TOKENS = 500;

/** What a turn would take, as far as it can be told before. */
export interface Estimate {
  /** Tokens that would be sent to the one who is sent the most. */
  tokens: number;
  /** The smallest context among those who would answer; null when unknown. */
  context: number | null;
  /** USD for all answers; null when a price is not known. */
  usd: number | null;
}

/** How many characters were said in some messages. */
export function charactersOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + textOf(content).length, 0);
}

/** A message before it is sent, and who would answer it. */
interface Draft {
  /** Characters that were said before, for each target in order. */
  characters: readonly number[];
  /** Characters that are added to all of them. */
  typed: number;
  settings: ChatSettings;
  targets: readonly ChatTarget[];
}

/** Estimates what is sent and what that costs at the offers that would be asked. */
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
