/** See `PriceState`. Separate from its schema, so that the browser does not load zod. */
export const PRICE_STATES = ["known", "free", "included", "dynamic", "per_unit", "unknown"] as const;

/** See `OfferState`. */
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

/** Whether an offer has ended; it is shown grayed out. */
export function isOver(state: (typeof OFFER_STATES)[number]): boolean {
  return state === "retired" || state === "gone";
}
