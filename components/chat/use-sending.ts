import { useRef } from "react";
import type { MessageContent } from "@/lib/contract/conversation";
import type { Conversation } from "./use-conversation";
import type { OutgoingMessage } from "./use-message-changes";
import type { Shown } from "./use-shown";

/** Sends messages, and stops the displayed answers; those to a message that is being sent are stopped on arrival. */
export function useSending(conversation: Conversation, shown: Shown, prefer: (ids: readonly number[]) => void) {
  const sending = useRef<{ stopped: boolean } | null>(null);
  const stop = () => {
    if (sending.current) sending.current.stopped = true;
    for (const { id, state } of shown.messages) if (state === "running") void conversation.stop(id);
  };
  /** Resolves to false if it was not sent. */
  const send = async (content: MessageContent, at: readonly OutgoingMessage[]): Promise<boolean> => {
    const outgoing = { stopped: false };
    sending.current = outgoing;
    const ids = await conversation.send(content, at, () => outgoing.stopped);
    if (sending.current === outgoing) sending.current = null;
    if (ids !== null) prefer(ids);
    return ids !== null;
  };
  return { send, stop };
}
