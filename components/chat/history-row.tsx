"use client";

import type { KeyboardEvent, MouseEvent } from "react";
import { Menu } from "@/components/ui/menu";
import type { ChatSession } from "@/lib/contract/conversation";
import { markedParts } from "@/lib/models/excerpt";
import { manageItems, type SessionActions } from "./chat-bar";

interface HistoryRowProps {
  session: ChatSession;
  words: readonly string[];
  current: boolean;
  follow: (event: MouseEvent<HTMLAnchorElement>) => void;
  actions: SessionActions;
}

export const linkId = (session: number) => `conversation-${session}`;
const menuId = (session: number) => `conversation-${session}-menu`;

/** A conversation in the list. It is one tab stop; → or the context menu key opens its menu. */
export function HistoryRow({ session, words, current, follow, actions }: HistoryRowProps) {
  const { id, title, excerpt } = session;
  const keys = (event: KeyboardEvent) => {
    const opens = event.key === "ArrowRight" || event.key === "ContextMenu" || (event.shiftKey && event.key === "F10");
    if (!opens) return;
    event.preventDefault();
    document.getElementById(menuId(id))?.click();
  };
  return (
    <li className="group/row relative flex items-center rounded-button hover:bg-hover has-[[aria-current]]:bg-press">
      <a
        id={linkId(id)}
        data-conversation=""
        href={`/chat/${id}`}
        title={title}
        dir="auto"
        aria-current={current ? "page" : undefined}
        aria-keyshortcuts="ArrowRight"
        className="block min-h-8.5 min-w-0 flex-1 py-1.75 pr-8 pl-3 text-cell text-text-2 group-hover/row:text-text aria-[current]:font-medium aria-[current]:text-text pointer-coarse:min-h-11 pointer-coarse:py-3 forced-colors:aria-[current]:underline"
        onClick={follow}
        onKeyDown={keys}
      >
        <span className="block truncate">
          <Marked text={title} words={words} />
        </span>
        {session.tags.length > 0 && (
          <small className="block truncate text-tiny font-normal text-text-3">{session.tags.join(", ")}</small>
        )}
        {excerpt && (
          <small className="mt-0.5 line-clamp-2 text-tiny font-normal text-text-3">
            <Marked text={excerpt} words={words} />
          </small>
        )}
      </a>
      <span className="absolute top-1 right-1 pointer-fine:opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 group-has-[[aria-current]]/row:opacity-100 pointer-coarse:top-2.25">
        <Menu
          trigger={{
            id: menuId(id),
            icon: "ellipsis",
            label: `More for ${title}`,
            tip: "More",
            size: "sm",
            tabIndex: -1,
          }}
          label={`More for ${title}`}
          items={[
            ...manageItems(session, actions),
            { label: "Delete", icon: "trash-2", danger: true, onSelect: () => actions.remove(session) },
          ]}
        />
      </span>
    </li>
  );
}

/** A text with the search words highlighted. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text;
  return markedParts(text, words).map((part, i) =>
    part.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other key.
      <mark key={i} className="rounded-tag bg-soft text-inherit">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
