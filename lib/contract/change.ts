import { z } from "zod";
import { OfferState, PriceState } from "./offer";
import { Pricing } from "./pricing";

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

/** The facts of an offer whose history is recorded. */
export const TrackedFacts = z.object({
  pricing: Pricing,
  price_state: PriceState,
  context_length: z.number().int().nullable(),
  max_output_length: z.number().int().nullable(),
  state: OfferState,
});
export type TrackedFacts = z.infer<typeof TrackedFacts>;

/** One change of an offer between two complete runs of its gateway. */
export const Change = z.object({
  /** Increases with time; a request's `before` returns older changes. */
  id: z.number().int(),
  at: z.string(),
  /** The canonical ID of its model; null when it is no longer in the catalog. */
  model: z.string().nullable(),
  name: z.string(),
  gateway: z.string(),
  native_id: z.string(),
  kinds: z.array(ChangeKind),
  before: TrackedFacts.nullable(),
  after: TrackedFacts.nullable(),
});
export type Change = z.infer<typeof Change>;

/** When an offer was first seen. */
export const FirstSeen = z.object({ gateway: z.string(), native_id: z.string(), at: z.string() });
export type FirstSeen = z.infer<typeof FirstSeen>;

/** The response of `GET /v1/changes`, newest first. `first_seen` is present when one model was requested. */
export const ChangeList = z.object({
  object: z.literal("list"),
  data: z.array(Change),
  has_more: z.boolean(),
  /** The `before` of the next page; null at the end. */
  next_before: z.number().int().nullable(),
  first_seen: z.array(FirstSeen).optional(),
});
export type ChangeList = z.infer<typeof ChangeList>;
