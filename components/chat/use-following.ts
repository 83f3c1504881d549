import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ApiFailure } from "@/lib/client/api";
import { followAnswers } from "@/lib/client/chat";
import type { AnswerEvent, Message } from "@/lib/contract/conversation";
import { StreamingText } from "./streaming-text";

/** Between two attempts to follow an answer again, in ms. */
const RETRY_MS = 1_500;

interface Following {
  /** What is being written of those messages that are running. */
  streaming: StreamingText;
  /** The connection was lost and is tried again. */
  lost: boolean;
  /** Why the conversation cannot be followed. */
  refusal: ApiFailure | null;
}

interface FollowingOptions {
  id: number | null;
  /** Another account follows nothing of what this one does. */
  account: string | null | undefined;
  messages: readonly Message[];
  /** Told of each answer that ends. */
  onEnd: (message: Message) => void;
  /** Reads the conversation once all answers have ended, and tells whether one runs on. */
  reload: () => Promise<boolean>;
}

/**
 * Follows the answers of a conversation that are being written until all have ended, and again after the network was
 * lost.
 */
export function useFollowing({ id, account, messages, onEnd, reload }: FollowingOptions): Following {
  const [streaming] = useState(() => new StreamingText());
  const [lost, setLost] = useState(false);
  const [refusal, setRefusal] = useState<ApiFailure | null>(null);
  const followed = useRef<{ stop: AbortController; ids: readonly number[] } | null>(null);
  const wanted = messages.flatMap((message) => (message.state === "running" ? message.id : [])).join();
  const onEvent = useEffectEvent((event: AnswerEvent) => {
    setLost(false);
    if (event.type !== "end") return streaming.add(event);
    onEnd(event.value);
    streaming.remove(event.message);
  });
  const onAllEnded = useEffectEvent(reload);
  useEffect(() => {
    const ids = wanted === "" ? [] : wanted.split(",").map(Number);
    // A stream has all that were running when it began: only another answer needs a new one.
    if (id === null || ids.every((one) => followed.current?.ids.includes(one))) return;
    followed.current?.stop.abort();
    const stop = new AbortController();
    followed.current = { stop, ids };
    setRefusal(null);
    void followToEnd(stop.signal, {
      follow: () => followAnswers(id, (event) => onEvent(event), stop.signal),
      goesOn: () => onAllEnded(),
      onLost: setLost,
      onRefused: setRefusal,
    });
  }, [id, wanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what one account follows ends with its sign-out.
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
  /** Reads once more what ended between two looks, of which nobody told; whether an answer runs on. */
  goesOn(): Promise<boolean>;
  onLost(lost: boolean): void;
  onRefused(why: ApiFailure): void;
}

/** Follows until nothing runs any more or the server refuses it; tries again whenever the connection is lost. */
async function followToEnd(stop: AbortSignal, { follow, goesOn, onLost, onRefused }: Follower): Promise<void> {
  while (!stop.aborted) {
    try {
      await follow();
      const again = !stop.aborted && (await goesOn());
      if (stop.aborted) return;
      onLost(false);
      if (!again) return;
    } catch (error) {
      if (stop.aborted) return;
      if (error instanceof ApiFailure && error.status >= 400 && error.status < 500) return onRefused(error);
      onLost(true);
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
