"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import {
  addMessage,
  changeSession,
  createSession,
  followAnswers,
  readSession,
  requestAnswers,
  stopAnswers,
} from "@/lib/client/chat";
import { ApiFailure } from "@/lib/client/session";
import type {
  AnswerEvent,
  ChatSession,
  ChatSettings,
  ChatTarget,
  Message,
  MessageContent,
} from "@/lib/contract/conversation";
import { loadMarkdown } from "./answer-text";
import { notifyOtherTabs, onOtherTabChange } from "./other-tabs";
import { takePreloadedSession } from "./preloaded-session";
import { StreamingText } from "./streaming-text";

/** Between two attempts to follow an answer again, in ms. */
const RETRY_MS = 1_500;

export const DEFAULT_SETTINGS: ChatSettings = { system: "", temperature: null, top_p: null, max_tokens: null };

/** What is said below one message, and who shall answer it. */
export interface OutgoingMessage {
  parent: number | null;
  targets: readonly ChatTarget[];
}

/** One conversation in a page: what was said, what is being written, and what can be done. */
export interface Conversation {
  session: ChatSession | null;
  messages: readonly Message[];
  /** What is being written of those messages that are running. */
  streaming: StreamingText;
  settings: ChatSettings;
  running: boolean;
  loading: boolean;
  /** What went wrong with the conversation itself, as a sentence; `lost`: the connection, which is tried again. */
  failure: string | null;
  lost: boolean;
  /** Says something at one place or at several and asks for answers. Answers with all new ids, or null when it failed. */
  send(content: MessageContent, at: readonly OutgoingMessage[]): Promise<number[] | null>;
  answer(parent: number, targets: readonly ChatTarget[], continueWith?: number | null): Promise<number[]>;
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
  const [settings, setSettings] = useState(DEFAULT_SETTINGS);
  const [failure, setFailure] = useState<string | null>(null);
  const [lost, setLost] = useState(false);
  const [loading, setLoading] = useState(id !== null);
  const [streaming] = useState(() => new StreamingText());
  const following = useRef<AbortController | null>(null);
  const running = messages.some(({ state }) => state === "running");

  const put = useCallback((fresh: readonly Message[]) => {
    setMessages((before) => [...before.filter(({ id: known }) => !fresh.some((m) => m.id === known)), ...fresh]);
  }, []);

  const load = useCallback(async (wanted: number) => {
    const { messages: read = [], ...rest } = await (takePreloadedSession(wanted) ?? readSession(wanted));
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
      const onEvent = (event: AnswerEvent) => {
        setLost(false);
        if (event.type !== "end") return streaming.add(event);
        put([event.value]);
        streaming.remove(event.message);
      };
      while (!stop.signal.aborted) {
        try {
          await followAnswers(wanted, onEvent, stop.signal);
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
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    },
    [changed, streaming, load, put],
  );

  const open = useCallback(
    async (wanted: number) => {
      try {
        const read = await load(wanted);
        setFailure(null);
        if (read.some(({ state }) => state === "running")) void follow(wanted);
      } catch (error) {
        setFailure(errorText(error));
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
      void loadMarkdown().catch(() => undefined);
      void open(first.current);
    }
    return () => following.current?.abort();
  }, [open, signedIn]);

  const own = session?.id ?? null;
  useEffect(() => {
    if (own !== null) return onOtherTabChange((onEvent) => onEvent === own && void open(own));
  }, [own, open]);

  const answer = async (
    wanted: number,
    parent: number,
    targets: readonly ChatTarget[],
    continueWith: number | null,
  ) => {
    const asked = await requestAnswers(wanted, parent, targets, continueWith);
    put(asked);
    return asked.map((message) => message.id);
  };
  const onStarted = (wanted: number) => {
    notifyOtherTabs(wanted);
    void follow(wanted);
  };

  return {
    session,
    messages,
    streaming,
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
        for (const { parent, targets } of at) {
          const added = await addMessage(one.id, content, parent);
          put([added]);
          ids.push(added.id, ...(await answer(one.id, added.id, targets, null)));
        }
        onStarted(one.id);
        changed();
        return ids;
      } catch (error) {
        setFailure(errorText(error));
        return null;
      }
    },
    answer: async (parent, targets, continueWith = null) => {
      if (!session) return [];
      try {
        setFailure(null);
        const ids = await answer(session.id, parent, targets, continueWith);
        onStarted(session.id);
        return ids;
      } catch (error) {
        setFailure(errorText(error));
        return [];
      }
    },
    stop: async (message) => {
      if (session) await stopAnswers(session.id, message).catch((error) => setFailure(errorText(error)));
    },
    reload: () => {
      const wanted = own ?? id;
      if (wanted !== null) void open(wanted);
    },
    set: (wanted) => {
      setSettings(wanted);
      if (session) changeSession(session.id, { settings: wanted }).catch((error) => setFailure(errorText(error)));
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

function errorText(error: unknown): string {
  if (error instanceof ApiFailure) return error.message;
  return "The server cannot be reached: check your connection. What you typed is kept.";
}
