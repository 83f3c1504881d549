import type { AnswerWish, ChatSettings, Message } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { textOf } from "@/lib/models/conversation";
import { perMillion } from "@/lib/models/price";

/** About so many characters make a token in most languages; an estimate says that it is one. */
const CHARACTERS = 4;
/** What an answer is reckoned with when no limit is set, in tokens. */
const USUAL_ANSWER = 500;

/** What a turn would take, as far as it can be told before. */
export interface Estimate {
  /** Tokens that would be sent. */
  tokens: number;
  /** The smallest context among those who would answer; null when unknown. */
  context: number | null;
  /** USD for all answers; null when a price is not known. */
  usd: number | null;
}

/** Estimates what is sent and what that costs at the offers that would be asked. */
export function estimate(
  said: readonly Message[],
  draft: string,
  settings: ChatSettings,
  wishes: readonly AnswerWish[],
  models: ReadonlyMap<string, Model>,
): Estimate {
  const characters = said.reduce(
    (sum, { content }) => sum + textOf(content).length,
    draft.length + settings.system.length,
  );
  const tokens = Math.ceil(characters / CHARACTERS);
  let context: number | null = null;
  let usd: number | null = 0;
  for (const { model, gateway } of wishes) {
    const offers = models.get(model)?.offers ?? [];
    const offer = gateway ? offers.find((o) => o.gateway === gateway) : offers[0];
    const length = offer?.context_length ?? null;
    if (length !== null) context = Math.min(context ?? length, length);
    const [input, output] = [perMillion(offer?.pricing.prompt ?? null), perMillion(offer?.pricing.completion ?? null)];
    if (input === null || output === null || usd === null) usd = null;
    else usd += (tokens * input + (settings.max_tokens ?? USUAL_ANSWER) * output) / 1e6;
  }
  return { tokens, context, usd: wishes.length === 0 ? null : usd };
}
