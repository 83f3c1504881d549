import type { ModelOffer, Route } from "@/lib/contract/offer";
import { contextText, countText, priceText, secondsText, speedText } from "@/lib/models/format";
import { type Workload, workloadCost } from "@/lib/models/workload";
import { OfferPrice } from "./offer-price";
import { Outlier } from "./outlier";

interface FigureCellsProps {
  facts: ModelOffer | Route;
  workload: Workload;
  /** How many times the median of all offers a figure is, where it is far from it. */
  factors?: { context: number | null; prompt: number | null; completion: number | null };
}

/** The figures of an offer, or of a host behind one, as cells. A figure that is not known is a dash. */
export function FigureCells({ facts, workload, factors }: FigureCellsProps) {
  const { context_length: context, tokens_per_second: speed, first_token_ms: first } = facts;
  const cost = workloadCost(facts, workload);
  return (
    <>
      <td
        className={context === null ? "num none" : "num"}
        data-name="context"
        title={context === null ? "unknown" : `${countText(context)} tokens`}
      >
        {context === null ? "–" : contextText(context)}
        <Outlier factor={factors?.context} />
      </td>
      <OfferPrice facts={facts} side="prompt" factor={factors?.prompt} />
      <OfferPrice facts={facts} side="completion" factor={factors?.completion} />
      <td
        className={cost ? "num money" : "num none"}
        data-name="a month"
        title={cost ? costTitle(cost) : "not known, because a price it needs is not"}
      >
        {cost ? priceText(cost.month) : "–"}
        {cost && cost.above !== null && <sup className="text-muted">long</sup>}
      </td>
      <td className={speed === null ? "num none" : "num"} data-name="t/s">
        {speed === null ? "–" : speedText(speed)}
      </td>
      <td className={first === null ? "num none" : "num"} data-name="first token">
        {first === null ? "–" : secondsText(first)}
      </td>
    </>
  );
}

function costTitle({ month, above, cacheUnpriced }: NonNullable<ReturnType<typeof workloadCost>>): string {
  return [
    `$${month} in 30 days`,
    ...(above === null ? [] : [`at the price of prompts over ${countText(above)} tokens`]),
    ...(cacheUnpriced ? ["no price is named for cached tokens: they are taken at the full one"] : []),
  ].join("; ");
}
