import { z } from "zod";
import { Capabilities, FactValues, SourcedValue } from "./facts";
import { OFFER_STATES, PRICE_STATES } from "./states";
import { LiveFigures } from "./usage";

/**
 * How a price stands. `known` and `free` are the only states in which `pricing` holds figures:
 * `free` is declared by the gateway, `included` is part of a plan, `dynamic` varies by call (`-1`),
 * `per_unit` is charged by image, second or request, `unknown` was never said.
 */
export const PriceState = z.enum(PRICE_STATES);
export type PriceState = z.infer<typeof PriceState>;

/** What the gateway says about the life of an offer. `gone`: listed before, absent from three complete runs. */
export const OfferState = z.enum(OFFER_STATES);
export type OfferState = z.infer<typeof OfferState>;

/** Seconds since 1970; no later than the last day that a date can name. Null is unknown. */
export const Created = z.number().int().max(8.64e12).nullable();
export type Created = z.infer<typeof Created>;

/** What a call with more than `above` input tokens costs, all of its tokens, in USD per token. */
export const PriceTier = z.object({
  above: z.number().int(),
  prompt: z.string().nullable(),
  completion: z.string().nullable(),
  input_cache_read: z.string().nullable().optional(),
});
export type PriceTier = z.infer<typeof PriceTier>;

/**
 * Prices at certain hours in UTC, written as HHMM: from `utc_start` until just before `utc_end`, across midnight where
 * the end is not later. On the named days only, on all without `utc_days`. What it leaves out costs as usual.
 */
export const PriceWindow = z.object({
  utc_start: z.number().int(),
  utc_end: z.number().int(),
  utc_days: z.array(z.string()).optional(),
  prompt: z.string().nullable(),
  completion: z.string().nullable(),
  input_cache_read: z.string().nullable().optional(),
  /** Prices of long prompts in these hours; the usual tiers do not apply then. */
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
  /** Prices of long prompts, by rising `above`; left out where one price holds for all. */
  tiers: z.array(PriceTier).optional(),
  /** Prices at certain hours; left out where one price holds all day. */
  windows: z.array(PriceWindow).optional(),
});
export type Pricing = z.infer<typeof Pricing>;

/** Modalities as the field names them: text, image, audio, video, file, embedding, rerank, moderation … */
export const Architecture = z.object({
  input_modalities: z.array(z.string()),
  output_modalities: z.array(z.string()),
});
export type Architecture = z.infer<typeof Architecture>;

/** Where a fact came from (a list address or a package with its version) and when it was fetched, ISO 8601. */
export const Source = z.object({ source: z.string(), fetched_at: z.string() });
export type Source = z.infer<typeof Source>;

/** One of several hosts behind an offer, each with its own facts (huggingface). */
export const Route = z.object({
  host: z.string(),
  native_id: z.string().nullable(),
  status: z.string(),
  task: z.string().nullable(),
  context_length: z.number().int().nullable(),
  pricing: Pricing,
  price_state: PriceState,
  tokens_per_second: z.number().nullable(),
  first_token_ms: z.number().nullable(),
  supported_parameters: z.array(z.string()),
});
export type Route = z.infer<typeof Route>;

/** One gateway's way to serve a model. `id` is the gateway's own string, untouched: the only thing sent upstream. */
export const Offer = z.object({
  gateway: z.string(),
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Who made the model, when the gateway says so; identity decides otherwise. */
  owned_by: z.string().nullable(),
  /** As the gateway says. */
  created: Created,
  state: OfferState,
  /** A sentence for the state: "deprecated on 2026-01-31, replaced by …". */
  state_note: z.string().nullable(),
  context_length: z.number().int().nullable(),
  max_output_length: z.number().int().nullable(),
  pricing: Pricing,
  price_state: PriceState,
  /** The price is outside $0.001 to $1,000 per 1M tokens, or its discount is unclear: shown with a doubt, never "cheapest". */
  price_doubt: z.boolean(),
  /** What has to be said about the price: a part that was left out, and why. */
  price_note: z.string().optional(),
  architecture: Architecture,
  /** OpenAI request parameters the offer accepts, e.g. tools, response_format, reasoning. */
  supported_parameters: z.array(z.string()),
  /** Yes, no, or null for what its source does not say. */
  capabilities: Capabilities,
  quantization: z.string().nullable(),
  tokens_per_second: z.number().nullable(),
  first_token_ms: z.number().nullable(),
  hugging_face_id: z.string().nullable(),
  routes: z.array(Route).optional(),
  /** What its source says of the model beyond these figures. */
  facts: FactValues.optional(),
  /** What a reference says of the model beyond these figures. */
  reference_facts: z.object({ values: FactValues, source: Source }).optional(),
  /** Where single fields are from that the gateway itself does not name. */
  field_sources: z.record(z.string(), Source).optional(),
  /** What a reference says of fields for which the gateway's own value stands. */
  differences: z.array(SourcedValue.extend({ field: z.string() })).optional(),
  /** When this server saw it first, ISO 8601; null where it was listed before anybody looked. */
  first_seen: z.string().nullable().optional(),
  /** The source of all facts of this row; `price_source` when the price came from elsewhere. */
  source: Source,
  price_source: Source.optional(),
});
export type Offer = z.infer<typeof Offer>;

/** How an offer found its model; see `Method` in lib/models/identity for what each says. */
export const IdentityMethod = z.enum(["curated", "declared", "exact", "registry", "name", "alone"]);
export type IdentityMethod = z.infer<typeof IdentityMethod>;

/** Why an offer is taken for one of its model. */
export const OfferIdentity = z.object({
  method: IdentityMethod,
  /** What speaks for it: the id or repository it was found by, and the difference or reason. */
  evidence: z.string(),
  /** What a gateway declares and a veto did not let pass, with the reason; null when nothing was refused. */
  refused: z.string().nullable(),
  /** What the native id says of the offer alone: fp8, free, us, turbo, … */
  tags: z.array(z.string()),
  /** The version of the rules that decided. */
  rules: z.number().int(),
});
export type OfferIdentity = z.infer<typeof OfferIdentity>;

/** An offer that is known to be of a model. */
export const IdentifiedOffer = Offer.extend({ identity: OfferIdentity });
export type IdentifiedOffer = z.infer<typeof IdentifiedOffer>;

/** An offer inside a model's row: description and facts stand on the model alone; `live` where there is enough traffic. */
export const ModelOffer = IdentifiedOffer.omit({ description: true, facts: true, reference_facts: true }).extend({
  live: LiveFigures.optional(),
});
export type ModelOffer = z.infer<typeof ModelOffer>;
