"use client";

import { useState } from "react";
import { changeSession, deleteSession } from "@/lib/client/chat";
import type { ChatSession } from "@/lib/contract/conversation";
import { dayText } from "@/lib/models/format";

interface HistoryProps {
  sessions: readonly ChatSession[] | null;
  failure: string | null;
  current: number | null;
  query: string;
  setQuery: (query: string) => void;
  reload: () => Promise<void>;
}

/** The conversations by day, found by their words; renamed in place, deleted with a way back. */
export function History({ sessions, failure, current, query, setQuery, reload }: HistoryProps) {
  const [renaming, setRenaming] = useState<number | null>(null);
  const [deleted, setDeleted] = useState<ChatSession | null>(null);
  const remove = async (session: ChatSession) => {
    await deleteSession(session.id);
    setDeleted(session);
    await reload();
  };
  const undo = async () => {
    if (deleted) await changeSession(deleted.id, { is_active: true });
    setDeleted(null);
    await reload();
  };
  const rename = async (session: ChatSession, title: string) => {
    setRenaming(null);
    if (title.trim() && title !== session.title) await changeSession(session.id, { title: title.trim() });
    await reload();
  };
  let day = "";
  return (
    <nav className="history" aria-label="Conversations">
      <a href="/chat" className="button">
        + New chat
      </a>
      {sessions && (
        <input
          type="search"
          className="text-field"
          aria-label="Search conversations"
          placeholder="Search conversations"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      {failure && <p role="alert">{failure}</p>}
      {deleted && (
        <p role="status" className="text-muted">
          “{deleted.title}” is deleted.{" "}
          <button type="button" className="link" onClick={undo}>
            Undo
          </button>
        </p>
      )}
      <ul>
        {sessions?.map((session) => {
          const its = dayName(session.updated_at);
          const head = its === day ? null : its;
          day = its;
          return (
            <li key={session.id}>
              {head && <h2 className="history-day">{head}</h2>}
              {renaming === session.id ? (
                <input
                  className="text-field"
                  aria-label="Title"
                  defaultValue={session.title}
                  maxLength={300}
                  onBlur={(event) => rename(session, event.target.value)}
                  onKeyDown={(event) => {
                    if (event.key === "Enter") void rename(session, event.currentTarget.value);
                    if (event.key === "Escape") setRenaming(null);
                  }}
                  // biome-ignore lint/a11y/noAutofocus: it is the answer to the button that was just pressed.
                  autoFocus
                />
              ) : (
                <span className="history-row" data-current={session.id === current || undefined}>
                  <a href={`/chat/${session.id}`} aria-current={session.id === current ? "page" : undefined}>
                    {session.title}
                  </a>
                  <button
                    type="button"
                    className="copy"
                    aria-label={`Rename ${session.title}`}
                    onClick={() => setRenaming(session.id)}
                  >
                    ✎
                  </button>
                  <button
                    type="button"
                    className="copy"
                    aria-label={`Delete ${session.title}`}
                    onClick={() => remove(session)}
                  >
                    ×
                  </button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {sessions?.length === 0 && (
        <p className="text-muted">{query ? "None has these words." : "No conversation yet."}</p>
      )}
    </nav>
  );
}

function dayName(iso: string): string {
  const days = Math.floor(Date.now() / 86_400_000) - Math.floor(Date.parse(iso) / 86_400_000);
  if (days <= 0) return "Today";
  return days === 1 ? "Yesterday" : dayText(Date.parse(iso));
}
