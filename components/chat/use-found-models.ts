import { keepPreviousData } from "@tanstack/react-query";
import { useData } from "@/components/data/query";
import { findModels } from "@/lib/client/browser";
import type { Model } from "@/lib/contract/model";

/** The models that some words find, as they come. What was found before stays until then. */
export function useFoundModels(text: string): { found: readonly Model[]; failed: boolean; loading: boolean } {
  const {
    data = [],
    isError,
    isPending,
  } = useData({
    queryKey: ["models for chat", text],
    queryFn: ({ signal }) => findModels(text, signal),
    placeholderData: keepPreviousData,
  });
  return { found: data, failed: isError, loading: isPending };
}
