import { isCancelledError } from "@tanstack/react-query";
import { useKey } from "@/components/auth/use-key";
import { queryClient, useData } from "@/components/data/query";
import { readSession } from "@/lib/client/chat";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { takePreloadedSession } from "./preloaded-session";

/** Data of this age is not fetched again. */
const FRESH_MS = 1_000;
const NONE: readonly Message[] = [];

/** A conversation in this tab's cache: loaded from the server, and updated with its responses. */
export interface ConversationCache {
  session: ChatSession | null;
  messages: readonly Message[];
  account: string | null | undefined;
  error: Error | null;
  isLoading: boolean;
  refetch(): void;
  /** Loads it again; resolves to its messages, or to undefined if a newer change canceled that. Rejects on failure. */
  reread(): Promise<readonly Message[] | undefined>;
  begin(session: ChatSession): void;
  change(change: (session: ChatSession) => ChatSession): void;
  /** Adds messages, or replaces those with the same IDs. */
  putMessages(fresh: readonly Message[]): void;
}

export function useConversationCache(id: number | null, signedIn: boolean): ConversationCache {
  const key = useKey();
  const queryKey = ["conversation", id, key];
  const { data, error, isLoading, refetch } = useData<ChatSession>({
    queryKey,
    queryFn: ({ signal }) => takePreloadedSession(id ?? 0) ?? readSession(id ?? 0, signal),
    enabled: signedIn && id !== null,
    staleTime: FRESH_MS,
    refetchOnWindowFocus: false,
  });
  const { messages = NONE, ...rest } = data ?? {};

  const change = (changed: (session: ChatSession) => ChatSession) => {
    // A pending response may be older than this change. The first load is not canceled: nothing would restart it.
    if (queryClient().getQueryData(queryKey) !== undefined) void queryClient().cancelQueries({ queryKey });
    queryClient().setQueryData<ChatSession>(queryKey, (cached) => cached && changed(cached));
  };
  return {
    session: data ? (rest as ChatSession) : null,
    messages,
    account: key,
    error,
    isLoading,
    refetch: () => void refetch(),
    reread: async () => {
      const read = await refetch({ throwOnError: true }).catch((failed: unknown) => {
        if (isCancelledError(failed)) return null;
        throw failed;
      });
      return read?.data?.messages;
    },
    begin: (session) => queryClient().setQueryData(["conversation", session.id, key], session),
    change,
    putMessages: (fresh) =>
      change((session) => ({
        ...session,
        messages: [
          ...(session.messages ?? []).filter((old) => !fresh.some(({ id: same }) => same === old.id)),
          ...fresh,
        ],
      })),
  };
}
