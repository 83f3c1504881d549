"use client";

import { type MouseEvent, useState } from "react";
import type { ChatSession } from "@/lib/contract/conversation";

interface HistoryRowProps {
  session: ChatSession;
  current: boolean;
  follow: (event: MouseEvent<HTMLAnchorElement>) => void;
  rename: (title: string) => Promise<void>;
  remove: () => Promise<void>;
}

/** One conversation in the list, with its name to change in place. */
export function HistoryRow({ session, current, follow, rename, remove }: HistoryRowProps) {
  const [renaming, setRenaming] = useState(false);
  const name = (title: string) => {
    setRenaming(false);
    if (title.trim() && title.trim() !== session.title) void rename(title.trim());
  };
  if (renaming) {
    return (
      <input
        className="text-field"
        aria-label="Title"
        defaultValue={session.title}
        maxLength={300}
        onBlur={(event) => name(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") name(event.currentTarget.value);
          if (event.key === "Escape") setRenaming(false);
        }}
        // biome-ignore lint/a11y/noAutofocus: it is the answer to the button that was just pressed.
        autoFocus
      />
    );
  }
  return (
    <span className="history-row" data-current={current || undefined}>
      <a
        href={`/chat/${session.id}`}
        title={session.title}
        aria-current={current ? "page" : undefined}
        onClick={follow}
      >
        {session.title}
      </a>
      <span className="history-tools">
        <button type="button" className="copy" aria-label={`Rename ${session.title}`} onClick={() => setRenaming(true)}>
          ✎
        </button>
        <button type="button" className="copy" aria-label={`Delete ${session.title}`} onClick={() => void remove()}>
          ×
        </button>
      </span>
    </span>
  );
}
