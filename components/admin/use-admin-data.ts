import { keepPreviousData, type UseQueryResult } from "@tanstack/react-query";
import type { z } from "zod";
import { useData } from "@/components/data/query";
import { ApiFailure, api } from "@/lib/client/api";

const MAX_RETRIES = 2;

/** Data of an API path with the operator's token, fetched again every `everyMs`; keeps the last data meanwhile. */
export function useAdminData<T>(path: string, schema: z.ZodType<T>, token: string, everyMs: number): UseQueryResult<T> {
  return useData<T>({
    queryKey: ["admin", path, token],
    queryFn: async ({ signal }) => schema.parse(await api(path, { key: token, signal })),
    refetchInterval: everyMs,
    placeholderData: keepPreviousData,
    retry: (failures, error) => failures < MAX_RETRIES && !(error instanceof ApiFailure && error.status === 401),
  });
}
