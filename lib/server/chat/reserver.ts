import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import type { Reservation } from "./budgets";
import type { EndpointAdapter } from "./endpoint-adapter";

/** Less than any call costs: even with an unknown price, no call is made once nothing is left. */
const MIN_USD = 1e-9;

/** Reserves the maximum cost of a request at each offer that is called with the operator's key. */
export function reserver(
  request: ChatRequest,
  adapter: EndpointAdapter,
  reservation: Reservation,
): (offer: ModelOffer, ownKey: boolean) => Promise<void> | void {
  const tokens = { ...adapter.reserve(request), cached: 0 };
  // If a price is unknown, its cost can't be counted either.
  const maxCost = (offer: ModelOffer) => Math.max(MIN_USD, adapter.cost(offer, tokens, new Date()) ?? 0);
  return (offer, ownKey) => (ownKey ? undefined : reservation.cover(maxCost(offer)));
}
