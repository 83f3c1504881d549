import type { PriceState } from "@/lib/contract/offer";
import { isUsable } from "./merge";
import type { SearchIndex } from "./search-index";

/** Which offers stand for a model: a price that is known, then one that is charged otherwise, then what is given away. */
const PRICE_RANKS: Record<PriceState, number> = { known: 0, per_unit: 1, included: 1, dynamic: 1, free: 2, unknown: 3 };
const DOUBT = 3;
const NOT_NAMED = 8;
const NOT_USABLE = 16;

/**
 * Ranks the offers of a model, the lowest first, before their figures are compared: a rate-limited free variant does not
 * stand for a model that can be paid for, nor a doubtful price for one that is in no doubt.
 * @param named places of gateways that the search names: their offers come first
 */
export function offerRanks(index: SearchIndex, named: ReadonlySet<number>): (offer: number) => number {
  const byTrait = Uint8Array.from(
    index.traits,
    ({ state, priceState, priceDoubt }) =>
      (isUsable(state) ? 0 : NOT_USABLE) + (priceDoubt ? DOUBT : PRICE_RANKS[priceState]),
  );
  if (named.size === 0) return (offer) => byTrait[index.trait[offer] as number] as number;
  const byGateway = Uint8Array.from(index.gateways, (_, place) => (named.has(place) ? 0 : NOT_NAMED));
  return (offer) =>
    (byTrait[index.trait[offer] as number] as number) + (byGateway[index.gateway[offer] as number] as number);
}
