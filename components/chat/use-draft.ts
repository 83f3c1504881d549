"use client";

import { useEffect, useRef, useState } from "react";
import { readStored, writeStored } from "@/lib/client/storage";

const NAME = "gatewayz_draft";

export interface Draft {
  text: string;
  /** Changes the text, and stores it. */
  type(text: string): void;
  /** Empties the field to send its text, which stays stored until the returned function is called with the outcome. */
  beginSend(): (sent: boolean) => void;
}

/** A draft stored under a name; survives a login, a reload, and a crash of the tab, even while it is being sent. */
export function useDraft(name: string, initial: string): Draft {
  const storageKey = `${NAME}:${name}`;
  const [text, setText] = useState(initial);
  const now = useRef({ storageKey, text });
  const show = (fresh: string) => {
    now.current.text = fresh;
    setText(fresh);
  };
  useEffect(() => {
    const { storageKey: previousKey, text: typed } = now.current;
    now.current.storageKey = storageKey;
    // Text typed while a new conversation is created belongs to it.
    if (previousKey !== storageKey && typed !== "" && readStored(previousKey) === typed) {
      writeStored(previousKey, null);
      writeStored(storageKey, typed);
    }
    const saved = readStored(storageKey);
    if (!saved || initial || typed !== "") return;
    now.current.text = saved;
    setText(saved);
  }, [storageKey, initial]);
  return {
    text,
    type: (fresh) => {
      show(fresh);
      writeStored(storageKey, fresh || null);
      forgetPrompt();
    },
    beginSend: () => {
      show("");
      return (sent) => {
        if (sent) {
          if (readStored(storageKey) === text) writeStored(storageKey, null);
          return;
        }
        const all = [text, now.current.text].filter(Boolean).join("\n\n");
        show(all);
        writeStored(storageKey, all);
      };
    },
  };
}

/** Removes the prompt from the URL, because typed text takes precedence, even after a login. */
function forgetPrompt(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has("prompt")) return;
  url.searchParams.delete("prompt");
  history.replaceState(null, "", url);
}
