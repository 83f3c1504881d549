import { keepPreviousData, type UseQueryResult } from "@tanstack/react-query";
import type { z } from "zod";
import { useData } from "@/components/data/query";
import { ApiFailure, api } from "@/lib/client/api";

const TRIES = 2;

/** A path of the API as the operator sees it, read again every `everyMs`; the last answer stays meanwhile. */
export function useAdminData<T>(path: string, schema: z.ZodType<T>, token: string, everyMs: number): UseQueryResult<T> {
  return useData<T>({
    queryKey: ["admin", path, token],
    queryFn: async ({ signal }) => schema.parse(await api(path, { key: token, signal })),
    refetchInterval: everyMs,
    placeholderData: keepPreviousData,
    retry: (failures, error) => failures < TRIES && !(error instanceof ApiFailure && error.status === 401),
  });
}
