import { offerTags } from "@/components/model/offer-tags";
import type { ModelOffer } from "@/lib/contract/offer";
import { perMillion } from "@/lib/models/price";
import type { ModelRow } from "@/lib/models/row";

/** What the index does not hold of an offer: its native id, and the tags that tell it from its neighbors. */
export interface OfferName {
  id: string;
  tags: string[];
}

/**
 * The names of offers that the index has, told by their figures; null for one that is not among the named: the two may
 * be of different hours. Of offers with the same figures each name is given once, in the same order.
 */
export function offerNames(rows: readonly ModelRow[], named: readonly ModelOffer[]): (OfferName | null)[] {
  const left = [...named];
  return rows.map((row) => {
    const place = left.findIndex((offer) => isSame(row, offer));
    const [offer] = place < 0 ? [] : left.splice(place, 1);
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
