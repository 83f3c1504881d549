import type { OfferState } from "@/lib/contract/offer";

const BAD: readonly OfferState[] = ["deprecated", "error", "disabled", "inactive"];

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
