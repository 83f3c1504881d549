import type { PriceState } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import { cached } from "./cached";
import type { SearchIndex } from "./search-index";

/** Order of offers when one represents a model: a known price first, then other kinds of charges, then free. */
const PRICE_RANKS: Record<PriceState, number> = { known: 0, per_unit: 1, included: 1, dynamic: 1, free: 2, unknown: 3 };
const DOUBT = 3;
const NOT_NAMED = 8;
const NOT_USABLE = 16;

/**
 * A function that ranks a model's offers, lowest first, before their figures are compared: a rate-limited free offer
 * doesn't represent a model with a paid one, and a doubtful price does not represent a model with a certain one.
 * @param named indices of gateways named in the search: their offers come first
 */
export function offerRanks(index: SearchIndex, named: ReadonlySet<number>): (offer: number) => number {
  const byTrait = traitRanks(index);
  if (named.size === 0) return (offer) => byTrait[index.trait[offer] as number] as number;
  const byGateway = Uint8Array.from(index.gateways, (_, place) => (named.has(place) ? 0 : NOT_NAMED));
  return (offer) =>
    (byTrait[index.trait[offer] as number] as number) + (byGateway[index.gateway[offer] as number] as number);
}

const traitRanks = cached(({ traits }: SearchIndex) =>
  Uint8Array.from(
    traits,
    ({ state, priceState, priceDoubt }) =>
      (isUsable(state) ? 0 : NOT_USABLE) + (priceDoubt ? DOUBT : PRICE_RANKS[priceState]),
  ),
);

/** The offer whose figures represent a model when nothing is searched: the first with the lowest rank. */
export function representativeOffer(index: SearchIndex, model: number): number {
  const rank = offerRanks(index, new Set());
  const first = index.firstOffer[model] ?? 0;
  let best = first;
  for (let offer = first; offer < (index.primaryEnd[model] ?? first); offer++) {
    if (rank(offer) < rank(best)) best = offer;
  }
  return best;
}
