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
import { loadReader } from "./answer-text";
import { takeEarly } from "./early";
import { onElsewhere, tellElsewhere } from "./elsewhere";
import { Growing } from "./growing";

/** Between two attempts to follow an answer again, in ms. */
const AGAIN_MS = 1_500;

export const USUAL_SETTINGS: ChatSettings = { system: "", temperature: null, top_p: null, max_tokens: null };

/** What is said below one message, and who shall answer it. */
export interface Saying {
  parent: number | null;
  wishes: readonly AnswerWish[];
}

/** One conversation in a page: what was said, what is being written, and what can be done. */
export interface Conversation {
  session: ChatSession | null;
  messages: readonly Message[];
  /** What is being written of those messages that are running. */
  growing: Growing;
  settings: ChatSettings;
  running: boolean;
  loading: boolean;
  /** What went wrong with the conversation itself, as a sentence; `lost`: the connection, which is tried again. */
  failure: string | null;
  lost: boolean;
  /** Says something at one place or at several and asks for answers. Answers with all new ids, or null when it failed. */
  send(content: MessageContent, at: readonly Saying[]): Promise<number[] | null>;
  answer(parent: number, wishes: readonly AnswerWish[], goOn?: number | null): Promise<number[]>;
  /** Ends one answer, or all that are being written. */
  stop(message?: number): Promise<void>;
  /** Reads it again. */
  reload(): void;
  set(settings: ChatSettings): void;
}

/** `created` is told the id of a conversation that begins; `changed`, that the list of conversations is old. */
export function useConversation(
  id: number | null,
  signedIn: boolean,
  created: (id: number) => void,
  changed: () => void,
): Conversation {
  const [session, setSession] = useState<ChatSession | null>(null);
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const [settings, setSettings] = useState(USUAL_SETTINGS);
  const [failure, setFailure] = useState<string | null>(null);
  const [lost, setLost] = useState(false);
  const [loading, setLoading] = useState(id !== null);
  const [growing] = useState(() => new Growing());
  const following = useRef<AbortController | null>(null);
  const running = messages.some(({ state }) => state === "running");

  const put = useCallback((fresh: readonly Message[]) => {
    setMessages((before) => [...before.filter(({ id: known }) => !fresh.some((m) => m.id === known)), ...fresh]);
  }, []);

  const load = useCallback(async (wanted: number) => {
    const { messages: read = [], ...rest } = await (takeEarly(wanted) ?? readSession(wanted));
    setSession(rest);
    setSettings(rest.settings);
    setMessages((before) => asBefore(before, read));
    return read;
  }, []);

  /** Follows what is being written until all of it has ended, and again after the network was lost. */
  const follow = useCallback(
    async (wanted: number) => {
      following.current?.abort();
      const stop = new AbortController();
      following.current = stop;
      const heard = (event: AnswerEvent) => {
        setLost(false);
        if (event.type !== "end") return growing.add(event);
        put([event.value]);
        growing.drop(event.message);
      };
      while (!stop.signal.aborted) {
        try {
          await followAnswers(wanted, heard, stop.signal);
          // What ended between two looks is read once more: nobody told of it.
          const read = await load(wanted);
          if (stop.signal.aborted) return;
          setLost(false);
          changed();
          if (!read.some(({ state }) => state === "running")) return;
        } catch (error) {
          if (stop.signal.aborted) return;
          if (error instanceof ApiFailure && error.status < 500) return setFailure(error.message);
          setLost(true);
        }
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    },
    [changed, growing, load, put],
  );

  const open = useCallback(
    async (wanted: number) => {
      try {
        const read = await load(wanted);
        setFailure(null);
        if (read.some(({ state }) => state === "running")) void follow(wanted);
      } catch (error) {
        setFailure(sentence(error));
      } finally {
        setLoading(false);
      }
    },
    [follow, load],
  );

  // The id of a conversation that begins here comes later: what is known of it is here already.
  const first = useRef(id);
  useEffect(() => {
    if (signedIn && first.current !== null) {
      void loadReader().catch(() => undefined);
      void open(first.current);
    }
    return () => following.current?.abort();
  }, [open, signedIn]);

  const own = session?.id ?? null;
  useEffect(() => {
    if (own !== null) return onElsewhere((heard) => heard === own && void open(own));
  }, [own, open]);

  const answer = async (wanted: number, parent: number, wishes: readonly AnswerWish[], goOn: number | null) => {
    const asked = await askAnswers(wanted, parent, wishes, goOn);
    put(asked);
    return asked.map((message) => message.id);
  };
  const begun = (wanted: number) => {
    tellElsewhere(wanted);
    void follow(wanted);
  };

  return {
    session,
    messages,
    growing,
    settings,
    running,
    loading,
    failure,
    lost,
    send: async (content, at) => {
      setFailure(null);
      try {
        const one = session ?? (await createSession(settings));
        if (!session) {
          setSession(one);
          created(one.id);
        }
        const ids: number[] = [];
        for (const { parent, wishes } of at) {
          const said = await say(one.id, content, parent);
          put([said]);
          ids.push(said.id, ...(await answer(one.id, said.id, wishes, null)));
        }
        begun(one.id);
        changed();
        return ids;
      } catch (error) {
        setFailure(sentence(error));
        return null;
      }
    },
    answer: async (parent, wishes, goOn = null) => {
      if (!session) return [];
      try {
        setFailure(null);
        const ids = await answer(session.id, parent, wishes, goOn);
        begun(session.id);
        return ids;
      } catch (error) {
        setFailure(sentence(error));
        return [];
      }
    },
    stop: async (message) => {
      if (session) await stopAnswers(session.id, message).catch((error) => setFailure(sentence(error)));
    },
    reload: () => {
      const wanted = own ?? id;
      if (wanted !== null) void open(wanted);
    },
    set: (wanted) => {
      setSettings(wanted);
      if (session) changeSession(session.id, { settings: wanted }).catch((error) => setFailure(sentence(error)));
    },
  };
}

/** What was read, by the objects that stand in the page already where nothing changed: they are not drawn again. */
function asBefore(before: readonly Message[], read: readonly Message[]): readonly Message[] {
  const known = new Map(before.map((message) => [message.id, message]));
  return read.map((message) => {
    const old = known.get(message.id);
    return old && old.state === message.state ? old : message;
  });
}

function sentence(error: unknown): string {
  if (error instanceof ApiFailure) return error.message;
  return "The server cannot be reached: check your connection. What you typed is kept.";
}
