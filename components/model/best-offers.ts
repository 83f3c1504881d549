import type { ModelOffer } from "@/lib/contract/offer";
import { blendedPrice, isUsable } from "@/lib/models/merge";

/** The offers that stand out among those that can be used and whose figures are known. */
export interface BestOffers {
  /** Where the price is lowest at three parts in to one part out; null where no price is known. */
  cheapest: ModelOffer | null;
  fastest: ModelOffer | null;
  /** Whether there was anything to compare with: only then a mark says something. */
  comparesPrice: boolean;
  comparesSpeed: boolean;
}

/** Finds the cheapest and the fastest offer; doubtful prices and offers that are over do not take part. */
export function bestOffers(offers: readonly ModelOffer[]): BestOffers {
  const usable = offers.filter((offer) => isUsable(offer.state));
  const priced = usable.filter((offer) => blendedPrice(offer) !== null);
  const timed = usable.filter((offer) => offer.tokens_per_second !== null);
  return {
    cheapest: least(priced, (offer) => blendedPrice(offer) ?? 0),
    fastest: least(timed, (offer) => -(offer.tokens_per_second ?? 0)),
    comparesPrice: new Set(priced.map(blendedPrice)).size > 1,
    comparesSpeed: new Set(timed.map((offer) => offer.tokens_per_second)).size > 1,
  };
}

function least(offers: readonly ModelOffer[], figure: (offer: ModelOffer) => number): ModelOffer | null {
  return offers.reduce<ModelOffer | null>((best, o) => (best === null || figure(o) < figure(best) ? o : best), null);
}
