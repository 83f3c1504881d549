import { z } from "zod";
import { Capabilities, FactValues, SourcedValue } from "./facts";
import { Pricing } from "./pricing";
import { OFFER_STATES, PRICE_STATES } from "./states";
import { LiveFigures } from "./usage";

/**
 * `pricing` has figures only when `known` or `free`. `free`: declared by the gateway; `included`: part of a plan;
 * `dynamic`: varies per call (`-1`); `per_unit`: charged per image, second, or request; `unknown`: not stated.
 */
export const PriceState = z.enum(PRICE_STATES);
export type PriceState = z.infer<typeof PriceState>;

/** The offer's lifecycle as the gateway states it. `gone`: listed before, absent from three complete runs. */
export const OfferState = z.enum(OFFER_STATES);
export type OfferState = z.infer<typeof OfferState>;

/** Unix time in seconds, within the range of a Date; null is unknown. */
export const Created = z.number().int().max(8.64e12).nullable();
export type Created = z.infer<typeof Created>;

/** Modalities: text, image, audio, video, file, embedding, rerank, moderation … */
export const Architecture = z.object({
  input_modalities: z.array(z.string()),
  output_modalities: z.array(z.string()),
});
export type Architecture = z.infer<typeof Architecture>;

/** The source of a fact (a list address, or a package with its version), and when it was fetched, ISO 8601. */
export const Source = z.object({ source: z.string(), fetched_at: z.string() });
export type Source = z.infer<typeof Source>;

/** One of several hosts behind an offer, each with its own facts (Hugging Face). */
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

/** A model as served by one gateway. `id` is the gateway's own string, unchanged: the only ID sent upstream. */
export const Offer = z.object({
  gateway: z.string(),
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** The author as the gateway states it; identity decides otherwise. */
  owned_by: z.string().nullable(),
  /** As the gateway states it. */
  created: Created,
  state: OfferState,
  /** Explains the state: "deprecated on 2026-01-31, replaced by …". */
  state_note: z.string().nullable(),
  context_length: z.number().int().nullable(),
  max_output_length: z.number().int().nullable(),
  pricing: Pricing,
  price_state: PriceState,
  /** Outside $0.001 to $1,000 per 1M tokens, or with an unclear discount: never "cheapest". */
  price_doubt: z.boolean(),
  /** A remark on the price: what was omitted, and why. */
  price_note: z.string().optional(),
  architecture: Architecture,
  /** OpenAI request parameters the offer accepts, e.g. tools, response_format, reasoning. */
  supported_parameters: z.array(z.string()),
  /** Null where its source does not state them. */
  capabilities: Capabilities,
  quantization: z.string().nullable(),
  tokens_per_second: z.number().nullable(),
  first_token_ms: z.number().nullable(),
  hugging_face_id: z.string().nullable(),
  routes: z.array(Route).optional(),
  /** Further facts of the model from this offer's source. */
  facts: FactValues.optional(),
  /** Further facts of the model from a reference. */
  reference_facts: z.object({ values: FactValues, source: Source }).optional(),
  /** Sources of fields that the gateway itself does not state. */
  field_sources: z.record(z.string(), Source).optional(),
  /** Differing values from a reference, where the gateway's own value is used. */
  differences: z.array(SourcedValue.extend({ field: z.string() })).optional(),
  /** When this server first saw it, ISO 8601; null if that was before it kept records. */
  first_seen: z.string().nullable().optional(),
  /** The source of all facts of this row; `price_source` when the price has another source. */
  source: Source,
  price_source: Source.optional(),
});
export type Offer = z.infer<typeof Offer>;

/** How an offer was matched to its model; see `Method` in lib/models/identity. */
export const IdentityMethod = z.enum(["curated", "declared", "exact", "registry", "name", "alone"]);
export type IdentityMethod = z.infer<typeof IdentityMethod>;

/** Why an offer belongs to its model. */
export const OfferIdentity = z.object({
  method: IdentityMethod,
  /** The evidence: the ID or repository it was found by, and the difference or reason. */
  evidence: z.string(),
  /** The gateway's claim that a rule rejected, with the reason; null when nothing was rejected. */
  refused: z.string().nullable(),
  /** Variants named in the native ID: fp8, free, us, turbo, … */
  tags: z.array(z.string()),
  /** Version of the identity rules. */
  rules: z.number().int(),
});
export type OfferIdentity = z.infer<typeof OfferIdentity>;

export const IdentifiedOffer = Offer.extend({ identity: OfferIdentity });
export type IdentifiedOffer = z.infer<typeof IdentifiedOffer>;

/** An offer in a model's row, without the description and facts, which the model has. */
export const ModelOffer = IdentifiedOffer.omit({ description: true, facts: true, reference_facts: true }).extend({
  live: LiveFigures.optional(),
});
export type ModelOffer = z.infer<typeof ModelOffer>;
