import type { PriceState, Pricing } from "@/lib/contract/offer";
import { type Hours, type PriceOverride, scheduleOf } from "./price-schedule";

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

/** The raw prices of a row, before their unit is applied. `image`, `request`, and `web_search` are USD a piece. */
export interface RawPrices {
  prompt: unknown;
  completion: unknown;
  input_cache_read?: unknown;
  input_cache_write?: unknown;
  input_cache_write_1h?: unknown;
  image?: unknown;
  image_output?: unknown;
  audio?: unknown;
  audio_output?: unknown;
  web_search?: unknown;
  request?: unknown;
  /** A discount that the row names; nobody says whether its prices include it. */
  discount?: unknown;
  /** Prices of long prompts and of certain hours; later ones win price by price. */
  overrides?: readonly RawOverride[];
}

/** Prices under conditions, before their unit is applied. */
export interface RawOverride extends Pick<RawPrices, "prompt" | "completion" | "input_cache_read"> {
  above: number | null;
  hours: Hours | null;
}

/** What a row says of its price: figures, how they stand, and whether they are likely in a wrong unit. */
export interface Price {
  pricing: Pricing;
  price_state: PriceState;
  price_doubt: boolean;
  /** What was left out, or why the price is in doubt. */
  price_note?: string;
}

/** No price was said. */
export const UNKNOWN_PRICE: Price = {
  pricing: { prompt: null, completion: null },
  price_state: "unknown",
  price_doubt: false,
};

/** The same price with one more thing said about it. */
export function withNote(price: Price, note: string, price_doubt = price.price_doubt): Price {
  return { ...price, price_doubt, price_note: price.price_note ? `${price.price_note}; ${note}` : note };
}

/** A price that is charged in another way than by token, or not in figures: `pricing` stays null. */
export function priceWithout(state: Exclude<PriceState, "known" | "free">): Price {
  return { ...UNKNOWN_PRICE, price_state: state };
}

/** The parts of a price that are charged per token, and those per piece. */
const PER_TOKEN = ["input_cache_write", "input_cache_write_1h", "image_output", "audio", "audio_output"] as const;
const PER_PIECE = ["image", "request", "web_search"] as const;

/** Reads a row's prices and their state; `unit` is what one unit is worth in USD per 1M tokens. */
export function priceOf(raw: RawPrices, unit: number): Price {
  const prompt = readPrice(raw.prompt, unit);
  const completion = readPrice(raw.completion, unit);
  if (prompt === "dynamic" || completion === "dynamic") return priceWithout("dynamic");
  const pieces = [raw.image, raw.request, raw.image_output].map((piece) => readPrice(piece, 1e6));
  const byPiece = pieces.some((piece) => typeof piece === "number" && piece > 0);
  const unstated = prompt === null && completion === null;
  const zero = prompt === 0 && completion === 0;
  if ((zero || unstated) && byPiece) return priceWithout("per_unit");
  if (unstated) return UNKNOWN_PRICE;
  const pricing: Pricing = { prompt: perToken(prompt), completion: perToken(completion) };
  const notes: string[] = [];
  const cached = cacheRead(raw.input_cache_read, prompt, unit, notes);
  if (cached !== null) pricing.input_cache_read = perToken(cached);
  for (const key of PER_TOKEN) {
    const value = readPrice(raw[key], unit);
    if (typeof value === "number" && (value > 0 || key === "input_cache_write")) pricing[key] = perToken(value);
  }
  for (const key of PER_PIECE) {
    const value = readPrice(raw[key], 1e6);
    if (typeof value === "number" && value > 0) pricing[key] = perToken(value);
  }
  Object.assign(pricing, scheduleOf(pricing, readOverrides(raw.overrides ?? [], prompt, unit, notes)));
  const discount = readPrice(raw.discount, 1);
  const discounted = discount !== null && discount !== 0;
  if (discounted) notes.push("it names a discount and not whether the prices include it");
  return {
    pricing,
    price_state: zero && !(pricing.tiers || pricing.windows) ? "free" : "known",
    price_doubt: discounted || figuresOf(pricing).some(isDoubtful),
    ...(notes.length > 0 ? { price_note: notes.join("; ") } : {}),
  };
}

/** A price of cached tokens that can be true: reading them never costs more than sending them. */
function cacheRead(raw: unknown, prompt: number | null, unit: number, notes: string[]): number | null {
  const value = readPrice(raw, unit);
  if (typeof value !== "number") return null;
  if (prompt === null || value <= prompt) return value;
  const note = `its price of cached tokens, $${value} per 1M, is above that of the prompt and is left out`;
  if (!notes.includes(note)) notes.push(note);
  return null;
}

function readOverrides(
  raw: readonly RawOverride[],
  prompt: number | null,
  unit: number,
  notes: string[],
): PriceOverride[] {
  return raw.map(({ above, hours, ...prices }) => {
    const [input, output] = [readPrice(prices.prompt, unit), readPrice(prices.completion, unit)];
    const cached = cacheRead(prices.input_cache_read, typeof input === "number" ? input : prompt, unit, notes);
    const read: PriceOverride["prices"] = {};
    if (typeof input === "number") read.prompt = perToken(input);
    if (typeof output === "number") read.completion = perToken(output);
    if (cached !== null) read.input_cache_read = perToken(cached);
    return { above, hours, prices: read };
  });
}

/** Every price of a prompt or an answer, in USD per 1M tokens. */
function figuresOf({ prompt, completion, tiers = [], windows = [] }: Pricing): (number | null)[] {
  const priced = [{ prompt, completion }, ...tiers, ...windows, ...windows.flatMap((window) => window.tiers ?? [])];
  return priced.flatMap((price) => [perMillion(price.prompt), perMillion(price.completion)]);
}

/** Outside $0.001 to $1,000 per 1M tokens and not 0: probably a wrong unit. */
export function isDoubtful(perMillionUsd: number | null): boolean {
  return perMillionUsd !== null && perMillionUsd !== 0 && (perMillionUsd < 0.001 || perMillionUsd > 1000);
}

/** USD per 1M tokens to a decimal string in USD per token, exact to 12 digits and without an exponent. */
export function perToken(perMillionUsd: number): string;
export function perToken(perMillionUsd: number | null): string | null;
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
