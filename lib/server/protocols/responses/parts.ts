import type { Json } from "@/lib/contract/json-object";

/** A part of a message before its text. */
export const emptyPart = (type: "output_text" | "refusal"): Json =>
  type === "refusal" ? { type, refusal: "" } : { type, text: "", annotations: [], logprobs: [] };
/** A part of a summary of reasoning. */
export const summaryPart = (text: string) => ({ type: "summary_text", text });
/** The position of the summary of an item at an index of the output. */
export const summaryAt = ({ id }: Json, at: number) => ({ item_id: id, output_index: at, summary_index: 0 });
/** The position of the last part of an item at an index of the output. */
export const partAt = ({ id, content }: Json, at: number) => ({
  item_id: id,
  output_index: at,
  content_index: (content as Json[]).length - 1,
});
