import { shownPrice } from "@/components/ui/price";
import type { Offer } from "@/lib/contract/offer";
import { countText, priceText } from "@/lib/models/format";
import { perMillion } from "@/lib/models/price";
import { Outlier } from "./outlier";

interface OfferPriceProps {
  facts: Pick<Offer, "pricing" | "price_state"> & { price_doubt?: boolean };
  side: "prompt" | "completion";
  factor?: number | null | undefined;
}

/** The input or output price of an offer as a cell; its title names the prices of cached and of long prompts too. */
export function OfferPrice({ facts, side, factor }: OfferPriceProps) {
  const doubt = facts.price_doubt ?? false;
  const price = shownPrice(perMillion(facts.pricing[side]), facts.price_state, doubt);
  const title = [price.title, ...(price.figure ? furtherPrices(facts.pricing, side) : [])].join("; ");
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
      {price.figure && <Outlier factor={factor} />}
    </td>
  );
}

function furtherPrices(pricing: Offer["pricing"], side: OfferPriceProps["side"]): string[] {
  const cached = side === "prompt" ? perMillion(pricing.input_cache_read) : null;
  const tiers = (pricing.tiers ?? []).flatMap((tier) => {
    const figure = perMillion(tier[side]);
    return figure === null ? [] : [`$${priceText(figure)} in calls with more than ${countText(tier.above)} tokens in`];
  });
  return [...(cached === null ? [] : [`cached $${priceText(cached)}`]), ...tiers];
}
