"use client";

import type { Message } from "@/lib/contract/conversation";
import type { Turn } from "@/lib/models/conversation";
import { Answer, type AnswerActions } from "./answer";
import { Branches } from "./branches";
import type { StreamingText } from "./streaming-text";
import { UserMessage } from "./user-message";

interface TurnsProps {
  turns: readonly Turn[];
  streaming: StreamingText | null;
  actions: AnswerActions | null;
  choose: (id: number) => void;
  edit: ((message: Message, text: string) => void) | null;
  gatewaysOf: (model: string | null) => readonly string[];
  editing: number | null;
  setEditing: (id: number | null) => void;
}

/** Messages one below the other, each with its branches. */
export function Turns({ turns, streaming, actions, choose, edit, gatewaysOf, editing, setEditing }: TurnsProps) {
  return turns.map(({ message, branch, branches }) => {
    if (message.role === "assistant") {
      return (
        <Answer
          key={message.id}
          message={message}
          streaming={streaming}
          actions={actions}
          branch={branch}
          branches={branches}
          choose={choose}
          gateways={gatewaysOf(message.model)}
        />
      );
    }
    return (
      <div key={message.id} className="said">
        <UserMessage message={message} edit={edit} editing={editing === message.id} setEditing={setEditing} />
        {branches.length > 1 && <Branches branch={branch} branches={branches} choose={choose} />}
      </div>
    );
  });
}
