import { sessionIn } from "@/lib/client/chat";
import type { ChatSession } from "@/lib/contract/conversation";

declare global {
  interface Window {
    /** What the script at the top of a conversation's page asked for: see AskEarly. */
    askedEarly?: { id: number; answer: Promise<Response> } | null;
  }
}

/** The conversation that an address names; null for a new one. */
export function idIn(pathname: string): number | null {
  const id = /^\/chat\/([1-9]\d{0,14})$/.exec(pathname)?.[1];
  return id === undefined ? null : Number(id);
}

/** What was asked for early, once; null when it was not this conversation. */
export function takeEarly(id: number): Promise<ChatSession> | null {
  const taken = window.askedEarly;
  window.askedEarly = null;
  return taken?.id === id ? taken.answer.then(sessionIn) : null;
}
