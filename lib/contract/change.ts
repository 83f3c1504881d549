import { z } from "zod";
import { OfferState, PriceState, Pricing } from "./offer";

/** What a change of an offer means to a person who looks for a model. */
export const ChangeKind = z.enum([
  "new",
  "gone",
  "returned",
  "cheaper",
  "dearer",
  "repriced",
  "longer",
  "shorter",
  "state",
]);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** The facts of an offer whose history is kept. */
export const TrackedFacts = z.object({
  pricing: Pricing,
  price_state: PriceState,
  context_length: z.number().int().nullable(),
  max_output_length: z.number().int().nullable(),
  state: OfferState,
});
export type TrackedFacts = z.infer<typeof TrackedFacts>;

/** One change of one offer, as two complete runs of its gateway showed it. */
export const Change = z.object({
  /** Rises with time: `before` in a request asks for what came earlier. */
  id: z.number().int(),
  at: z.string(),
  /** The canonical id of its model and its name; null when it is in the catalog no more. */
  model: z.string().nullable(),
  name: z.string(),
  gateway: z.string(),
  native_id: z.string(),
  kinds: z.array(ChangeKind),
  before: TrackedFacts.nullable(),
  after: TrackedFacts.nullable(),
});
export type Change = z.infer<typeof Change>;

/** When an offer was seen first. */
export const FirstSeen = z.object({ gateway: z.string(), native_id: z.string(), at: z.string() });
export type FirstSeen = z.infer<typeof FirstSeen>;

/** The answer of `GET /v1/changes`, the newest first. `first_seen` is there when one model was asked for. */
export const ChangeList = z.object({
  object: z.literal("list"),
  data: z.array(Change),
  has_more: z.boolean(),
  /** What to send as `before` to go on; null at the end. */
  next_before: z.number().int().nullable(),
  first_seen: z.array(FirstSeen).optional(),
});
export type ChangeList = z.infer<typeof ChangeList>;
