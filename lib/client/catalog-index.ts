import type { PackedIndex } from "@/lib/models/search-index";
import { api } from "./api";

/** In ms; the index has several megabytes, which take time on a slow connection. */
const INDEX_DEADLINE_MS = 120_000;

/** The URL path of the packed index with this content hash. */
export function indexPath(hash: string): string {
  return `/catalog/${hash}`;
}

/** Fetches the packed index with this content hash. Browser only. */
export function fetchIndex(hash: string, signal: AbortSignal): Promise<PackedIndex> {
  return api<PackedIndex>(indexPath(hash), { key: null, signal, deadlineMs: INDEX_DEADLINE_MS });
}
