import { isRecord, type Json, listOf } from "@/lib/contract/json-object";
import { isBlock, isResponsesPart } from "./chat/forms";
import { expected } from "./json";
import { readMessage } from "./messages/blocks";
import type { Transcript } from "./request";
import { partOf, readItems } from "./responses/items";

const NONE: ReadonlyMap<string, Json> = new Map();

interface Entries {
  list: readonly unknown[];
  /** The field of the request that has them. */
  field: "input" | "messages";
  /** Stored items that are referenced by ID. */
  byId?: ReadonlyMap<string, Json>;
}

/**
 * Reads messages and items, each in any protocol's format, in order. Throws a 400 that names the entry; adds the names
 * of parts that chats don't support to `ignored`.
 */
export function readEntries({ list, field, byId = NONE }: Entries, to: Transcript, ignored: string[]): void {
  let items: Json[] = [];
  let from = 0;
  // The images of several results follow all of them, so consecutive items are read together.
  const flush = () => {
    const pathOf = (at: number) => `${field}[${from + at}]`;
    if (items.length > 0) readItems({ items, byId, pathOf }, to, ignored);
    items = [];
  };
  list.forEach((given, at) => {
    const path = `${field}[${at}]`;
    if (!isRecord(given)) throw expected(path, "a message, which is an object", given ?? null);
    const entry = withTypedParts(given);
    const form = formOf(entry, field);
    if (form === "item") {
      if (items.length === 0) from = at;
      items.push(entry);
      return;
    }
    flush();
    if (form === "blocks") readMessage(inBlocks(entry), path, to, ignored);
    else to.add(chatMessage(entry, path));
  });
  flush();
}

function formOf({ type, role, content, tool_calls }: Json, field: "input" | "messages"): "item" | "blocks" | "chat" {
  if (type === "tool_use" || type === "tool_result") return "blocks";
  if (typeof type === "string" && type !== "message" && (field === "input" || role === undefined)) return "item";
  if (role === "tool" || Array.isArray(tool_calls)) return "chat";
  if (listOf(content).some(isBlock)) return "blocks";
  return field === "input" ? "item" : "chat";
}

const CHAT_PARTS: readonly unknown[] = ["image_url", "file"];

/** Whether an item, and each of its parts, is in Responses format. */
export const isItem = (item: Json): boolean =>
  formOf(item, "input") === "item" && !listOf(item.content).some(({ type }) => CHAT_PARTS.includes(type));

/** A message whose parts all have a type: some clients only send text. */
function withTypedParts(entry: Json): Json {
  const { content } = entry;
  if (!Array.isArray(content)) return entry;
  const typed = content.map((part) => {
    if (typeof part === "string") return { type: "text", text: part };
    return isRecord(part) && part.type === undefined && typeof part.text === "string"
      ? { ...part, type: "text" }
      : part;
  });
  return { ...entry, content: typed };
}

function chatMessage(entry: Json, path: string): Json & { role: string } {
  const { content, role } = entry;
  if (typeof role !== "string") throw expected(`${path}.role`, "a string", role ?? null);
  if (!Array.isArray(content)) return { ...entry, role };
  const parts = content.map((part, at) =>
    isRecord(part) && isResponsesPart(part) ? partOf(part, `${path}.content[${at}]`) : part,
  );
  return { ...entry, role, content: parts };
}

function inBlocks(entry: Json): Json {
  const { type, role } = entry;
  if (type === "tool_use") return { role: "assistant", content: [blockOf(entry)] };
  if (type === "tool_result") return { role: "user", content: [blockOf(entry)] };
  return { role: role === "developer" ? "system" : role, content: listOf(entry.content).map(blockOf) };
}

/** A block; the ID of calls and results may have its name in Responses. */
function blockOf(part: Json): Json {
  const { type } = part;
  if (type === "tool_use") return { ...part, id: part.id ?? part.call_id };
  if (type === "tool_result") return { ...part, tool_use_id: part.tool_use_id ?? part.call_id };
  if (type === "input_text" || type === "output_text") return { ...part, type: "text" };
  if (type !== "image_url" && type !== "input_image") return part;
  const { image_url: image } = part;
  return { type: "image", source: { type: "url", url: isRecord(image) ? image.url : image } };
}
