import type { OfferState } from "@/lib/contract/offer";

const BAD: readonly OfferState[] = ["deprecated", "error", "disabled", "inactive"];
const OVER: readonly OfferState[] = ["retired", "gone"];

/** Whether there is nothing left to use: such a model is shown greyed. */
export function isOver(state: OfferState): boolean {
  return OVER.includes(state);
}

/** What a gateway says about the life of an offer, where it is anything but "active". */
export function StateTag({ state, note }: { state: OfferState; note?: string | null }) {
  if (state === "active") return null;
  const tone = BAD.includes(state) ? "tag-bad" : state === "expiring" ? "tag-warn" : "";
  return (
    <span className={`tag ${tone}`} title={note ?? undefined}>
      {state}
    </span>
  );
}
