"use client";

import { type MouseEvent, useState } from "react";
import { changeSession, deleteSession } from "@/lib/client/chat";
import type { ChatSession } from "@/lib/contract/conversation";
import { searchWords } from "@/lib/models/excerpt";
import { loadMarkdown } from "./answer-text";
import { HistoryRow } from "./history-row";
import { notifyOtherTabs } from "./other-tabs";

interface HistoryProps {
  sessions: readonly ChatSession[] | null;
  failure: string | null;
  current: number | null;
  query: string;
  setQuery: (query: string) => void;
  reload: () => Promise<void>;
  /** Shows more of them; null when there are no more. */
  older: (() => void) | null;
  /** Goes to an address of this page; on a phone the list gives way to it unless it is to stay. */
  go: (path: string, stay?: boolean) => void;
}

/** The conversations by day, found by their words; renamed in place, deleted with a way back. */
export function History({ sessions, failure, current, query, setQuery, reload, older, go }: HistoryProps) {
  const [deleted, setDeleted] = useState<ChatSession | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (session: number, work: () => Promise<unknown>) => {
    try {
      await work();
      setProblem(null);
      notifyOtherTabs(session);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    await reload();
  };
  const remove = (session: ChatSession) =>
    attempt(session.id, async () => {
      await deleteSession(session.id);
      setDeleted(session);
      // The list stays: the way back stands in it.
      if (session.id === current) go("/chat", true);
    });
  const undo = () =>
    deleted &&
    attempt(deleted.id, async () => {
      await changeSession(deleted.id, { is_active: true });
      setDeleted(null);
    });
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(event.currentTarget.pathname);
  };
  const words = searchWords(query);
  let day = "";
  return (
    <nav
      className="history"
      aria-label="Conversations"
      onPointerEnter={() => void loadMarkdown().catch(() => undefined)}
      onFocus={() => void loadMarkdown().catch(() => undefined)}
    >
      <h1 className="history-title">Conversations</h1>
      <a href="/chat" className="button history-new" onClick={follow}>
        <span aria-hidden>+</span> New chat
      </a>
      {sessions && (
        <input
          type="search"
          className="input-field"
          aria-label="Search conversations"
          placeholder="Search conversations"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      {(problem ?? failure) && <p role="alert">{problem ?? failure}</p>}
      {deleted && (
        <p role="status" className="history-note">
          “{deleted.title}” is deleted.{" "}
          <button type="button" className="link" onClick={() => void undo()}>
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
              <HistoryRow
                session={session}
                words={words}
                current={session.id === current}
                follow={follow}
                rename={(title) => attempt(session.id, () => changeSession(session.id, { title }))}
                remove={() => remove(session)}
              />
            </li>
          );
        })}
      </ul>
      {older && (
        <button type="button" className="button" onClick={older}>
          Older
        </button>
      )}
      {sessions?.length === 0 && (
        <p className="history-note">{query.trim() ? "No conversation has these words." : "No conversation yet."}</p>
      )}
    </nav>
  );
}

/** The reader's own day of a time, in words. */
function dayName(iso: string): string {
  const day = new Date(iso);
  const today = new Date();
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((midnight(today) - midnight(day)) / 86_400_000);
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  const year = day.getFullYear() === today.getFullYear() ? {} : { year: "numeric" as const };
  return day.toLocaleDateString("en", { day: "numeric", month: "short", ...year });
}
