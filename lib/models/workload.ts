import type { Offer } from "@/lib/contract/offer";
import { indexedPrice } from "./pack-price";
import { shareOf } from "./price-schedule";
import type { IndexedPrice, IndexedRates } from "./search-index";

/** How a model is used: tokens per call, and calls. */
export interface Workload {
  input: number;
  output: number;
  /** Percentage of the prompt that is read from the cache. */
  cached: number;
  /** Calls per day. */
  calls: number;
}

/** Prices are blended at the same 3 input : 1 output ratio. */
export const DEFAULT_WORKLOAD: Workload = { input: 3_000, output: 1_000, cached: 0, calls: 300 };
const DAYS_A_MONTH = 30;

/** The fields of a workload: URL parameter, name, and maximum. */
export const WORKLOAD_FIELDS = [
  ["input", "tokens_in", "tokens in", 10_000_000],
  ["output", "tokens_out", "tokens out", 10_000_000],
  ["cached", "cached", "% cached", 100],
  ["calls", "calls", "calls a day", 1_000_000_000],
] as const satisfies readonly (readonly [keyof Workload, string, string, number])[];

/**
 * Parses a workload from a URL: `tokens_in=3k&tokens_out=1000&cached=50&calls=1m`. Invalid fields keep their default.
 */
export function parseWorkload(params: URLSearchParams): Workload {
  const workload = { ...DEFAULT_WORKLOAD };
  for (const [field, param, , max] of WORKLOAD_FIELDS) {
    const value = readCount(params.get(param) ?? "");
    if (value !== null) workload[field] = Math.min(max, value);
  }
  return workload;
}

/** The shortest URL parameters of a workload; `parseWorkload` is the inverse. */
export function formatWorkload(workload: Workload): URLSearchParams {
  const params = new URLSearchParams();
  for (const [field, param] of WORKLOAD_FIELDS) {
    if (workload[field] !== DEFAULT_WORKLOAD[field]) params.set(param, String(workload[field]));
  }
  return params;
}

/** A typed integer: "3000", "3,000", "3k", "1.5M"; null for anything else. */
export function readCount(text: string): number | null {
  const [, digits, unit = ""] = /^(\d[\d,_]*(?:\.\d+)?)([km]?)%?$/i.exec(text.replace(/\s/g, "")) ?? [];
  if (digits === undefined) return null;
  const scale = { "": 1, k: 1e3, m: 1e6 }[unit.toLowerCase()] ?? 1;
  return Math.round(Number(digits.replace(/[,_]/g, "")) * scale);
}

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

/**
 * The cost of a workload at an offer. Null unless every price it needs is known: unknown is never 0. The whole call is
 * charged at the tier that its prompt reaches.
 */
export function workloadCost(offer: Pick<Offer, "pricing" | "price_state">, workload: Workload): Cost | null {
  if (offer.price_state !== "known" && offer.price_state !== "free") return null;
  return priceCost(indexedPrice(offer.pricing), workload);
}

/** The cost of a workload at these prices; null unless every price it needs is known. */
export function priceCost(price: IndexedPrice, workload: Workload): Cost | null {
  const defaultModel = callAt(price, workload);
  if (defaultModel === null) return null;
  const shares = price.windows.map((window) => ({ share: shareOf(window), call: callAt(window, workload) }));
  let call = defaultModel.call * (1 - shares.reduce((sum, { share }) => sum + share, 0));
  for (const { share, call: at } of shares) {
    if (at === null) return null;
    call += share * at.call;
  }
  const month = Number(((call * workload.calls * DAYS_A_MONTH) / 1e6).toPrecision(12));
  return { month, above: defaultModel.above, cacheUnpriced: defaultModel.cacheUnpriced, byHour: shares.length > 0 };
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
