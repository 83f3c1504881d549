import type { ModelOffer } from "@/lib/contract/offer";
import { isOver, isUsable } from "@/lib/contract/states";

/** The native ID's tag of a service that answers hours later, at a lower price. */
const BATCH = "batch";

/**
 * Whether an offer is only a fallback: it has ended, or answers only in batches. If its model has another offer, a
 * fallback matches no filter and its gateway is not counted.
 */
export function isFallback({ state, identity }: Pick<ModelOffer, "state" | "identity">): boolean {
  return isOver(state) || identity.tags.includes(BATCH);
}

/** The offers that describe a model today: the usable ones, else the non-fallbacks, else all. */
export function primaryOffers<T extends ModelOffer>(offers: readonly T[]): readonly T[] {
  const front = offers.filter((offer) => !isFallback(offer));
  const usable = front.filter(({ state }) => isUsable(state));
  return [usable, front].find((choice) => choice.length > 0) ?? offers;
}
