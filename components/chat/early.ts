import { readSession } from "@/lib/client/chat";
import { readKey } from "@/lib/client/session";
import type { ChatSession } from "@/lib/contract/conversation";

/** The conversation that an address names; null for a new one. */
export function idIn(pathname: string): number | null {
  const id = /^\/chat\/([1-9]\d{0,14})$/.exec(pathname)?.[1];
  return id === undefined ? null : Number(id);
}

// The conversation of the address is asked for when this file runs, before the page has come to life.
let early = typeof window === "undefined" ? null : askEarly();

function askEarly(): { id: number; session: Promise<ChatSession> } | null {
  const id = idIn(location.pathname);
  if (id === null || !readKey()) return null;
  const session = readSession(id);
  session.catch(() => undefined);
  return { id, session };
}

/** What was asked for early, once; null when it was not this conversation. */
export function takeEarly(id: number): Promise<ChatSession> | null {
  const taken = early;
  early = null;
  return taken?.id === id ? taken.session : null;
}
