import { offerTags } from "@/components/model/offer-tags";
import type { ModelOffer } from "@/lib/contract/offer";
import { perMillion } from "@/lib/models/price";
import type { ModelRow } from "@/lib/models/row";

/** Facts of an offer that the index lacks: its native ID, and the tags that distinguish it. */
export interface OfferName {
  id: string;
  tags: string[];
}

/**
 * Matches index offers to API offers by their figures; null without a match, because the two may differ in age. Among
 * offers with the same figures, each name is used once, in order.
 */
export function offerNames(rows: readonly ModelRow[], named: readonly ModelOffer[]): (OfferName | null)[] {
  const unused = [...named];
  return rows.map((row) => {
    const index = unused.findIndex((offer) => isSame(row, offer));
    const [offer] = index < 0 ? [] : unused.splice(index, 1);
    return offer ? { id: offer.id, tags: offerTags(offer) } : null;
  });
}

function isSame(row: ModelRow, offer: ModelOffer): boolean {
  return (
    offer.gateway === row.gateway?.slug &&
    offer.state === row.state &&
    offer.price_state === row.priceState &&
    offer.context_length === row.context &&
    perMillion(offer.pricing.prompt) === row.priceIn &&
    perMillion(offer.pricing.completion) === row.priceOut
  );
}
