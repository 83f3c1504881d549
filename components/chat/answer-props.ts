import type { Message } from "@/lib/contract/conversation";
import type { StreamingText } from "./streaming-text";

/** What can be done with an answer. */
export interface AnswerActions {
  /** Answers again with the models chosen now, or with this answer's model at the named gateway. */
  retry: (message: Message, gateway?: string) => void;
  continueWith: (message: Message) => void;
  stop: (message: Message) => void;
  /** Asks for confirmation, then deletes it and all below it. */
  remove: (message: Message) => void;
}

export interface AnswerProps {
  message: Message;
  /** The text of streaming answers; null where none can stream. */
  streaming: StreamingText | null;
  /** Null where it is read-only. */
  actions: AnswerActions | null;
  branch: number;
  branches: readonly number[];
  choose: (id: number, then: string) => void;
  /** The answers side by side with it; null for a single answer, which has its own heading. */
  beside: readonly Message[] | null;
}
