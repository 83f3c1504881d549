import { sessionIn } from "@/lib/client/chat";
import type { ChatSession } from "@/lib/contract/conversation";

declare global {
  interface Window {
    /** Requested by an inline script of the conversation's page: see SessionPreload. */
    preloadedSession?: { id: number; answer: Promise<Response> } | null;
  }
}

/** The ID of the conversation in a path; null for a new one. */
export function sessionIdFromPath(pathname: string): number | null {
  const id = /^\/chat\/([1-9]\d{0,14})$/.exec(pathname)?.[1];
  return id === undefined ? null : Number(id);
}

/** The conversation that was requested early, once; null if it was another one. */
export function takePreloadedSession(id: number): Promise<ChatSession> | null {
  const taken = window.preloadedSession;
  window.preloadedSession = null;
  return taken?.id === id ? taken.answer.then(sessionIn) : null;
}
