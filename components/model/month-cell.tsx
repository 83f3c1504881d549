import { Unknown } from "@/components/ui/figure";
import { CELL } from "@/components/ui/roles";
import type { ModelOffer, Route } from "@/lib/contract/offer";
import type { Workload } from "@/lib/contract/workload";
import { costText, countText } from "@/lib/models/format";
import type { Cost } from "@/lib/models/price-cost";
import { workloadCost } from "@/lib/models/workload";

interface MonthCellProps {
  facts: ModelOffer | Route;
  workload: Workload;
  max: number;
  cheapest: boolean;
}

/** The monthly cost of an offer: a bar in proportion to the most expensive one, and the figure. */
export function MonthCell({ facts, workload, max, cheapest }: MonthCellProps) {
  const cost = workloadCost(facts, workload);
  const free = facts.price_state === "free";
  const share = cost && max > 0 ? Math.min(100, Math.max(cost.month > 0 ? 2 : 0, (cost.month / max) * 100)) : 0;
  return (
    <td
      {...CELL}
      className="px-3 max-md:col-span-2 max-md:col-start-4 max-md:row-start-1 max-md:px-0"
      title={cost ? costTitle(cost) : "Unknown: a price it needs is missing"}
    >
      <span className="flex items-center gap-3">
        <span aria-hidden="true" className="h-1.5 min-w-12 flex-1 overflow-hidden rounded-full bg-hover max-lg:hidden">
          <i
            className={`block h-full rounded-full forced-color-adjust-none ${cheapest ? "bg-good" : "bg-chart"}`}
            style={{ width: `${share}%` }}
          />
        </span>
        <span className={`ml-auto min-w-16 text-right font-medium ${cheapest ? "text-good" : ""}`}>
          {free ? "Free" : cost ? `$${costText(cost.month)}` : <Unknown />}
          {cost && cost.above !== null && (
            <span className="comma-before block text-tiny font-normal text-text-3">long prompts</span>
          )}
        </span>
      </span>
    </td>
  );
}

function costTitle({ month, above, cacheUnpriced, byHour }: Cost): string {
  return [
    `$${month} in 30 days`,
    ...(above === null ? [] : [`at the price of prompts over ${countText(above)} tokens`]),
    ...(byHour ? ["calls spread evenly over the day"] : []),
    ...(cacheUnpriced ? ["no price for cached tokens: the full price is used"] : []),
  ].join("; ");
}
