import { Figure } from "@/components/ui/figure";
import { DOUBT, shownPrice } from "@/components/ui/price";
import { CELL } from "@/components/ui/roles";
import type { Offer } from "@/lib/contract/offer";
import { perMillion } from "@/lib/models/price";
import { furtherPrices } from "@/lib/models/price-text";
import { outlierText } from "./outlier";

interface OfferPriceProps {
  facts: Pick<Offer, "pricing" | "price_state"> & { price_doubt?: boolean; price_note?: string | undefined };
  side: "prompt" | "completion";
  factor?: number | null | undefined;
  /** Whether the other price has a warning icon already: a phone shows one. */
  marked?: boolean;
}

/** The input or output price of an offer as a cell; the tooltip adds the prices of cached tokens and long prompts. */
export function OfferPrice({ facts, side, factor, marked = false }: OfferPriceProps) {
  const usd = perMillion(facts.pricing[side]);
  const price = shownPrice(usd, facts.price_state, facts.price_doubt ?? false);
  const title = [price.title, ...(price.figure ? furtherPrices(facts.pricing, side) : []), facts.price_note]
    .filter(Boolean)
    .join("; ");
  const isInput = side === "prompt";
  const column = isInput ? "max-md:col-start-4" : "max-md:col-start-5";
  // A word applies to both prices, and "Free" and a dash are in the monthly cost too: a phone shows it once.
  const once = facts.price_state === "free" || price.text === "–";
  const shown = price.figure || (isInput && !once) ? "" : "max-md:hidden";
  return (
    <td
      {...CELL}
      className={`px-3 text-right whitespace-nowrap max-md:row-start-2 max-md:px-0 max-md:text-note max-md:text-text-3 max-md:[&_.opacity-0]:hidden ${column} ${shown} ${marked || (price.doubt && !isInput) ? "max-md:[&_.text-warn]:hidden" : ""} ${price.figure ? "" : "text-text-3"}`}
    >
      {price.figure && !isInput && <span className="md:hidden">/ </span>}
      <Figure
        text={price.text}
        title={title}
        unit={price.figure && <span className="md:hidden">$</span>}
        digits={price.figure ? 3 : 0}
        doubt={price.doubt ? DOUBT : price.figure ? outlierText(factor) : undefined}
      />
    </td>
  );
}
