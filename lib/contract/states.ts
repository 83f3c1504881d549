/** How a price stands: see `PriceState`. Apart from its schema, so that a browser needs no schemas to know the words. */
export const PRICE_STATES = ["known", "free", "included", "dynamic", "per_unit", "unknown"] as const;

/** What a gateway says about the life of an offer: see `OfferState`. */
export const OFFER_STATES = [
  "active",
  "preview",
  "expiring",
  "staging",
  "private",
  "deprecated",
  "inactive",
  "disabled",
  "error",
  "retired",
  "gone",
] as const;

/** Whether an offer has ended: nothing is left to use, and it is shown grayed. */
export function isOver(state: (typeof OFFER_STATES)[number]): boolean {
  return state === "retired" || state === "gone";
}
