import type { Workload } from "@/lib/contract/workload";
import { shareOf } from "./price-schedule";
import type { IndexedPrice, IndexedRates } from "./search-index";

const DAYS_A_MONTH = 30;

/** A monthly cost, and how it was computed. */
export interface Cost {
  /** USD per month of 30 days. */
  month: number;
  /** The price of prompts of more than this many input tokens was used. */
  above: number | null;
  /** Cached tokens were requested but have no price of their own: they are charged as input. */
  cacheUnpriced: boolean;
  /** The price depends on the hour: calls are spread evenly over the day. */
  byHour: boolean;
}

/** The cost of a workload at these prices; null unless every price it needs is known. */
export function priceCost(price: IndexedPrice, workload: Workload): Cost | null {
  const base = callAt(price, workload);
  if (base === null) return null;
  const shares = price.windows.map((window) => ({ share: shareOf(window), call: callAt(window, workload) }));
  let call = base.call * (1 - shares.reduce((sum, { share }) => sum + share, 0));
  for (const { share, call: at } of shares) {
    if (at === null) return null;
    call += share * at.call;
  }
  const month = Number(((call * workload.calls * DAYS_A_MONTH) / 1e6).toPrecision(12));
  return { month, above: base.above, cacheUnpriced: base.cacheUnpriced, byHour: shares.length > 0 };
}

/** The cost of one call at these rates, in millionths of a USD. */
function callAt(rates: IndexedRates, { input, output, cached: percent }: Workload) {
  const tier = rates.tiers.findLast(({ above }) => input > above);
  const { in: prompt, out: completion, cache } = tier ?? rates;
  if ((prompt === null && input > 0) || (completion === null && output > 0)) return null;
  const cached = (input * percent) / 100;
  return {
    call: (input - cached) * (prompt ?? 0) + cached * (cache ?? prompt ?? 0) + output * (completion ?? 0),
    above: tier?.above ?? null,
    cacheUnpriced: cached > 0 && cache === null && prompt !== 0,
  };
}
