import type { OfferState } from "@/lib/contract/offer";
import { Tag } from "./tag";

const BAD: readonly OfferState[] = ["deprecated", "error", "disabled", "inactive"];

/** The state of an offer as its gateway reports it, unless it is "active". */
export function StateTag({ state, note }: { state: OfferState; note?: string | null }) {
  if (state === "active") return null;
  return (
    <Tag tone={BAD.includes(state) ? "bad" : state === "expiring" ? "warn" : "plain"} title={note ?? undefined}>
      {state.charAt(0).toUpperCase() + state.slice(1)}
    </Tag>
  );
}
