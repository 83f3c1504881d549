"use client";

import { useEffect, useRef, useState } from "react";
import { readStored, writeStored } from "@/lib/client/storage";

const NAME = "gatewayz_draft";

/** What is being typed. */
export interface Draft {
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
  const now = useRef({ place, text });
  const show = (fresh: string) => {
    now.current.text = fresh;
    setText(fresh);
  };
  useEffect(() => {
    const { place: before, text: typed } = now.current;
    now.current.place = place;
    // What is typed while a new conversation is created belongs to it.
    if (before !== place && typed !== "" && readStored(before) === typed) {
      writeStored(before, null);
      writeStored(place, typed);
    }
    const saved = readStored(place);
    if (!saved || initial || typed !== "") return;
    now.current.text = saved;
    setText(saved);
  }, [place, initial]);
  return {
    text,
    type: (fresh) => {
      show(fresh);
      writeStored(place, fresh || null);
      forgetPrompt();
    },
    beginSend: () => {
      show("");
      return (sent) => {
        if (sent) {
          if (readStored(place) === text) writeStored(place, null);
          return;
        }
        const all = [text, now.current.text].filter(Boolean).join("\n\n");
        show(all);
        writeStored(place, all);
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
