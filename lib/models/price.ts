import type { PriceState, Pricing } from "@/lib/contract/offer";

/** What one unit of a gateway's price is worth in USD per 1M tokens. Each adapter names its own, once. */
export const UNIT = {
  usdPerToken: 1e6,
  usdPerMillion: 1,
  centsPerToken: 1e4,
  /** xai: integers in cents per 100M tokens. */
  centsPer100Million: 1e-4,
  /** novita: integers in 1e-4 USD per 1M tokens. */
  tenThousandthUsdPerMillion: 1e-4,
} as const;

/** A price as its gateway wrote it: a figure in USD per 1M tokens, "dynamic" for -1, or null for never said. */
export type ReadPrice = number | "dynamic" | null;

/** Beyond this, and beyond its inverse, a double would become 0 or Infinity on its way: such a figure is no price. */
const TINIEST = 1e-300;

/**
 * Reads one raw price. Numbers and numeric strings count; `-1` (and any negative) means "varies"; missing, null,
 * "" and text mean unknown. Never turns one of those into 0.
 */
export function readPrice(raw: unknown, unit: number): ReadPrice {
  const text = typeof raw === "number" ? String(raw) : typeof raw === "string" ? raw.trim() : "";
  if (text === "") return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  if (value < 0) return "dynamic";
  const figure = Number((value * unit).toPrecision(12));
  return value === 0 || (figure > TINIEST && figure < 1 / TINIEST) ? figure : null;
}

/** The raw prices of a row, before their unit is applied. `image` and `request` are USD a piece, not per token. */
export interface RawPrices {
  prompt: unknown;
  completion: unknown;
  input_cache_read?: unknown;
  input_cache_write?: unknown;
  image?: unknown;
  request?: unknown;
}

/** What a row says of its price: figures, how they stand, and whether they are likely in a wrong unit. */
export interface Price {
  pricing: Pricing;
  price_state: PriceState;
  price_doubt: boolean;
}

/** No price was said. */
export const UNKNOWN_PRICE: Price = {
  pricing: { prompt: null, completion: null },
  price_state: "unknown",
  price_doubt: false,
};

/** A price that is charged in another way than by token, or not in figures: `pricing` stays null. */
export function priceWithout(state: Exclude<PriceState, "known" | "free">): Price {
  return { ...UNKNOWN_PRICE, price_state: state };
}

/** Reads a row's prices and their state; `unit` is what one unit is worth in USD per 1M tokens. */
export function priceOf(raw: RawPrices, unit: number): Price {
  const prompt = readPrice(raw.prompt, unit);
  const completion = readPrice(raw.completion, unit);
  if (prompt === "dynamic" || completion === "dynamic") return priceWithout("dynamic");
  const image = readPrice(raw.image, 1e6);
  const request = readPrice(raw.request, 1e6);
  const pieces = [image, request].some((p) => typeof p === "number" && p > 0);
  const unstated = prompt === null && completion === null;
  const zero = prompt === 0 && completion === 0;
  if ((zero || unstated) && pieces) return priceWithout("per_unit");
  if (unstated) return UNKNOWN_PRICE;
  const pricing: Pricing = { prompt: perToken(prompt), completion: perToken(completion) };
  for (const key of ["input_cache_read", "input_cache_write"] as const) {
    const value = readPrice(raw[key], unit);
    if (typeof value === "number") pricing[key] = perToken(value);
  }
  if (typeof image === "number" && image > 0) pricing.image = perToken(image);
  if (typeof request === "number" && request > 0) pricing.request = perToken(request);
  return { pricing, price_state: zero ? "free" : "known", price_doubt: [prompt, completion].some(isDoubtful) };
}

/** Outside $0.001 to $1,000 per 1M tokens and not 0: probably a wrong unit. */
export function isDoubtful(perMillionUsd: number | null): boolean {
  return perMillionUsd !== null && perMillionUsd !== 0 && (perMillionUsd < 0.001 || perMillionUsd > 1000);
}

/** USD per 1M tokens to a decimal string in USD per token, exact to 12 digits and without an exponent. */
export function perToken(perMillionUsd: number | null): string | null {
  if (perMillionUsd === null) return null;
  const [mantissa = "0", exponent = "0"] = perMillionUsd.toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const point = 1 + Number(exponent) - 6;
  if (point <= 0) return trimZeros(`0.${"0".repeat(-point)}${digits}`);
  return trimZeros(`${digits.slice(0, point).padEnd(point, "0")}.${digits.slice(point)}`);
}

function trimZeros(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0*$/, "") : decimal;
}

/** A decimal string in USD per token to USD per 1M tokens; null stays null. */
export function perMillion(perTokenUsd: string | null | undefined): number | null {
  return perTokenUsd == null ? null : Number((Number(perTokenUsd) * 1e6).toPrecision(12));
}
