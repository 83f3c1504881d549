import { type UseQueryOptions, type UseQueryResult, useQueries } from "@tanstack/react-query";
import { fetchModel } from "@/lib/client/browser";
import type { Model } from "@/lib/contract/model";
import { queryClient, useData } from "./query";

/** Models are not fetched again within this time, in ms. */
const FRESH_MS = 300_000;

interface Found {
  requestedId: string | null;
  model: Model | null;
}

const modelQuery = (id: string | null): UseQueryOptions<Found> => ({
  queryKey: ["model", id],
  queryFn: async ({ signal }) => ({ requestedId: id, model: id === null ? null : await fetchModel(id, signal) }),
  enabled: id !== null,
  staleTime: FRESH_MS,
});

/** A model with its offers; null until it has loaded, and if it does not exist. */
export function useModel(id: string | null): Model | null {
  return useData(modelQuery(id)).data?.model ?? null;
}

/** The models with these IDs that have loaded, by the requested ID. */
export function useModels(ids: readonly string[]): ReadonlyMap<string, Model> {
  const queries = [...new Set(ids)].sort().map(modelQuery);
  return useQueries({ queries, combine: byId }, queryClient());
}

function byId(results: UseQueryResult<Found>[]): ReadonlyMap<string, Model> {
  return new Map(
    results.flatMap(({ data }) => (data?.requestedId != null && data.model ? [[data.requestedId, data.model]] : [])),
  );
}
