"use client";

import { useEffect, useState } from "react";

const NAME = "gatewayz_draft";

/** What is being typed in a conversation; it survives a login, a reload and a crash of the tab. */
export function useDraft(session: number | null, initial: string): [string, (text: string) => void] {
  const name = `${NAME}:${session ?? "new"}`;
  const [text, setText] = useState(initial);
  useEffect(() => {
    const kept = localStorage.getItem(name);
    if (kept && !initial) setText(kept);
  }, [name, initial]);
  return [
    text,
    (fresh) => {
      setText(fresh);
      try {
        if (fresh) localStorage.setItem(name, fresh);
        else localStorage.removeItem(name);
      } catch {
        // Storage is full or forbidden: what is typed stays in the page alone.
      }
    },
  ];
}
