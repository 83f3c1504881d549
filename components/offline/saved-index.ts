import { INDEX_FORMAT, type PackedIndex, type SearchIndex } from "@/lib/models/search-index";
import { unpack } from "@/lib/models/unpack";

/** Where the last index is saved; one of another format cannot be read. */
export const INDEX_CACHE = `index-${INDEX_FORMAT}`;

/** The last index, as the browser saved it. */
export interface SavedIndex {
  index: SearchIndex;
  /** When its data was read, in ms since 1970; null when it does not say. */
  at: number | null;
}

/** The response that has the last index; undefined when none is saved. */
export async function lastIndex(): Promise<Response | undefined> {
  const cache = await caches.open(INDEX_CACHE);
  const newest = (await cache.keys()).at(-1);
  return newest && cache.match(newest);
}

/** Reads the last index; null when none is saved. */
export async function readSavedIndex(): Promise<SavedIndex | null> {
  const saved = await lastIndex();
  if (!saved) return null;
  const at = Date.parse(saved.headers.get("last-modified") ?? "");
  return { index: unpack((await saved.json()) as PackedIndex), at: Number.isNaN(at) ? null : at };
}
