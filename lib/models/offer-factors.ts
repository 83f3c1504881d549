import type { ModelOffer } from "@/lib/contract/offer";
import { outlierFactors } from "./outliers";
import { perMillion } from "./price";

/** An offer's figures as multiples of the median of all offers: see `outlierFactors`. */
export interface Factors {
  context: number | null;
  prompt: number | null;
  completion: number | null;
}

/** From this many times above or below the median, a price is likely a mistake. */
const UNLIKELY = 10;

/** Whether the input or output price is likely a mistake. Lists mark only these: a low price alone is what people want. */
export function isPriceUnlikely({ prompt, completion }: Factors): boolean {
  return [prompt, completion].some((factor) => factor !== null && (factor >= UNLIKELY || factor <= 1 / UNLIKELY));
}

/** The factors of each offer of a model, in the same order. */
export function offerFactors(offers: readonly ModelOffer[]): Factors[] {
  const context = outlierFactors(offers.map((offer) => offer.context_length));
  const prompt = outlierFactors(offers.map((offer) => perMillion(offer.pricing.prompt)));
  const completion = outlierFactors(offers.map((offer) => perMillion(offer.pricing.completion)));
  return offers.map((_, i) => ({
    context: context[i] ?? null,
    prompt: prompt[i] ?? null,
    completion: completion[i] ?? null,
  }));
}
