import type { Json } from "@/lib/contract/json-object";
import { summaryText } from "../summary-text";

/** The type of an item that replaces a conversation. */
const COMPACTION = "compaction";
const TYPES: readonly unknown[] = [COMPACTION, "compaction_summary"];
/** The type of the last item of an input that requests compaction instead of an answer. */
const TRIGGER = "compaction_trigger";
const MARK = "gzc1.";

/** An item that replaces a conversation. Clients send it back unchanged. */
export function compactionItem(id: string, summary: string): Json {
  return { id, type: COMPACTION, encrypted_content: MARK + Buffer.from(summary).toString("base64url") };
}

/** Whether an item requests that the conversation before it be compacted. */
export const isTrigger = ({ type }: Json): boolean => type === TRIGGER;

/** Whether an item is kept when a conversation is compacted. */
export const isOfUser = ({ type = "message", role }: Json): boolean => type === "message" && role === "user";

/** The text of such an item for a model; null for any other item, including OpenAI's. */
export function compactedText({ type, encrypted_content: sealed }: Json): string | null {
  if (!TYPES.includes(type) || typeof sealed !== "string" || !sealed.startsWith(MARK)) return null;
  return summaryText(Buffer.from(sealed.slice(MARK.length), "base64url").toString());
}
