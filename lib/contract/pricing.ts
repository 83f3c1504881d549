import { z } from "zod";

/** Price of all tokens of a call with more than `above` input tokens, in USD per token. */
export const PriceTier = z.object({
  above: z.number().int(),
  prompt: z.string().nullable(),
  completion: z.string().nullable(),
  input_cache_read: z.string().nullable().optional(),
});
export type PriceTier = z.infer<typeof PriceTier>;

/**
 * Prices at certain hours in UTC (HHMM): from `utc_start` until just before `utc_end`, past midnight when the end is
 * not later. Every day unless `utc_days` is set. Absent prices stay at their regular value.
 */
export const PriceWindow = z.object({
  utc_start: z.number().int(),
  utc_end: z.number().int(),
  utc_days: z.array(z.string()).optional(),
  prompt: z.string().nullable(),
  completion: z.string().nullable(),
  input_cache_read: z.string().nullable().optional(),
  /** Prices of long prompts in these hours; the regular tiers do not apply then. */
  tiers: z.array(PriceTier).optional(),
});
export type PriceWindow = z.infer<typeof PriceWindow>;

/**
 * Prices as decimal strings in USD per token (per piece for `image`, `request`, and `web_search`); null is unknown,
 * never 0. `image_output`, `audio`, and `audio_output` are prices of tokens of that kind.
 */
export const Pricing = z.object({
  prompt: z.string().nullable(),
  completion: z.string().nullable(),
  input_cache_read: z.string().nullable().optional(),
  input_cache_write: z.string().nullable().optional(),
  input_cache_write_1h: z.string().nullable().optional(),
  image: z.string().nullable().optional(),
  image_output: z.string().nullable().optional(),
  audio: z.string().nullable().optional(),
  audio_output: z.string().nullable().optional(),
  web_search: z.string().nullable().optional(),
  request: z.string().nullable().optional(),
  /** Prices of long prompts, ascending by `above`; absent when one price applies to all. */
  tiers: z.array(PriceTier).optional(),
  /** Prices at certain hours; absent when one price applies all day. */
  windows: z.array(PriceWindow).optional(),
});
export type Pricing = z.infer<typeof Pricing>;

/** When a price applies: hours as HHMM, days as bits by their index in `Date.getUTCDay`. */
export interface Hours {
  start: number;
  end: number;
  days: number;
}
