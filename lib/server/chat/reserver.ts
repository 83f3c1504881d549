import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import type { Reservation } from "./budgets";
import type { Task } from "./task";

/** Less than any call costs: also where a price is not known, nothing is called once nothing is left. */
const LEAST_USD = 1e-9;

/** Reserves what a request may cost at each offer that is called with the operator's key. */
export function reserver(
  request: ChatRequest,
  task: Task,
  reservation: Reservation,
): (offer: ModelOffer, ownKey: boolean) => Promise<void> | void {
  const tokens = { ...task.reserve(request), cached: 0 };
  // Where a price is not known, nothing can be counted either.
  const most = (offer: ModelOffer) => Math.max(LEAST_USD, task.cost(offer, tokens, new Date()) ?? 0);
  return (offer, ownKey) => (ownKey ? undefined : reservation.cover(most(offer)));
}
