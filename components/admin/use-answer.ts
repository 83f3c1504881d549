"use client";

import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { ApiFailure } from "@/lib/client/session";
import { fetchAsAdmin } from "./token";

const TRIES = 2;

/** One of the operator's answers, read again every `everyMs` while the page is looked at; the last one stays meanwhile. */
export function useAdminQuery<T>(
  path: string,
  schema: z.ZodType<T>,
  token: string,
  everyMs: number,
): UseQueryResult<T> {
  const answer = useQuery<unknown>({
    queryKey: [path],
    queryFn: async ({ signal }) => schema.parse(await fetchAsAdmin(path, token, signal)),
    refetchInterval: everyMs,
    placeholderData: keepPreviousData,
    retry: (failures, error) => failures < TRIES && !(error instanceof ApiFailure && error.status === 401),
  });
  return answer as UseQueryResult<T>;
}
