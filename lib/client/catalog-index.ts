import type { PackedIndex, SearchIndex } from "@/lib/models/search-index";
import { unpackSteps } from "@/lib/models/unpack";
import { api } from "./api";

/** The index has megabytes, which take time on a slow connection. */
const INDEX_DEADLINE_MS = 120_000;

/** The URL path of the packed index with this content hash. */
export function indexPath(hash: string): string {
  return `/catalog/${hash}`;
}

/** Fetches the packed index and decodes it in slices, to keep the page responsive. Browser only. */
export async function fetchIndex(hash: string, signal: AbortSignal): Promise<SearchIndex> {
  const packed = await api<PackedIndex>(indexPath(hash), { key: null, signal, deadlineMs: INDEX_DEADLINE_MS });
  const steps = unpackSteps(packed);
  let slice = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - slice < 8) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    slice = performance.now();
  }
}
