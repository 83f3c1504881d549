import type { GatewayList } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { encodeId } from "@/lib/models/ids";
import type { PackedIndex, SearchIndex } from "@/lib/models/search-index";
import { unpackSteps } from "@/lib/models/unpack";
import { ApiFailure, api } from "./api";

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

/** The current gateways. Browser only. */
export function fetchGateways(signal: AbortSignal): Promise<GatewayList> {
  return fetchPublic<GatewayList>("/v1/gateways", signal);
}

/** The canonical ID for any ID of a model; null when there is no such model. Browser only. */
export async function resolveModelId(id: string, signal: AbortSignal): Promise<string | null> {
  return (await fetchModel(id, signal))?.id ?? null;
}

/** A model with its offers; null when there is none. Browser only. */
export async function fetchModel(id: string, signal: AbortSignal): Promise<Model | null> {
  try {
    return await fetchPublic<Model>(`/v1/models/${encodeId(id)}`, signal);
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return null;
    throw error;
  }
}

/** Models whose names match, for choosing a chat model. Browser only. */
export async function findModels(q: string, signal: AbortSignal): Promise<Model[]> {
  const query = new URLSearchParams({ output: "text", limit: "20", ...(q ? { q } : {}) });
  return (await fetchPublic<{ data: Model[] }>(`/v1/models?${query}`, signal)).data;
}

/** Public JSON of our own origin, fetched without a key. Browser only. */
export function fetchPublic<T>(path: string, signal: AbortSignal): Promise<T> {
  return api<T>(path, { key: null, signal });
}
