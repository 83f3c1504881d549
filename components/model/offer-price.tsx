import { shownPrice } from "@/components/ui/price";
import type { Offer } from "@/lib/contract/offer";
import { perMillion } from "@/lib/models/price";

interface OfferPriceProps {
  facts: Pick<Offer, "pricing" | "price_state"> & { price_doubt?: boolean };
  side: "prompt" | "completion";
}

/** The input or output price of an offer as a cell. */
export function OfferPrice({ facts, side }: OfferPriceProps) {
  const doubt = facts.price_doubt ?? false;
  const price = shownPrice(perMillion(facts.pricing[side]), facts.price_state, doubt);
  return (
    <td
      className={price.figure ? "num money" : "num font-sans text-muted"}
      data-name={side === "prompt" ? "in" : "out"}
      title={price.title}
    >
      {price.text}
      {price.doubt && <span className="text-warn">?</span>}
    </td>
  );
}
