import type { ModelOffer, Route } from "@/lib/contract/offer";
import type { LiveFigures } from "@/lib/contract/usage";
import { liveOf, shownFirstToken, shownSpeed } from "@/lib/models/best-offers";
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
  const live = liveOf(facts);
  const context = facts.context_length;
  const speed = shownSpeed(facts);
  const first = shownFirstToken(facts);
  const cost = workloadCost(facts, workload);
  const free = facts.price_state === "free";
  return (
    <>
      <td
        className={context === null ? "num none" : "num"}
        data-name="context"
        title={context === null ? "Unknown" : `${countText(context)} tokens`}
      >
        {context === null ? "–" : contextText(context)}
        <Outlier factor={factors?.context} />
      </td>
      <OfferPrice facts={facts} side="prompt" factor={factors?.prompt} />
      <OfferPrice facts={facts} side="completion" factor={factors?.completion} />
      <td
        className={free ? "num none font-sans text-text-3" : cost ? "num money" : "num none"}
        data-name="a month"
        title={cost ? costTitle(cost) : "Unknown: a price it needs is missing"}
      >
        {free ? "Free" : cost ? priceText(cost.month) : "–"}
        {cost && cost.above !== null && <sup className="text-text-3">long</sup>}
      </td>
      <td className={speed === null ? "num none" : "num"} data-name="t/s" title={liveTitle(live, "tokens_per_second")}>
        {speed === null ? "–" : speedText(speed)}
      </td>
      <td
        className={first === null ? "num none" : "num"}
        data-name="first token"
        title={liveTitle(live, "first_token_ms")}
      >
        {first === null ? "–" : secondsText(first)}
      </td>
    </>
  );
}

/** Where a figure of our own calls comes from; undefined for what a gateway says. */
function liveTitle(live: LiveFigures | undefined, figure: "tokens_per_second" | "first_token_ms"): string | undefined {
  const spread = live?.[figure];
  if (!live || !spread) return undefined;
  const { p50, p95 } = spread;
  return `Measured here in the last ${live.window_minutes} minutes: p50 ${p50}, p95 ${p95}, ${live.requests} calls, ${Math.round(live.uptime * 1000) / 10}% answered`;
}

function costTitle({ month, above, cacheUnpriced }: NonNullable<ReturnType<typeof workloadCost>>): string {
  return [
    `$${month} in 30 days`,
    ...(above === null ? [] : [`at the price of prompts over ${countText(above)} tokens`]),
    ...(cacheUnpriced ? ["No price for cached tokens: the full price is used"] : []),
  ].join("; ");
}
