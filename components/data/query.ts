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

/** The query client of this browser tab. On the server, each call gets its own, so that users do not share data. */
export function queryClient(): QueryClient {
  if (typeof window === "undefined") return new QueryClient();
  shared ??= new QueryClient({
    // The server may be on this machine, so the browser's network state says nothing about it.
    defaultOptions: { queries: { networkMode: "always", retry: mayRetry }, mutations: { networkMode: "always" } },
  });
  return shared;
}

/** Retries once without a response; an API error is a response. */
function mayRetry(failures: number, error: Error): boolean {
  return failures < 1 && error instanceof ApiFailure && (error.status === 0 || error.status > 500);
}

/** `useQuery` with the shared client, which needs no provider: pages without queries do not load it. */
export function useData<T>(options: UseQueryOptions<T>): UseQueryResult<T> {
  return useQuery(options, queryClient());
}

/** Data of an API path for the signed-in account. Keeps the last data after an error, and while another path loads. */
export function useAccountData<T>(path: string, schema: z.ZodType<T>): UseQueryResult<T> {
  const key = useKey();
  return useData({
    queryKey: [path, key],
    queryFn: async ({ signal }) => schema.parse(await api(path, { signal })),
    enabled: Boolean(key),
    placeholderData: (last, query) => (query?.queryKey[1] === key ? last : undefined),
  });
}

/** A change through the API; queries that begin with `path` are refetched afterwards, also after an error. */
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
