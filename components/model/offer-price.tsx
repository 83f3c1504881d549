import { shownPrice } from "@/components/ui/price";
import type { Offer } from "@/lib/contract/offer";
import { perMillion } from "@/lib/models/price";
import { furtherPrices } from "@/lib/models/price-text";
import { Outlier } from "./outlier";

interface OfferPriceProps {
  facts: Pick<Offer, "pricing" | "price_state"> & { price_doubt?: boolean; price_note?: string | undefined };
  side: "prompt" | "completion";
  factor?: number | null | undefined;
}

/** The input or output price of an offer as a cell; its title names the prices of cached and of long prompts too. */
export function OfferPrice({ facts, side, factor }: OfferPriceProps) {
  const doubt = facts.price_doubt ?? false;
  const price = shownPrice(perMillion(facts.pricing[side]), facts.price_state, doubt);
  const title = [price.title, ...(price.figure ? furtherPrices(facts.pricing, side) : []), facts.price_note]
    .filter(Boolean)
    .join("; ");
  // A word, such as "free", is of both sides: a card says it once, and without a name.
  const isStated = side === "prompt" && price.text !== "–";
  return (
    <td
      className={price.figure ? "num money" : `num font-sans text-text-3 ${isStated ? "" : "none"}`}
      data-name={price.figure ? (side === "prompt" ? "in" : "out") : undefined}
      title={title}
    >
      {price.text}
      {price.doubt && <span className="text-warn">?</span>}
      {price.figure && facts.pricing.windows && <sup className="text-text-3">by hour</sup>}
      {price.figure && <Outlier factor={factor} />}
    </td>
  );
}
