"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ApiFailure } from "@/lib/client/api";
import type { ChatSession, ChatSettings, Message } from "@/lib/contract/conversation";
import { loadMarkdown } from "./answer-text";
import { notifyOtherTabs, onOtherTabChange } from "./other-tabs";
import type { StreamingText } from "./streaming-text";
import { errorText, useAttempt } from "./use-attempt";
import { useConversationCache } from "./use-conversation-cache";
import { useConversationSettings } from "./use-conversation-settings";
import { useFollowing } from "./use-following";
import { type MessageChanges, useMessageChanges } from "./use-message-changes";
import { useNewTitle } from "./use-new-title";

export interface Conversation extends MessageChanges {
  session: ChatSession | null;
  messages: readonly Message[];
  streaming: StreamingText;
  settings: ChatSettings;
  loading: boolean;
  /** It is new or has loaded, so it can be changed. */
  ready: boolean;
  /** An error of the conversation itself, as a sentence. `lost`: the connection, which is retried. */
  failure: string | null;
  lost: boolean;
  /** The account has no such conversation. */
  missing: boolean;
  /** Records the last part of the share link's path; null after unsharing. */
  setShare(share: string | null): void;
  reload(): void;
  /** Changes some settings; resolves to false if they could not be saved. */
  set(change: Partial<ChatSettings>): Promise<boolean>;
}

export function useConversation(
  initialId: number | null,
  signedIn: boolean,
  created: (id: number) => void,
  changed: () => void,
): Conversation {
  // A new conversation gets its ID with its first message.
  const [id, setId] = useState(initialId);
  const cache = useConversationCache(id, signedIn);
  const { session, messages, error } = cache;
  const { problem, attempt } = useAttempt();
  const { settings, newSettings, set } = useConversationSettings(id, cache, attempt);
  const isMounted = useMounted();
  const changes = useMessageChanges({
    id,
    cache,
    attempt,
    newSettings,
    onBegin: (begun) => {
      cache.begin(begun);
      setId(begun.id);
      if (isMounted.current) created(begun.id);
    },
    onStored: (stored) => {
      notifyOtherTabs(stored);
      changed();
    },
  });
  const { streaming, lost, refusal } = useFollowing({
    id,
    account: cache.account,
    messages,
    onEnd: (message) => cache.putMessages([message]),
    reload: async () => {
      const read = await cache.reread();
      changed();
      return isRunning(read);
    },
  });
  useNewTitle(session, messages, cache.refetch, changed);
  usePreloadedMarkdown(signedIn && initialId !== null);
  useOtherTabs(id, cache.refetch);
  return {
    ...changes,
    session,
    messages,
    streaming,
    settings,
    set,
    ready: id === null || session !== null,
    loading: id !== null && (!signedIn || cache.isLoading),
    failure: problem ?? (refusal || error ? errorText(refusal ?? error) : null),
    lost,
    missing: error instanceof ApiFailure && error.status === 404,
    setShare: (share) => cache.change((session) => ({ ...session, share })),
    reload: cache.refetch,
  };
}

const isRunning = (messages: readonly Message[] = []) => messages.some(({ state }) => state === "running");

function useMounted() {
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  return mounted;
}

/** Loads the Markdown renderer while the conversation is still loading. */
function usePreloadedMarkdown(enabled: boolean): void {
  useEffect(() => {
    if (enabled) void loadMarkdown().catch(() => undefined);
  }, [enabled]);
}

/** Reads a conversation again when another tab has changed it. */
function useOtherTabs(id: number | null, refetch: () => void): void {
  const onChange = useEffectEvent(refetch);
  useEffect(() => {
    if (id !== null) return onOtherTabChange((changedId) => changedId === id && onChange());
  }, [id]);
}
