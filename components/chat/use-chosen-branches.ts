"use client";

import { useState } from "react";
import { changeSession } from "@/lib/client/chat";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { messagesTo } from "@/lib/models/conversation";

/** Stored choices per conversation. */
const MAX_CHOICES = 100;

/** The chosen branches of a conversation, the latest choice first; it opens with the branch chosen last. */
export function useChosenBranches(session: ChatSession | null, messages: readonly Message[]) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const leaf = session?.leaf_id ?? null;
  const stored = chosen.length > 0 || leaf === null ? [] : messagesTo(messages, leaf).map(({ id }) => id);
  const prefer = (ids: readonly number[]) =>
    setChosen((previous) =>
      [...ids, ...(previous.length > 0 ? previous : stored).filter((id) => !ids.includes(id))].slice(0, MAX_CHOICES),
    );
  /** Shows the branch with a message, also on the next visit. */
  const choose = (message: number) => {
    prefer([message]);
    // Only remembered for the next visit: a failure changes nothing here.
    if (session) void changeSession(session.id, { leaf_id: message }).catch(() => undefined);
  };
  return { chosen: chosen.length > 0 ? chosen : stored, prefer, choose };
}
