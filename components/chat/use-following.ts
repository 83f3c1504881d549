import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ApiFailure } from "@/lib/client/api";
import { followAnswers } from "@/lib/client/chat";
import type { AnswerEvent, Message } from "@/lib/contract/conversation";
import { StreamingText } from "./streaming-text";

/** Time between two attempts to follow again, in ms. */
const RETRY_MS = 1_500;

interface Following {
  streaming: StreamingText;
  lost: boolean;
  /** Why the conversation cannot be followed. */
  refusal: ApiFailure | null;
}

interface FollowingOptions {
  id: number | null;
  /** The account's key; a change stops following. */
  account: string | null | undefined;
  messages: readonly Message[];
  onEnd: (message: Message) => void;
  /** Loads the conversation again once all answers have ended; resolves to whether one is still running. */
  reload: () => Promise<boolean>;
}

/** Follows a conversation's running answers until all have ended; reconnects when the connection is lost. */
export function useFollowing({ id, account, messages, onEnd, reload }: FollowingOptions): Following {
  const [streaming] = useState(() => new StreamingText());
  const [lost, setLost] = useState(false);
  const [refusal, setRefusal] = useState<ApiFailure | null>(null);
  const followed = useRef<{ stop: AbortController; ids: readonly number[] } | null>(null);
  const runningIds = messages.flatMap((message) => (message.state === "running" ? message.id : [])).join();
  const onEvent = useEffectEvent((event: AnswerEvent) => {
    setLost(false);
    if (event.type !== "end") return streaming.add(event);
    onEnd(event.value);
    streaming.remove(event.message);
  });
  const onAllEnded = useEffectEvent(reload);
  useEffect(() => {
    const ids = runningIds === "" ? [] : runningIds.split(",").map(Number);
    // A stream has all answers that were running when it began; only a further answer needs a new one.
    if (id === null || ids.every((running) => followed.current?.ids.includes(running))) return;
    followed.current?.stop.abort();
    const stop = new AbortController();
    followed.current = { stop, ids };
    setRefusal(null);
    void followToEnd(stop.signal, {
      follow: () => followAnswers(id, (event) => onEvent(event), stop.signal),
      reload: () => onAllEnded(),
      onLost: setLost,
      onRefused: setRefusal,
    });
  }, [id, runningIds]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: signing out ends the stream of an account.
  useEffect(
    () => () => {
      followed.current?.stop.abort();
      followed.current = null;
      setLost(false);
    },
    [account],
  );
  return { streaming, lost, refusal };
}

interface Follower {
  follow(): Promise<void>;
  /** Loads answers that ended without an event; resolves to whether one is still running. */
  reload(): Promise<boolean>;
  onLost(lost: boolean): void;
  onRefused(error: ApiFailure): void;
}

/** Follows until no answer is running or the server refuses; reconnects after a lost connection. */
async function followToEnd(stop: AbortSignal, { follow, reload, onLost, onRefused }: Follower): Promise<void> {
  while (!stop.aborted) {
    try {
      await follow();
      const isRunning = !stop.aborted && (await reload());
      if (stop.aborted) return;
      onLost(false);
      if (!isRunning) return;
    } catch (error) {
      if (stop.aborted) return;
      if (error instanceof ApiFailure && error.status >= 400 && error.status < 500) return onRefused(error);
      onLost(true);
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
