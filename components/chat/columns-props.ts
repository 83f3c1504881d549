import type { ChatTarget, Message } from "@/lib/contract/conversation";
import type { Turn } from "@/lib/models/conversation";
import type { AnswerActions } from "./answer-props";
import type { StreamingText } from "./streaming-text";
import type { EditActions } from "./user-message";

/** A thread of messages, and its actions. */
export interface TurnsProps {
  turns: readonly Turn[];
  streaming: StreamingText | null;
  actions: AnswerActions | null;
  choose: (id: number, then: string) => void;
  edit: EditActions | null;
  /** The answers side by side with each turn, by its position; null where there are none. */
  beside?: ((turn: number) => readonly Message[]) | null;
}

/** Answers side by side, and their actions. */
export interface ColumnsProps extends Omit<TurnsProps, "turns" | "edit" | "beside"> {
  columns: readonly (readonly Turn[])[];
  targets: readonly ChatTarget[];
  editing: (by: readonly ChatTarget[]) => TurnsProps["edit"];
  /** Continues with one target alone. */
  continueWith: (target: ChatTarget, message: number) => void;
  /** Requests the answer of a target that has none here yet. */
  ask: (target: ChatTarget) => void;
}
