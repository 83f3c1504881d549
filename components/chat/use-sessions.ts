"use client";

import { useEffect, useState } from "react";
import { useKey } from "@/components/auth/use-key";
import { queryClient, useData } from "@/components/data/query";
import { listSessions, searchSessions } from "@/lib/client/chat";
import { onOtherTabChange } from "./other-tabs";

/** The number of conversations at first, and added by each "Show older chats". */
const PAGE_SESSIONS = 100;
const MAX_SESSIONS = 500;
const LIST = "conversations";

/** The query key of data that is loaded again with the lists of conversations. */
export const besideListKey = (key: string | null | undefined, what: string) => [LIST, key, what];

/** The account's conversations, or those that match a search. */
export function useSessions(signedIn: boolean, query: string, tag: string | null) {
  const key = useKey();
  const [limit, setLimit] = useState(PAGE_SESSIONS);
  const words = query.trim();
  const { data, error } = useData({
    queryKey: [LIST, key, words, tag, limit],
    queryFn: ({ signal }) => (words ? searchSessions(words, signal) : listSessions(limit, signal, tag)),
    enabled: signedIn,
    // Never another account's list.
    placeholderData: (before, of) => (of?.queryKey[1] === key ? before : undefined),
  });
  useEffect(() => onOtherTabChange(() => void reloadSessions()), []);
  const sessions = signedIn ? (data ?? null) : null;
  const more = words === "" && sessions !== null && sessions.length >= limit && limit < MAX_SESSIONS;
  return {
    sessions,
    failure: error?.message ?? null,
    reload: reloadSessions,
    older: more ? () => setLimit(limit + PAGE_SESSIONS) : null,
  };
}

const reloadSessions = (): Promise<void> => queryClient().invalidateQueries({ queryKey: [LIST] });
