import type { Json } from "../json";

/** What an item that stands for a conversation is called. */
const COMPACTION = "compaction";
const TYPES: readonly unknown[] = [COMPACTION, "compaction_summary"];
const MARK = "gzc1.";
const HEADING = "Summary of the conversation so far:";

/** An item that stands for a conversation. Clients send it back as it is. */
export function compactionItem(id: string, summary: string): Json {
  return { id, type: COMPACTION, encrypted_content: MARK + Buffer.from(summary).toString("base64url") };
}

/** The text of such an item for a model; null for any other item, also one that OpenAI made. */
export function compactedText({ type, encrypted_content: sealed }: Json): string | null {
  if (!TYPES.includes(type) || typeof sealed !== "string" || !sealed.startsWith(MARK)) return null;
  return `${HEADING}\n\n${Buffer.from(sealed.slice(MARK.length), "base64url").toString()}`;
}
