import type { Hours, Pricing } from "@/lib/contract/pricing";
import type { PriceState } from "@/lib/contract/states";
import { type PriceOverride, scheduleOf } from "./price-schedule";

/** USD per 1M tokens of one unit of a gateway's prices. Each adapter names its unit once. */
export const UNIT = {
  usdPerToken: 1e6,
  usdPerMillion: 1,
  centsPerToken: 1e4,
  /** xAI: integers in cents per 100M tokens. */
  centsPer100Million: 1e-4,
  /** Novita: integers in 1e-4 USD per 1M tokens. */
  tenThousandthUsdPerMillion: 1e-4,
} as const;

/** A price as its gateway states it: USD per 1M tokens, "dynamic" for -1, or null for not stated. */
type ReadPrice = number | "dynamic" | null;

/** Smaller values, and larger ones than its inverse, would become 0 or Infinity in conversion, and are not prices. */
const TINIEST = 1e-300;

/** Excludes `0x10` and `Infinity`. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Parses a raw price. Numbers and numeric strings count; `-1` (and any negative) means "varies"; missing, null, "" and
 * other text mean unknown. Never turns one of those into 0.
 */
export function readPrice(raw: unknown, unit: number): ReadPrice {
  const text = typeof raw === "number" ? String(raw) : typeof raw === "string" ? raw.trim() : "";
  if (!DECIMAL.test(text)) return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  if (value < 0) return "dynamic";
  const figure = Number((value * unit).toPrecision(12));
  return value === 0 || (figure > TINIEST && figure < 1 / TINIEST) ? figure : null;
}

/** A row's raw prices, before conversion. `image`, `request`, and `web_search` are USD per piece. */
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
  /** A discount in the row; whether its prices include it is not documented. */
  discount?: unknown;
  /** Prices of long prompts and of certain hours; later ones override earlier ones field by field. */
  overrides?: readonly RawOverride[];
}

/** Prices under conditions, before conversion. */
export interface RawOverride extends Pick<RawPrices, "prompt" | "completion" | "input_cache_read"> {
  above: number | null;
  hours: Hours | null;
}

/** A row's price: figures, state, and whether the unit is doubtful. */
export interface Price {
  pricing: Pricing;
  price_state: PriceState;
  price_doubt: boolean;
  /** The omitted prices, or the reason why the price is in doubt. */
  price_note?: string;
}

export const UNKNOWN_PRICE: Price = {
  pricing: { prompt: null, completion: null },
  price_state: "unknown",
  price_doubt: false,
};

/** The price with a note added. */
export function withNote(price: Price, note: string, price_doubt = price.price_doubt): Price {
  return { ...price, price_doubt, price_note: price.price_note ? `${price.price_note}; ${note}` : note };
}

/** A price that is not charged per token or not stated in figures: `pricing` stays null. */
export function priceWithout(state: Exclude<PriceState, "known" | "free">): Price {
  return { ...UNKNOWN_PRICE, price_state: state };
}

/** Fields charged per token, and per piece. */
const PER_TOKEN = ["input_cache_write", "input_cache_write_1h", "image_output", "audio", "audio_output"] as const;
const PER_PIECE = ["image", "request", "web_search"] as const;

/** Parses a row's prices and their state; `unit` is the value of one unit in USD per 1M tokens. */
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
    if (typeof value === "number" && value > 0) pricing[key] = perToken(value);
  }
  for (const key of PER_PIECE) {
    const value = readPrice(raw[key], 1e6);
    if (typeof value === "number" && value > 0) pricing[key] = perToken(value);
  }
  Object.assign(pricing, scheduleOf(pricing, readOverrides(raw.overrides ?? [], prompt, unit, notes)));
  const discounted = raw.discount != null && Number(raw.discount) !== 0;
  if (discounted) notes.push("it names a discount and not whether the prices include it");
  return {
    pricing,
    price_state: zero && !(pricing.tiers || pricing.windows) ? "free" : "known",
    price_doubt: discounted || figuresOf(pricing).some(isDoubtful),
    ...(notes.length > 0 ? { price_note: notes.join("; ") } : {}),
  };
}

/** A plausible price of cached tokens: reading them never costs more than sending them, and 0 means no cache. */
function cacheRead(raw: unknown, prompt: number | null, unit: number, notes: string[]): number | null {
  const value = readPrice(raw, unit);
  if (typeof value !== "number" || (value === 0 && prompt !== 0)) return null;
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

/** Every prompt and completion price, in USD per 1M tokens. */
function figuresOf({ prompt, completion, tiers = [], windows = [] }: Pricing): (number | null)[] {
  const priced = [{ prompt, completion }, ...tiers, ...windows, ...windows.flatMap((window) => window.tiers ?? [])];
  return priced.flatMap((price) => [perMillion(price.prompt), perMillion(price.completion)]);
}

/** Outside $0.001 to $1,000 per 1M tokens and not 0: probably a wrong unit. */
export function isDoubtful(perMillionUsd: number | null): boolean {
  return perMillionUsd !== null && perMillionUsd !== 0 && (perMillionUsd < 0.001 || perMillionUsd > 1000);
}

/** Converts USD per 1M tokens to a decimal string in USD per token, with 12 significant digits and no exponent. */
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

/** Converts a decimal string in USD per token to USD per 1M tokens; null stays null. */
export function perMillion(perTokenUsd: string | null | undefined): number | null {
  return perTokenUsd == null ? null : Number((Number(perTokenUsd) * 1e6).toPrecision(12));
}

/** USD per 1M tokens at 3 input : 1 output; null unless both prices are known and not in doubt. */
export function blendedPrice(offer: { pricing: Pricing; price_doubt: boolean }): number | null {
  const input = perMillion(offer.pricing.prompt);
  const output = perMillion(offer.pricing.completion);
  return input === null || output === null || offer.price_doubt ? null : (3 * input + output) / 4;
}
