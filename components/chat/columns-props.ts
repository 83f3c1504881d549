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
  /** What was answered side by side with each of these, in order; null where nothing was. */
  beside?: ((turn: number) => readonly Message[]) | null;
}

/** Answers side by side, and what can be done with them. */
export interface ColumnsProps extends Omit<TurnsProps, "turns" | "edit" | "beside"> {
  columns: readonly (readonly Turn[])[];
  targets: readonly ChatTarget[];
  editing: (by: readonly ChatTarget[]) => TurnsProps["edit"];
  /** Leaves the others behind. */
  continueWith: (target: ChatTarget, message: number) => void;
  /** Asks one of them who was not asked here yet. */
  ask: (target: ChatTarget) => void;
}
