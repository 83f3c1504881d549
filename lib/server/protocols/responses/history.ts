import { ApiError } from "@/lib/contract/error";
import { isRecord, type Json } from "@/lib/contract/json-object";
import { runQueued } from "@/lib/net/turns";
import type { ResponseReader, ResponseRow, ResponseStore } from "../../db/responses";
import { MAX_BODY_BYTES } from "../../routes/body";
import { isLargeBody } from "../../routes/parse";
import { compactedText, isOfUser, isTrigger } from "./compaction";
import { responseOfItem } from "./ids";
import { isReference } from "./items";
import { inputOf, NOTHING, type StoredItems } from "./request";

/** Maximum number of responses that a request may refer to; their total length is limited like that of a request. */
const MAX_RESPONSES = 500;

/**
 * The items that a request refers to: previous ones by `previous_response_id`, and single ones by `item_reference`.
 * Throws a 404 for a response that this key can't read, a 400 when there are too many.
 */
export function historyOf(
  body: Json,
  store: ResponseStore,
  reader: ResponseReader,
): StoredItems | Promise<StoredItems> {
  const { previous_response_id: previous, input } = body;
  const refers = Array.isArray(input) && input.some((item) => isRecord(item) && isReference(item));
  return typeof previous === "string" || refers ? readHistory(body, store, reader) : NOTHING;
}

async function readHistory(body: Json, store: ResponseStore, reader: ResponseReader): Promise<StoredItems> {
  const rowsById = new Map<string, ResponseRow | undefined>();
  let characters = 0;
  const find = async (id: string) => {
    if (rowsById.has(id)) return rowsById.get(id);
    const row = await store.find(reader, id);
    characters += (row?.input.length ?? 0) + (row?.response.length ?? 0);
    if (rowsById.set(id, row).size > MAX_RESPONSES || characters > MAX_BODY_BYTES) {
      const message = `the stored history is too long: expected at most ${MAX_RESPONSES} responses and ${MAX_BODY_BYTES / 1e6} MB`;
      throw new ApiError("invalid_request", message, { param: "previous_response_id" });
    }
    return row;
  };
  const previous = body.previous_response_id;
  const rows: ResponseRow[] = [];
  for (let id = typeof previous === "string" ? previous : null; id !== null; ) {
    const row: ResponseRow | undefined = await find(id);
    if (!row) throw notFound(id, { param: "previous_response_id", code: "previous_response_not_found" });
    rows.unshift(row);
    id = row.previous_id;
  }
  const byId = new Map<string, Json>();
  const items: Json[] = [];
  const index = async (row: ResponseRow) => {
    const rowItems = await itemsIn(row);
    for (const item of rowItems) if (typeof item.id === "string") byId.set(item.id, item);
    return rowItems;
  };
  for (const row of rows) {
    const rowItems = await index(row);
    const at = rowItems.findIndex(isTrigger);
    const isCompacted = compactedText(rowItems[at + 1] ?? {}) !== null;
    if (at >= 0 && isCompacted) items.splice(0, items.length, ...[...items, ...rowItems.slice(0, at)].filter(isOfUser));
    const remaining = at >= 0 && isCompacted ? rowItems.slice(at) : rowItems;
    for (const item of remaining) if (!isTrigger(item)) items.push(item);
  }
  for (const item of Array.isArray(body.input) ? body.input : []) {
    const id = isRecord(item) && isReference(item) && typeof item.id === "string" ? item.id : null;
    const owner = id === null || byId.has(id) ? null : responseOfItem(id);
    const row = owner && (await find(owner));
    if (row) await index(row);
  }
  return { items, byId, characters };
}

/** The items of a response: its input and its output. Long ones are parsed in the queue for large work. */
function itemsIn({ input, response }: ResponseRow): Json[] | Promise<Json[]> {
  const parse = () => {
    const { output } = JSON.parse(response) as Json;
    return [...inputOf(JSON.parse(input)), ...(Array.isArray(output) ? output.filter(isRecord) : [])];
  };
  return isLargeBody(input.length + response.length) ? runQueued(parse) : parse();
}

/** The 404 for a response that is not stored, or not for this key. */
export function notFound(id: string, about: { param: string; code?: string } = { param: "id" }): ApiError {
  const message = `there is no stored response "${id.slice(0, 80)}": responses are stored for 24 hours, longer with store: true`;
  return new ApiError("not_found", message, about);
}
