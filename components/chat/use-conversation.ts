"use client";

import { isCancelledError } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useKey } from "@/components/auth/use-key";
import { queryClient, useData } from "@/components/data/query";
import { announce } from "@/components/ui/announce";
import { ApiFailure } from "@/lib/client/api";
import { changeSession, deleteBranch, readSession, requestAnswers, sendMessage, stopAnswers } from "@/lib/client/chat";
import type { ChatSession, ChatSettings, ChatTarget, Message, MessageContent } from "@/lib/contract/conversation";
import { loadMarkdown } from "./answer-text";
import { generatesTitles } from "./device-settings";
import { notifyOtherTabs, onOtherTabChange } from "./other-tabs";
import { takePreloadedSession } from "./preloaded-session";
import type { StreamingText } from "./streaming-text";
import { useFollowing } from "./use-following";
import { useNewTitle } from "./use-new-title";

export const DEFAULT_SETTINGS: ChatSettings = { system: "", temperature: null, top_p: null, max_tokens: null };
/** What was just stored here is not read again at once. */
const FRESH_MS = 1_000;
const NONE: readonly Message[] = [];

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
  loading: boolean;
  /** It is new, or has been read: it can be changed. */
  ready: boolean;
  /** What went wrong with the conversation itself, as a sentence; `lost`: the connection, which is tried again. */
  failure: string | null;
  lost: boolean;
  /** There is no such conversation in this account. */
  missing: boolean;
  /**
   * Says something at one place or at several and asks for answers, which are stopped at once if that was wanted
   * meanwhile. Answers with all new ids, or null when it failed.
   */
  send(content: MessageContent, at: readonly OutgoingMessage[], isStopped: () => boolean): Promise<number[] | null>;
  answer(parent: number, targets: readonly ChatTarget[], continueWith?: number | null): Promise<number[]>;
  /** Ends one answer, or all that are being written. */
  stop(message?: number): Promise<void>;
  /** Deletes a message and all below it. */
  removeBranch(message: number): Promise<void>;
  /** Notes that it is shared, by the last part of its address, or is not any more. */
  setShare(share: string | null): void;
  /** Reads it again. */
  reload(): void;
  /** Changes some settings; false when they could not be saved. */
  set(change: Partial<ChatSettings>): Promise<boolean>;
}

