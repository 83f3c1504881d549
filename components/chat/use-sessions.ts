"use client";

import { useCallback, useEffect, useState } from "react";
import { listSessions, searchSessions } from "@/lib/client/chat";
import type { ChatSession } from "@/lib/contract/conversation";

/** The conversations of the one who is signed in, or those that hold some words; read again when asked. */
export function useSessions(signedIn: boolean, query: string) {
  const [sessions, setSessions] = useState<ChatSession[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const reload = useCallback(async () => {
    if (!signedIn) return setSessions(null);
    try {
      setSessions(await (query.trim() ? searchSessions(query.trim()) : listSessions()));
      setFailure(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }, [signedIn, query]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { sessions, failure, reload };
}
