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

/**
 * Follows the answers of a conversation that are being written until all have ended, and again after the network was
 * lost; another account follows nothing of them. `ended` is told of each that ends; `reload` reads the conversation once all have, and tells whether one runs on.
 */
export function useFollowing(
  id: number | null,
  account: string | null | undefined,
  messages: readonly Message[],
  ended: (message: Message) => void,
  reload: () => Promise<boolean>,
): Following {
  const [streaming] = useState(() => new StreamingText());
  const [lost, setLost] = useState(false);
  const [refusal, setRefusal] = useState<ApiFailure | null>(null);
  const running = messages.flatMap((message) => (message.state === "running" ? message.id : []));
  const followed = useRef<{ stop: AbortController; ids: readonly number[] } | null>(null);
  const onEnded = useEffectEvent(ended);
  const onAllEnded = useEffectEvent(reload);
  const wanted = running.join();
  useEffect(() => {
    const ids = wanted === "" ? [] : wanted.split(",").map(Number);
    // A stream has all that were running when it began: only another answer needs a new one.
    if (id === null || ids.every((one) => followed.current?.ids.includes(one))) return;
    followed.current?.stop.abort();
    const stop = new AbortController();
    followed.current = { stop, ids };
    setRefusal(null);
    const onEvent = (event: AnswerEvent) => {
      setLost(false);
      if (event.type !== "end") return streaming.add(event);
      onEnded(event.value);
      streaming.remove(event.message);
    };
    const follow = async () => {
      while (!stop.signal.aborted) {
        try {
          await followAnswers(id, onEvent, stop.signal);
          // What ended between two looks is read once more: nobody told of it.
          const goesOn = !stop.signal.aborted && (await onAllEnded());
          if (stop.signal.aborted) return;
          setLost(false);
          if (!goesOn) return;
        } catch (error) {
          if (stop.signal.aborted) return;
          if (error instanceof ApiFailure && error.status >= 400 && error.status < 500) return setRefusal(error);
          setLost(true);
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    };
    void follow();
  }, [id, wanted, streaming]);
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
