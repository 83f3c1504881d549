import {
  QueryClient,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
} from "@tanstack/react-query";
import type { z } from "zod";
import { useKey } from "@/components/auth/use-key";
import { ApiFailure, api } from "@/lib/client/api";

let shared: QueryClient | undefined;

/** The one client of this browser tab; on the server one per call, so that no reader sees another's data. */
export function queryClient(): QueryClient {
  if (typeof window === "undefined") return new QueryClient();
  shared ??= new QueryClient({
    // The server may be on this machine: whether there is a network says nothing about it.
    defaultOptions: { queries: { networkMode: "always", retry: mayRetry }, mutations: { networkMode: "always" } },
  });
  return shared;
}

/** Retries once without a response; an API error is a response. */
function mayRetry(failures: number, error: Error): boolean {
  return failures < 1 && error instanceof ApiFailure && (error.status === 0 || error.status > 500);
}

/** `useQuery` over the one client, which needs no provider: a page without queries does not load any of it. */
export function useData<T>(options: UseQueryOptions<T>): UseQueryResult<T> {
  return useQuery(options, queryClient());
}

/**
 * A path of the API as the account that is signed in sees it; the last answer stays through a failure, and until that of
 * another path is here.
 */
export function useAccountData<T>(path: string, schema: z.ZodType<T>): UseQueryResult<T> {
  const key = useKey();
  return useData({
    queryKey: [path, key],
    queryFn: async ({ signal }) => schema.parse(await api(path, { signal })),
    enabled: Boolean(key),
    placeholderData: (last, query) => (query?.queryKey[1] === key ? last : undefined),
  });
}

/** A change by the API; `path` is read again once it is made, or has failed. */
export function useChange<In, Out = unknown>(
  change: (input: In) => Promise<Out>,
  path?: string,
): UseMutationResult<Out, Error, In> {
  const client = queryClient();
  return useMutation(
    {
      mutationFn: change,
      onSettled: () => (path === undefined ? undefined : client.invalidateQueries({ queryKey: [path] })),
    },
    client,
  );
}
