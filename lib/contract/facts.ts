import { z } from "zod";
import { FACT_NAMES } from "./fact-names";

/** What is known of a model beyond its offers' figures; a fact that no source names is left out. */
export const FactValues = z.object({
  /** The last month or day that its training data covers: `2025-06` or `2025-06-30`. */
  knowledge_cutoff: z.string().optional(),
  /** The day it came out: `2025-08-05`. */
  release_date: z.string().optional(),
  open_weights: z.boolean().optional(),
  /** As the hub writes it: `mit`, `apache-2.0`, `llama3.3`. */
  license: z.string().optional(),
  /** All of its parameters, and those that work on each token. */
  parameters: z.number().optional(),
  active_parameters: z.number().optional(),
  /** Its repository of weights on Hugging Face, and what the hub counts there. */
  hugging_face_id: z.string().optional(),
  downloads: z.number().optional(),
  likes: z.number().optional(),
  /** Whether the download requires agreeing to terms: `auto`, `manual`, or `no`. */
  gated: z.string().optional(),
  reasoning_efforts: z.array(z.string()).optional(),
  default_reasoning_effort: z.string().optional(),
  voices: z.array(z.string()).optional(),
  /** Whether the gateway checks requests before the model sees them. */
  moderated: z.boolean().optional(),
  /** Other ids that lead to the same offer. */
  aliases: z.array(z.string()).optional(),
});
export type FactValues = z.infer<typeof FactValues>;

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** One value of a fact, with who says so and when that was read. */
export const SourcedValue = z.object({ value: Value, source: z.string(), fetched_at: z.string() });
export type SourcedValue = z.infer<typeof SourcedValue>;

/** A fact of a model. `others`: what other sources say instead. */
export const Fact = SourcedValue.extend({ others: z.array(SourcedValue).optional() });
export type Fact = z.infer<typeof Fact>;

/** The facts of a model by their names. */
export const ModelFacts = z.partialRecord(z.enum(FACT_NAMES), Fact);
export type ModelFacts = z.infer<typeof ModelFacts>;

/** Whether an offer has each capability: yes, no, or null when its source does not say. */
export const Capabilities = z.object({
  tools: z.boolean().nullable(),
  json: z.boolean().nullable(),
  reasoning: z.boolean().nullable(),
  vision: z.boolean().nullable(),
});
export type Capabilities = z.infer<typeof Capabilities>;
