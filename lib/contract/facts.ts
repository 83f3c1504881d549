import { z } from "zod";
import { FACT_NAMES } from "./fact-names";

/** A model's facts in addition to its offers' figures; facts without a source are omitted. */
export const FactValues = z.object({
  /** The end of its training data, as a month or day: `2025-06` or `2025-06-30`. */
  knowledge_cutoff: z.string().optional(),
  /** The release day: `2025-08-05`. */
  release_date: z.string().optional(),
  open_weights: z.boolean().optional(),
  /** As Hugging Face writes it: `mit`, `apache-2.0`, `llama3.3`. */
  license: z.string().optional(),
  /** Total parameters, and those active per token. */
  parameters: z.number().optional(),
  active_parameters: z.number().optional(),
  /** Its repository on Hugging Face, and its download count there. */
  hugging_face_id: z.string().optional(),
  downloads: z.number().optional(),
  likes: z.number().optional(),
  /** Whether the download requires agreeing to terms: `auto`, `manual`, or `no`. */
  gated: z.string().optional(),
  reasoning_efforts: z.array(z.string()).optional(),
  default_reasoning_effort: z.string().optional(),
  voices: z.array(z.string()).optional(),
  /** Whether the gateway moderates requests before they reach the model. */
  moderated: z.boolean().optional(),
  /** Other IDs of the same offer. */
  aliases: z.array(z.string()).optional(),
});
export type FactValues = z.infer<typeof FactValues>;

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** A value of a fact, with its source and when it was read. */
export const SourcedValue = z.object({ value: Value, source: z.string(), fetched_at: z.string() });
export type SourcedValue = z.infer<typeof SourcedValue>;

/** A fact of a model; `others` are differing values from other sources. */
export const Fact = SourcedValue.extend({ others: z.array(SourcedValue).optional() });
export type Fact = z.infer<typeof Fact>;

export const ModelFacts = z.partialRecord(z.enum(FACT_NAMES), Fact);
export type ModelFacts = z.infer<typeof ModelFacts>;

/** Whether an offer has each capability; null when its source does not state it. */
export const Capabilities = z.object({
  tools: z.boolean().nullable(),
  json: z.boolean().nullable(),
  reasoning: z.boolean().nullable(),
  vision: z.boolean().nullable(),
});
export type Capabilities = z.infer<typeof Capabilities>;