/** `created` is told the id of a conversation that begins; `changed`, that the list of conversations is old. */
export function useConversation(
  initialId: number | null,
  signedIn: boolean,
  created: (id: number) => void,
  changed: () => void,
): Conversation {
  // The id of a conversation that begins here comes later: what is known of it is here already.
  const [id, setId] = useState(initialId);
  const [newSettings, setNewSettings] = useState(DEFAULT_SETTINGS);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useKey();
  const { data, error, isLoading, refetch } = useData<ChatSession>({
    queryKey: ["conversation", id, key],
    queryFn: ({ signal }) => takePreloadedSession(id ?? 0) ?? readSession(id ?? 0, signal),
    enabled: signedIn && id !== null,
    staleTime: FRESH_MS,
    refetchOnWindowFocus: false,
  });
  const { messages = NONE, ...rest } = data ?? {};
  const session = data ? (rest as ChatSession) : null;

  const store = (to: number, change: (known: ChatSession) => ChatSession) => {
    const queryKey = ["conversation", to, key];
    // What is being read may be older than this change; a first reading is not ended, as nothing would start it again.
    if (queryClient().getQueryData(queryKey) !== undefined) void queryClient().cancelQueries({ queryKey });
    queryClient().setQueryData<ChatSession>(queryKey, (known) => known && change(known));
  };
  const put = (to: number, fresh: readonly Message[]) =>
    store(to, (known) => ({
      ...known,
      messages: [...(known.messages ?? []).filter((old) => !fresh.some(({ id: same }) => same === old.id)), ...fresh],
    }));
  const { streaming, lost, refusal } = useFollowing(
    id,
    key,
    messages,
    (message) => put(message.session_id, [message]),
    async () => {
      const { data: read } = await refetch({ throwOnError: true }).catch((failed: unknown) => {
        // A change that is newer than what was being read ends the reading; it is followed by itself.
        if (isCancelledError(failed)) return { data: undefined };
        throw failed;
      });
      changed();
      return isRunning(read?.messages);
    },
  );

  useNewTitle(session, messages, refetch, changed);
  // The second click of a double click asks for nothing more.
  const requested = useRef(new Set<string>());
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  useEffect(() => {
    if (signedIn && initialId !== null) void loadMarkdown().catch(() => undefined);
  }, [initialId, signedIn]);
  useEffect(() => {
    if (id !== null) return onOtherTabChange((changedId) => changedId === id && void refetch());
  }, [id, refetch]);

  /** Does something and shows why it failed; null then. */
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setProblem(null);
    try {
      return await work();
    } catch (failed) {
      setProblem(errorText(failed));
      return null;
    }
  };

  return {
    session,
    messages,
    streaming,
    settings: session?.settings ?? newSettings,
    ready: id === null || session !== null,
    loading: id !== null && (!signedIn || isLoading),
    failure: problem ?? (refusal || error ? errorText(refusal ?? error) : null),
    lost,
    missing: error instanceof ApiFailure && error.status === 404,
    setShare: (share) => {
      if (id !== null) store(id, (known) => ({ ...known, share }));
    },
    send: (content, at, isStopped) =>
      attempt(async () => {
        const places = at.map(({ parent, targets }) => ({ parent_id: parent, targets }));
        const sent = await sendMessage(id, content, places, { ...newSettings, generate_title: generatesTitles() });
        const { messages: added = [] } = sent;
        if (id === null) {
          queryClient().setQueryData(["conversation", sent.id, key], sent);
          setId(sent.id);
          if (mounted.current) created(sent.id);
        } else {
          store(id, (known) => ({ ...sent, messages: known.messages ?? [] }));
          put(id, added);
        }
        notifyOtherTabs(sent.id);
        changed();
        for (const { id: message, state } of isStopped() ? added : [])
          if (state === "running") void attempt(() => stopAnswers(sent.id, message));
        return added.map((message) => message.id);
      }),
    answer: async (parent, targets, continueWith = null) => {
      const request = JSON.stringify([parent, targets, continueWith]);
      if (id === null || requested.current.has(request)) return [];
      requested.current.add(request);
      const asked = await attempt(() => requestAnswers(id, parent, targets, continueWith));
      requested.current.delete(request);
      if (asked === null) return [];
      put(id, asked);
      notifyOtherTabs(id);
      changed();
      return asked.map((message) => message.id);
    },
    stop: async (message) => {
      if (id !== null) await attempt(() => stopAnswers(id, message));
    },
    removeBranch: async (message) => {
      if (id === null) return;
      const gone = await attempt(() => deleteBranch(id, message));
      if (gone === null) return;
      announce(gone.length === 1 ? "1 message deleted" : `${gone.length} messages deleted`, "branch");
      store(id, (known) => ({ ...known, messages: known.messages?.filter((old) => !gone.includes(old.id)) ?? [] }));
      notifyOtherTabs(id);
      changed();
    },
    reload: () => void refetch(),
    set: async (change) => {
      if (id === null) {
        setNewSettings((known) => ({ ...known, ...change }));
        return true;
      }
      if (session === null) return false;
      const before = session.settings;
      store(id, (known) => ({ ...known, settings: { ...known.settings, ...change } }));
      if ((await attempt(() => changeSession(id, { settings: change }))) !== null) return true;
      store(id, (known) => ({ ...known, settings: withoutChange(known.settings, change, before) }));
      return false;
    },
  };
}

/** Settings as they were before a change, except for what has changed again since. */
function withoutChange(now: ChatSettings, change: Partial<ChatSettings>, before: ChatSettings): ChatSettings {
  const names = (Object.keys(change) as (keyof ChatSettings)[]).filter((name) => now[name] === change[name]);
  return { ...now, ...Object.fromEntries(names.map((name) => [name, before[name]])) };
}

const isRunning = (messages: readonly Message[] = []) => messages.some(({ state }) => state === "running");

function errorText(error: unknown): string {
  if (error instanceof ApiFailure && error.status > 0) return error.message;
  return "Couldn’t reach the server. Check your connection. What you typed is saved.";
}
