import { Unknown } from "@/components/ui/figure";
import { CELL } from "@/components/ui/roles";
import type { ModelOffer, Route } from "@/lib/contract/offer";
import type { LiveFigures } from "@/lib/contract/usage";
import type { Workload } from "@/lib/contract/workload";
import { liveOf, shownFirstToken, shownSpeed } from "@/lib/models/best-offers";
import { contextText, countText, secondsText, speedText } from "@/lib/models/format";
import type { Factors } from "@/lib/models/offer-factors";
import { MonthCell } from "./month-cell";
import { OfferPrice } from "./offer-price";
import { Outlier } from "./outlier";

interface FigureCellsProps {
  facts: ModelOffer | Route;
  workload: Workload;
  /** Outlier figures, as multiples of the median of all offers. */
  factors?: Factors;
  /** The highest monthly cost of the table, in USD: the length of a full bar. */
  max: number;
  cheapest?: boolean;
  speeds: boolean;
}

const TD =
  "px-3 text-right whitespace-nowrap max-md:col-start-3 max-md:row-start-2 max-md:px-0 max-md:text-note max-md:text-text-3";

/** The figures of an offer or of a route, as cells. An unknown figure is a dash. */
export function FigureCells({ facts, workload, factors, max, cheapest = false, speeds }: FigureCellsProps) {
  const live = liveOf(facts);
  const output = "max_output_length" in facts ? facts.max_output_length : null;
  const speed = shownSpeed(facts);
  const first = shownFirstToken(facts);
  const isPriced = facts.price_state !== "free" && facts.price_state !== "unknown";
  return (
    <>
      <TokensCell tokens={facts.context_length} factor={factors?.context} dot={isPriced} />
      <TokensCell tokens={output} className="max-md:hidden" />
      <OfferPrice facts={facts} side="prompt" factor={factors?.prompt} />
      <OfferPrice facts={facts} side="completion" factor={factors?.completion} marked={factors?.prompt != null} />
      <MonthCell facts={facts} workload={workload} max={max} cheapest={cheapest} />
      {speeds && (
        <>
          <td
            {...CELL}
            className={`${TD} max-md:hidden ${speed === null ? "text-text-3" : ""}`}
            title={liveTitle(live, "tokens_per_second")}
          >
            {speed === null ? <Unknown /> : speedText(speed)}
          </td>
          <td
            {...CELL}
            className={`${TD} max-md:hidden ${first === null ? "text-text-3" : ""}`}
            title={liveTitle(live, "first_token_ms")}
          >
            {first === null ? <Unknown /> : secondsText(first)}
          </td>
        </>
      )}
    </>
  );
}

interface TokensCellProps {
  tokens: number | null;
  factor?: number | null | undefined;
  /** Whether a phone shows a price after it. */
  dot?: boolean;
  className?: string;
}

function TokensCell({ tokens, factor, dot = false, className = "" }: TokensCellProps) {
  return (
    <td
      {...CELL}
      className={`${TD} ${className} ${tokens === null ? "text-text-3 max-md:hidden" : ""}`}
      title={tokens === null ? "Not listed" : `${countText(tokens)} tokens`}
    >
      <Outlier factor={factor} />
      {tokens === null ? <Unknown /> : contextText(tokens)}
      {dot && <span className="ml-1 md:hidden">·</span>}
    </td>
  );
}

/** The details of a figure that was measured here; undefined for a figure from the gateway. */
function liveTitle(live: LiveFigures | undefined, figure: "tokens_per_second" | "first_token_ms"): string | undefined {
  const spread = live?.[figure];
  if (!live || !spread) return undefined;
  const { p50, p95 } = spread;
  return `Measured here in the last ${live.window_minutes} minutes: p50 ${p50}, p95 ${p95}, ${live.requests} calls, ${Math.round(live.uptime * 1000) / 10}% answered`;
}
