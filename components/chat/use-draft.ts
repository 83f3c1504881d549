"use client";

import { useEffect, useState } from "react";

const NAME = "gatewayz_draft";

/** What is being typed under a name; it survives a login, a reload and a crash of the tab. */
export function useDraft(name: string, initial: string): [string, (text: string) => void] {
  const place = `${NAME}:${name}`;
  const [text, setText] = useState(initial);
  useEffect(() => {
    const kept = localStorage.getItem(place);
    if (kept && !initial) setText((typed) => typed || kept);
  }, [place, initial]);
  return [
    text,
    (fresh) => {
      setText(fresh);
      try {
        if (fresh) localStorage.setItem(place, fresh);
        else localStorage.removeItem(place);
      } catch {
        // Storage is full or forbidden: what is typed stays in the page alone.
      }
    },
  ];
}
