import { INDEX_FORMAT, type PackedIndex, type SearchIndex } from "@/lib/models/search-index";
import { unpack } from "@/lib/models/unpack";

/** The cache of the last index; another format has another name, because it cannot be read. */
export const INDEX_CACHE = `index-${INDEX_FORMAT}`;

/** The last index, as the browser saved it. */
export interface SavedIndex {
  index: SearchIndex;
  /** When its data was fetched, in ms since 1970; null if unknown. */
  at: number | null;
}

/** The response with the last index; undefined if none is saved. */
export async function lastIndex(): Promise<Response | undefined> {
  const cache = await caches.open(INDEX_CACHE);
  const newest = (await cache.keys()).at(-1);
  return newest && cache.match(newest);
}

/** Null if none is saved. */
export async function readSavedIndex(): Promise<SavedIndex | null> {
  const saved = await lastIndex();
  if (!saved) return null;
  const at = Date.parse(saved.headers.get("last-modified") ?? "");
  return { index: unpack((await saved.json()) as PackedIndex), at: Number.isNaN(at) ? null : at };
}
