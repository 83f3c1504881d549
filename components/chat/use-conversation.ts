"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import {
  askAnswers,
  changeSession,
  createSession,
  followAnswers,
  readSession,
  say,
  stopAnswers,
} from "@/lib/client/chat";
import { ApiFailure } from "@/lib/client/session";
import type {
  AnswerEvent,
  AnswerWish,
  ChatSession,
  ChatSettings,
  Message,
  MessageContent,
} from "@/lib/contract/conversation";

/** Between two attempts to follow an answer again, in ms. */
const AGAIN_MS = 1_500;

export const USUAL_SETTINGS: ChatSettings = { system: "", temperature: null, top_p: null, max_tokens: null };

/** One conversation in a page: what was said, what is being written, and what can be done. */
export interface Conversation {
  session: ChatSession | null;
  messages: readonly Message[];
  settings: ChatSettings;
  running: boolean;
  /** What went wrong with the conversation itself, as a sentence; `lost`: the connection, which is tried again. */
  failure: string | null;
  lost: boolean;
  /** Says something and asks for answers. Answers with the id of the conversation, or null when it was not kept. */
  send(content: MessageContent, parent: number | null, wishes: readonly AnswerWish[]): Promise<number | null>;
  answer(parent: number, wishes: readonly AnswerWish[], goOn?: number | null): Promise<void>;
  stop(): Promise<void>;
  set(settings: ChatSettings): void;
}

export function useConversation(id: number | null, changed: () => void): Conversation {
  const [session, setSession] = useState<ChatSession | null>(null);
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const [settings, setSettings] = useState(USUAL_SETTINGS);
  const [failure, setFailure] = useState<string | null>(null);
  const [lost, setLost] = useState(false);
  const following = useRef<AbortController | null>(null);
  /** What answers began with that go on where a cut one ended. */
  const starts = useRef(new Map<number, string>());
  const running = messages.some(({ state }) => state === "running");

  const put = useCallback((fresh: readonly Message[]) => {
    remember(starts.current, fresh);
    setMessages((before) => [...before.filter(({ id: known }) => !fresh.some((m) => m.id === known)), ...fresh]);
  }, []);

  const load = useCallback(async (wanted: number) => {
    try {
      const read = await readSession(wanted);
      setSession(read);
      setSettings(read.settings);
      remember(starts.current, read.messages ?? []);
      setMessages(read.messages ?? []);
      setFailure(null);
    } catch (error) {
      setFailure(sentence(error));
    }
  }, []);

  /** Follows what is being written, from its beginning, and again after the network was lost. */
  const follow = useCallback(
    async (wanted: number) => {
      following.current?.abort();
      const stop = new AbortController();
      following.current = stop;
      const begun = new Set<number>();
      const heard = (event: AnswerEvent) => {
        if (event.type === "end") return put([event.value]);
        const fresh = !begun.has(event.message);
        begun.add(event.message);
        const start = fresh ? (starts.current.get(event.message) ?? "") : null;
        setMessages((before) => before.map((m) => (m.id === event.message ? grown(m, event, start) : m)));
      };
      while (!stop.signal.aborted) {
        begun.clear();
        try {
          await followAnswers(wanted, heard, stop.signal);
          setLost(false);
          const read = await readSession(wanted);
          if (stop.signal.aborted) return;
          setSession(read);
          setMessages(read.messages ?? []);
          changed();
          return;
        } catch (error) {
          if (stop.signal.aborted) return;
          if (error instanceof ApiFailure && error.status < 500) return setFailure(error.message);
          setLost(true);
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        }
      }
    },
    [changed, put],
  );

  useEffect(() => {
    if (id === null) return;
    void load(id).then(() => follow(id));
    return () => following.current?.abort();
  }, [id, load, follow]);

  const answer = useCallback(
    async (wanted: number, parent: number, wishes: readonly AnswerWish[], goOn: number | null) => {
      put(await askAnswers(wanted, parent, wishes, goOn));
      void follow(wanted);
    },
    [follow, put],
  );

  return {
    session,
    messages,
    settings,
    running,
    failure,
    lost,
    send: async (content, parent, wishes) => {
      setFailure(null);
      try {
        const own = session ?? (await createSession(settings));
        if (!session) setSession(own);
        const said = await say(own.id, content, parent);
        put([said]);
        await answer(own.id, said.id, wishes, null);
        changed();
        return own.id;
      } catch (error) {
        setFailure(sentence(error));
        return null;
      }
    },
    answer: async (parent, wishes, goOn = null) => {
      if (!session) return;
      await answer(session.id, parent, wishes, goOn).catch((error) => setFailure(sentence(error)));
    },
    stop: async () => {
      if (session) await stopAnswers(session.id).catch((error) => setFailure(sentence(error)));
    },
    set: (wanted) => {
      setSettings(wanted);
      if (session) changeSession(session.id, { settings: wanted }).catch((error) => setFailure(sentence(error)));
    },
  };
}

function remember(starts: Map<number, string>, messages: readonly Message[]): void {
  for (const { id, state, content } of messages) {
    if (state === "running" && !starts.has(id) && typeof content === "string") starts.set(id, content);
  }
}

function sentence(error: unknown): string {
  if (error instanceof ApiFailure) return error.message;
  return "The server cannot be reached: check your connection. What you typed is kept.";
}

/** A message with one more step; the first that is heard begins anew, because all steps come again. */
function grown(message: Message, event: Extract<AnswerEvent, { text: string }>, start: string | null): Message {
  if (message.state !== "running") return message;
  const base = start === null ? message : { ...message, reasoning: "", content: start };
  if (event.type === "reasoning") return { ...base, reasoning: base.reasoning + event.text };
  return { ...base, content: (typeof base.content === "string" ? base.content : "") + event.text };
}
