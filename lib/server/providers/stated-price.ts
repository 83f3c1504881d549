import { isRecord } from "@/lib/contract/json-object";
import {
  type Price,
  priceOf,
  type RawOverride,
  type RawPrices,
  readPrice,
  UNKNOWN_PRICE,
  withNote,
} from "@/lib/models/price";
import { hoursIn, PRICE_CONDITIONS } from "./price-hours";
import { figure, PRICE_PARTS } from "./rows";

/** The output of `prices` in rows.ts. */
type StatedPrices = Omit<RawPrices, "overrides"> & { overrides: unknown };

/** The price in an object under OpenRouter's names, with its long-prompt tiers and hours; unknown without an object. */
export function statedPrice(pricing: StatedPrices | null, unit: number): Price {
  if (!pricing) return UNKNOWN_PRICE;
  const { overrides, ...parts } = pricing;
  const stated = Array.isArray(overrides) ? overrides.map((entry) => overrideIn(entry, unit)) : [];
  const price = priceOf({ ...parts, overrides: stated.flatMap((override) => override ?? []) }, unit);
  const odd = stated.includes(null) || (isRecord(overrides) && Object.keys(overrides).length > 0);
  return odd && price.price_state === "known"
    ? withNote(price, "it also has prices under conditions that are not read here")
    : price;
}

/** An override; null when a condition or price can't be parsed, because then another price may apply. */
function overrideIn(entry: unknown, unit: number): RawOverride | null {
  if (!isRecord(entry)) return null;
  const isSupported = (key: string) => key in PRICE_PARTS || key === "input_audio_cache" || PRICE_CONDITIONS.has(key);
  if (!Object.keys(entry).every(isSupported)) return null;
  const { min_prompt_tokens, prompt, completion, input_cache_read } = entry;
  const above = figure.parse(min_prompt_tokens);
  const hours = hoursIn(entry);
  if (hours === undefined || (min_prompt_tokens != null && !(Number.isSafeInteger(above) && Number(above) >= 0)))
    return null;
  const stated = [prompt, completion, input_cache_read].filter((price) => price != null);
  if (stated.some((price) => typeof readPrice(price, unit) !== "number")) return null;
  return { above, hours, prompt, completion, input_cache_read };
}
