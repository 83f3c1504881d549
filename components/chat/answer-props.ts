import type { Message } from "@/lib/contract/conversation";
import type { StreamingText } from "./streaming-text";

/** What can be done with an answer. */
export interface AnswerActions {
  /** Answers again with the models chosen now, or with this answer's model at the named gateway. */
  retry: (message: Message, gateway?: string) => void;
  continueWith: (message: Message) => void;
  stop: (message: Message) => void;
  /** Asks whether to delete it and all below it. */
  remove: (message: Message) => void;
}

export interface AnswerProps {
  message: Message;
  /** What is being written; null where nothing is. */
  streaming: StreamingText | null;
  /** Null where it can only be read. */
  actions: AnswerActions | null;
  branch: number;
  branches: readonly number[];
  choose: (id: number, then: string) => void;
  /** The answers side by side with it; null where it stands alone, below its own name. */
  beside: readonly Message[] | null;
}
