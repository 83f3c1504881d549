import { useData } from "@/components/data/query";
import { resolveModelId } from "@/lib/client/browser";
import { systemClock } from "@/lib/net/deadline";

/** Debounce before the server is called, in ms. */
const DEBOUNCE_MS = 250;

type ModelIdState =
  | { state: "loading" }
  | { state: "resolved"; model: string | null }
  | { state: "failed"; message: string; retry: () => void };

/** The model that an ID belongs to, from the server; sends no request for null. */
export function useModelId(id: string | null): ModelIdState {
  const { data, error, isFetching, refetch } = useData({
    queryKey: ["model ID", id],
    queryFn: async ({ signal }) => {
      await systemClock.sleep(DEBOUNCE_MS, signal);
      return resolveModelId(id ?? "", signal);
    },
    enabled: id !== null,
  });
  if (data !== undefined) return { state: "resolved", model: data };
  if (error && !isFetching) return { state: "failed", message: error.message, retry: refetch };
  return { state: "loading" };
}
