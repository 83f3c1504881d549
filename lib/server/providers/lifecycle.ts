import type { OfferState } from "@/lib/contract/offer";
import { DAY_SECONDS } from "@/lib/contract/time-units";

/** An offer's state, with an explanation. */
export interface Lifecycle {
  state: OfferState;
  state_note: string | null;
}

export const ACTIVE: Lifecycle = { state: "active", state_note: null };

/** End dates further away than this, or before 2000, mean no end: lists use 2098-12-31, 1970-01-01, and the like. */
const NO_END_SECONDS = 10 * 365 * DAY_SECONDS;
const FIRST_END_SECONDS = 946_684_800;

/**
 * The lifecycle of an offer that ends at `end` (Unix time in seconds): expiring before it, deprecated after it, active
 * for null.
 */
export function lifecycleUntil(end: number | null, now: Date, replacedBy: string | null = null): Lifecycle {
  if (end === null || end < FIRST_END_SECONDS || end - now.getTime() / 1000 > NO_END_SECONDS) return ACTIVE;
  const past = end * 1000 <= now.getTime();
  const day = new Date(end * 1000).toISOString().slice(0, 10);
  const heir = replacedBy === null ? "" : `, replaced by ${replacedBy}`;
  return {
    state: past ? "deprecated" : "expiring",
    state_note: `${past ? "deprecated on" : "to be deprecated on"} ${day}${heir}`,
  };
}
