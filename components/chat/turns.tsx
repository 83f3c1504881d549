"use client";

import type { Message } from "@/lib/contract/conversation";
import type { Turn } from "@/lib/models/conversation";
import { Answer } from "./answer";
import type { AnswerActions } from "./answer-props";
import type { StreamingText } from "./streaming-text";
import { type EditActions, UserMessage } from "./user-message";

export interface TurnsProps {
  turns: readonly Turn[];
  streaming: StreamingText | null;
  actions: AnswerActions | null;
  choose: (id: number, then: string) => void;
  edit: EditActions | null;
  /** The answers side by side with each turn, by its position; null for a single thread. */
  siblings?: ((turn: number) => readonly Message[]) | null;
}

/** Messages one below the other, each with its branches. */
export function Turns({ turns, streaming, actions, choose, edit, siblings }: TurnsProps) {
  return turns.map(({ message, branch, branches }, i) =>
    message.role === "assistant" ? (
      <Answer
        key={message.id}
        message={message}
        streaming={streaming}
        actions={actions}
        branch={branch}
        branches={branches}
        choose={choose}
        siblings={siblings?.(i) ?? null}
      />
    ) : (
      <UserMessage
        key={message.id}
        message={message}
        edit={edit}
        branch={branch}
        branches={branches}
        choose={choose}
        inCard={Boolean(siblings)}
      />
    ),
  );
}
