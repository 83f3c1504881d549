import type { ModelOffer } from "@/lib/contract/offer";
import { outlierFactors } from "./outliers";
import { perMillion } from "./price";

/** An offer's figures as multiples of the median of all offers: see `outlierFactors`. */
export interface Factors {
  context: number | null;
  prompt: number | null;
  completion: number | null;
}

/** Whether the input or output price is an outlier. */
export function isPriceOutlier({ prompt, completion }: Factors): boolean {
  return prompt !== null || completion !== null;
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
