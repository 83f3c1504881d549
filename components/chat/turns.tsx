"use client";

import { Answer } from "./answer";
import type { TurnsProps } from "./columns-props";
import { UserMessage } from "./user-message";

/** Messages one below the other, each with its branches. */
export function Turns({ turns, streaming, actions, choose, edit, beside }: TurnsProps) {
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
        beside={beside?.(i) ?? null}
      />
    ) : (
      <UserMessage
        key={message.id}
        message={message}
        edit={edit}
        branch={branch}
        branches={branches}
        choose={choose}
        inCard={Boolean(beside)}
      />
    ),
  );
}
