import type { Message } from "@/lib/contract/conversation";
import type { StreamingText } from "./streaming-text";

export interface AnswerActions {
  /** Answers again with the current models, or with this answer's model at the named gateway. */
  retry: (message: Message, gateway?: string) => void;
  continueWith: (message: Message) => void;
  stop: (message: Message) => void;
  /** Confirms, then deletes it and all below it. */
  remove: (message: Message) => void;
}

export interface AnswerProps {
  message: Message;
  /** The text of streaming answers; null if none can stream. */
  streaming: StreamingText | null;
  /** Null if read-only. */
  actions: AnswerActions | null;
  branch: number;
  branches: readonly number[];
  choose: (id: number, then: string) => void;
  /** The answers side by side with it; null for a single answer, which has its own heading. */
  siblings: readonly Message[] | null;
}
