/** See `PriceState`. Separate from its schema, so that the browser does not load zod. */
export const PRICE_STATES = ["known", "free", "included", "dynamic", "per_unit", "unknown"] as const;
export type PriceState = (typeof PRICE_STATES)[number];

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

export type OfferState = (typeof OFFER_STATES)[number];

/** The states in which an offer is usable, according to its gateway. */
export const USABLE_STATES: readonly OfferState[] = ["active", "preview", "expiring"];
const USABLE = new Set(USABLE_STATES);

/** Whether an offer is usable today, according to its gateway. */
export function isUsable(state: OfferState): boolean {
  return USABLE.has(state);
}

/** Whether an offer has ended; it is shown grayed out. */
export function isOver(state: OfferState): boolean {
  return state === "retired" || state === "gone";
}
