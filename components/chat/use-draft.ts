"use client";

import { useEffect, useState } from "react";
import { readStored, writeStored } from "@/lib/client/storage";

const NAME = "gatewayz_draft";

/** What is being typed. */
interface Draft {
  text: string;
  /** Takes what was typed, and keeps it. */
  type(text: string): void;
  /** Empties the field to send what is in it, which stays saved until the returned function is called with the outcome. */
  beginSend(): (sent: boolean) => void;
}

/** What is being typed under a name; it survives a login, a reload and a crash of the tab, also while it is sent. */
export function useDraft(name: string, initial: string): Draft {
  const place = `${NAME}:${name}`;
  const [text, setText] = useState(initial);
  useEffect(() => {
    const saved = readStored(place);
    if (saved && !initial) setText((typed) => typed || saved);
  }, [place, initial]);
  return {
    text,
    type: (fresh) => {
      setText(fresh);
      writeStored(place, fresh || null);
      forgetPrompt();
    },
    beginSend: () => {
      setText("");
      return (sent) => {
        if (!sent) setText((typed) => typed || text);
        else if (readStored(place) === text) writeStored(place, null);
      };
    },
  };
}

/** What was typed since counts more than the words that an address brought, also after a login. */
function forgetPrompt(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has("prompt")) return;
  url.searchParams.delete("prompt");
  history.replaceState(null, "", url);
}
