"use client";

import { type MouseEvent, useState } from "react";
import { isComposing } from "@/components/ui/composing";
import type { ChatSession } from "@/lib/contract/conversation";
import { markedParts } from "@/lib/models/excerpt";

interface HistoryRowProps {
  session: ChatSession;
  /** The words that are looked for. */
  words: readonly string[];
  current: boolean;
  follow: (event: MouseEvent<HTMLAnchorElement>) => void;
  rename: (title: string) => Promise<void>;
  remove: () => Promise<void>;
}

/** One conversation in the list, with its name to change in place. */
export function HistoryRow({ session, words, current, follow, rename, remove }: HistoryRowProps) {
  const [renaming, setRenaming] = useState(false);
  const name = (title: string) => {
    setRenaming(false);
    if (title.trim() && title.trim() !== session.title) void rename(title.trim());
  };
  if (renaming) {
    return (
      <input
        className="input-field"
        aria-label="Title"
        defaultValue={session.title}
        maxLength={300}
        onBlur={(event) => name(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
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
        <Marked text={session.title} words={words} />
        {session.excerpt && (
          <small>
            <Marked text={session.excerpt} words={words} />
          </small>
        )}
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

/** A text with the words in it that were looked for. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text;
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other names.
  return markedParts(text, words).map((part, i) => (part.hit ? <mark key={i}>{part.text}</mark> : part.text));
}
