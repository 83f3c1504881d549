/** All facts of a model, in display order. Separate from their schema, so that the browser does not load zod. */
export const FACT_NAMES = [
  "knowledge_cutoff",
  "release_date",
  "open_weights",
  "license",
  "parameters",
  "active_parameters",
  "hugging_face_id",
  "downloads",
  "likes",
  "gated",
  "reasoning_efforts",
  "default_reasoning_effort",
  "voices",
  "moderated",
  "aliases",
] as const;
export type FactName = (typeof FACT_NAMES)[number];
