/** All facts of a model, in the order they are shown. Apart from their schema, so that a browser needs no schemas. */
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
/** A fact by its name. */
export type FactName = (typeof FACT_NAMES)[number];
