import type { GatewayList } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { encodeId } from "@/lib/models/ids";
import { ApiFailure, api } from "./api";

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
