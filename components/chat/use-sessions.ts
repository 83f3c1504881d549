"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { listSessions, searchSessions } from "@/lib/client/chat";
import type { ChatSession } from "@/lib/contract/conversation";
import { onOtherTabChange } from "./other-tabs";

/** So many conversations are listed at first, and so many more when they are asked for. */
const PAGE = 100;

/** The conversations of the one who is signed in, or those that hold some words; read again when asked. */
export function useSessions(signedIn: boolean, query: string) {
  const [sessions, setSessions] = useState<readonly ChatSession[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [most, setMost] = useState(PAGE);
  const turn = useRef(0);
  const reload = useCallback(async () => {
    const mine = ++turn.current;
    const words = query.trim();
    if (!signedIn) return setSessions(null);
    try {
      const read = await (words ? searchSessions(words) : listSessions(most));
      // What was asked for later is shown, whichever comes first.
      if (mine !== turn.current) return;
      setSessions(read);
      setFailure(null);
    } catch (error) {
      if (mine === turn.current) setFailure(error instanceof Error ? error.message : String(error));
    }
  }, [signedIn, query, most]);
  useEffect(() => {
    void reload();
    return onOtherTabChange(() => void reload());
  }, [reload]);
  const older =
    query.trim() === "" && sessions !== null && sessions.length >= most && most < 500
      ? () => setMost(most + PAGE)
      : null;
  return { sessions, failure, reload, older };
}
