import { z } from "zod";
import { Capabilities, ModelFacts } from "./facts";
import { Architecture, Created, ModelOffer, OfferState, PriceState } from "./offer";
import { Pricing } from "./pricing";

/**
 * A row of `GET /v1/models` in OpenAI's format. Name, description, author, and creation date belong to the model;
 * context, prices, capabilities, and state all come from one offer, that of `source_gateway`.
 */
export const Model = z.object({
  id: z.string(),
  object: z.literal("model"),
  created: Created,
  owned_by: z.string(),
  name: z.string(),
  description: z.string(),
  state: OfferState,
  context_length: z.number().int().nullable(),
  max_output_length: z.number().int().nullable(),
  pricing: Pricing,
  price_state: PriceState,
  price_doubt: z.boolean(),
  architecture: Architecture,
  supported_parameters: z.array(z.string()),
  capabilities: Capabilities,
  /** Further facts of the model, each with its source. */
  facts: ModelFacts.optional(),
  /** When this server first saw one of its offers; null if that was before it kept records. */
  first_seen: z.string().nullable().optional(),
  /** The author's slug: the part before the slash of a canonical ID. */
  provider_slug: z.string(),
  /** The gateway of the offer with the figures. */
  source_gateway: z.string(),
  /** Every gateway with an offer of this model. */
  source_gateways: z.array(z.string()),
  /** The canonical ID of the merged model; equals `id` in merged lists. */
  model: z.string(),
  offers: z.array(ModelOffer),
});
export type Model = z.infer<typeof Model>;

/** The response of `GET /v1/models`. `returned` and `timestamp` are for older frontends. */
export const ModelList = z.object({
  object: z.literal("list"),
  data: z.array(Model),
  total: z.number().int(),
  returned: z.number().int(),
  limit: z.number().int().nullable(),
  offset: z.number().int(),
  has_more: z.boolean(),
  next_offset: z.number().int().nullable(),
  gateway: z.string(),
  synced_at: z.string().nullable(),
  timestamp: z.string().nullable(),
});
export type ModelList = z.infer<typeof ModelList>;
