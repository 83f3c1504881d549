import { useData } from "@/components/data/query";
import { resolveModelId } from "@/lib/client/browser";
import { systemClock } from "@/lib/net/deadline";

/** Debounce before the server is called, in ms. */
const DEBOUNCE_MS = 250;

/** The resolved ID; `failed` has the error. */
type AskedId =
  | { state: "asking" }
  | { state: "told"; model: string | null }
  | { state: "failed"; why: string; again: () => void };

/** The model that an id leads to, as the server knows it; asks nothing for null. */
export function useModelId(id: string | null): AskedId {
  const { data, error, isFetching, refetch } = useData({
    queryKey: ["model ID", id],
    queryFn: async ({ signal }) => {
      await systemClock.sleep(DEBOUNCE_MS, signal);
      return resolveModelId(id ?? "", signal);
    },
    enabled: id !== null,
  });
  if (data !== undefined) return { state: "told", model: data };
  if (error && !isFetching) return { state: "failed", why: error.message, again: refetch };
  return { state: "asking" };
}
