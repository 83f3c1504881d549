import type { Pricing } from "@/lib/contract/pricing";
import type { PriceState } from "@/lib/contract/states";
import { pricesAt } from "./price-schedule";

/** Tokens of one call, as counted by its gateway or our tokenizer. `prompt` includes `cached`. */
export interface TokenCounts {
  prompt: number;
  completion: number;
  cached: number;
}

interface Priced {
  pricing: Pricing;
  price_state: PriceState;
}

/** Cost of embeddings in USD; null unless the price is known. Only input is charged. */
export function embeddingCost(offer: Priced, { prompt }: Pick<TokenCounts, "prompt">, at: Date): number | null {
  if (offer.price_state === "free") return 0;
  const prices = pricesAt(offer.pricing, at, prompt);
  if (prices.prompt === null || offer.price_state !== "known") return null;
  return Number((prompt * Number(prices.prompt) + Number(prices.request ?? 0)).toPrecision(12));
}

/**
 * Cost in USD of a call that started at `at`; null unless every price it needs is known: unknown is never 0. Empty
 * output costs nothing. The whole call is charged at the prices of its hour and prompt length.
 */
export function callCost(offer: Priced, tokens: TokenCounts, at: Date): number | null {
  if (tokens.completion === 0) return 0;
  if (offer.price_state === "free") return 0;
  if (offer.price_state !== "known") return null;
  const prices = pricesAt(offer.pricing, at, tokens.prompt);
  if (prices.prompt === null || prices.completion === null) return null;
  const cached = Math.min(tokens.cached, tokens.prompt);
  const input = (tokens.prompt - cached) * Number(prices.prompt);
  const read = cached === 0 ? 0 : cached * Number(prices.input_cache_read ?? prices.prompt);
  const output = tokens.completion * Number(prices.completion);
  return Number((input + read + output + Number(prices.request ?? 0)).toPrecision(12));
}
