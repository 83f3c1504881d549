"use client";

import type { KeyboardEvent, MouseEvent } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { ChatSession } from "@/lib/contract/conversation";
import { searchWords } from "@/lib/models/excerpt";
import { loadMarkdown } from "./answer-text";
import type { SessionActions } from "./chat-bar";
import { HistoryFoot } from "./history-foot";
import { grouped } from "./history-groups";
import { HistoryRow, linkId } from "./history-row";
import { TagFilter } from "./tag-filter";

interface HistoryProps {
  sessions: readonly ChatSession[] | null;
  failure: string | null;
  current: number | null;
  query: string;
  setQuery: (query: string) => void;
  /** Lists only conversations with this tag; null for all. */
  tag: string | null;
  setTag: (tag: string | null) => void;
  reload: () => Promise<void>;
  /** Shows more of them; null when there are no more. */
  older: (() => void) | null;
  actions: SessionActions;
  go: (path: string) => void;
}

/** The list of conversations, grouped by time, with a search. Below 64rem, it opens over the page. */
export function History(props: HistoryProps) {
  const { sessions, failure, query, setQuery, tag, setTag, reload, older, go } = props;
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(event.currentTarget.pathname);
  };
  const prepare = () => void loadMarkdown().catch(() => undefined);
  return (
    <nav
      id="conversations"
      popover="auto"
      aria-label="Conversations"
      className="inset-y-0 left-0 m-0 h-dvh max-h-none w-[min(20rem,88vw)] flex-col overflow-x-hidden border-r border-line bg-panel px-2.5 pt-3 text-text backdrop:bg-scrim open:flex lg:static lg:flex lg:h-auto lg:w-auto print:hidden"
      onPointerEnter={prepare}
      onFocus={prepare}
      onKeyDown={(event) => moveFocus(event)}
    >
      <a href="/chat" className={`${buttonClass()} min-h-9! justify-start! not-hover:bg-raised!`} onClick={follow}>
        <Icon name="square-pen" className="text-text-3" />
        New chat
      </a>
      {sessions && <SearchField query={query} setQuery={setQuery} />}
      <TagFilter tag={tag} setTag={setTag} />
      <div className="-mx-2.5 min-h-40 flex-1 overflow-y-auto overscroll-contain px-2.5 pb-3 lg:min-h-0">
        {failure && (
          <p role="alert" className="grid justify-items-start gap-2 p-3 text-note text-text-2">
            Couldn’t load your chats. {failure}
            <Button size="sm" onClick={() => void reload()}>
              Try again
            </Button>
          </p>
        )}
        <Groups {...props} follow={follow} />
        {older && (
          <Button
            size="sm"
            variant="quiet"
            className="mt-2 ml-1"
            onClick={() => {
              document.getElementById(linkId(sessions?.at(-1)?.id ?? 0))?.focus();
              older();
            }}
          >
            Show older chats
          </Button>
        )}
        {sessions?.length === 0 && (
          <p className="p-3 text-note text-text-3">{query.trim() || tag ? "No chats match" : "No chats yet"}</p>
        )}
      </div>
      <HistoryFoot />
    </nav>
  );
}

type GroupsProps = Pick<HistoryProps, "sessions" | "query" | "current" | "actions"> & {
  follow: (event: MouseEvent<HTMLAnchorElement>) => void;
};

function Groups({ sessions, query, current, actions, follow }: GroupsProps) {
  const words = searchWords(query);
  return grouped(sessions ?? [], new Date()).map(([name, some]) => (
    <section key={name} aria-label={name}>
      <h2 className="px-3 pt-4 pb-1 text-tiny font-medium text-text-3">{name}</h2>
      <ul>
        {some.map((session) => (
          <HistoryRow
            key={session.id}
            session={session}
            words={words}
            current={session.id === current}
            follow={follow}
            actions={actions}
          />
        ))}
      </ul>
    </section>
  ));
}

function SearchField({ query, setQuery }: Pick<HistoryProps, "query" | "setQuery">) {
  return (
    <label className="mt-1.5 flex min-h-8.5 flex-none items-center gap-2.25 rounded-button px-3 text-cell text-text-3 focus-within:bg-bg focus-within:ring-2 focus-within:ring-accent hover:bg-hover focus-within:forced-colors:outline-2 pointer-coarse:min-h-11">
      <Icon name="search" />
      <input
        type="search"
        className="min-w-0 flex-1 bg-transparent text-text outline-none"
        aria-label="Search chats"
        placeholder="Search chats"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
    </label>
  );
}

/** Arrow keys move between conversations; each is also a tab stop. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-conversation]")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (!step || at < 0) return;
  event.preventDefault();
  links[at + step]?.focus();
}
