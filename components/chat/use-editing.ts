import { useState } from "react";
import type { ChatTarget, Message, MessageContent } from "@/lib/contract/conversation";
import { filesOf } from "./content";
import { MESSAGE_FIELD } from "./focus";
import type { OutgoingMessage } from "./use-message-changes";
import { type EditActions, editId } from "./user-message";

interface Options {
  running: boolean;
  send: (content: MessageContent, at: readonly OutgoingMessage[]) => Promise<boolean>;
  focusNext: (...ids: readonly string[]) => void;
  /** Confirms, then deletes a message and all below it. */
  remove: (message: Message) => void;
}

/** Edits one message at a time; `by` are the targets that answer the edited one. */
export function useEditing({ running, send, focusNext, remove }: Options) {
  const [editing, setEditing] = useState<number | null>(null);
  const open = (message: number | null) => {
    if (message === null && editing !== null) focusNext(editId(editing), MESSAGE_FIELD);
    setEditing(message);
  };
  const sendEdited = async ({ content, parent_id: parent }: Message, text: string, by: readonly ChatTarget[]) => {
    const files = filesOf(content);
    const changed = files.length > 0 ? [...files, ...(text ? [{ type: "text", text }] : [])] : text;
    const sent = await send(changed, [{ parent, targets: by }]);
    if (sent) {
      setEditing(null);
      focusNext(MESSAGE_FIELD);
    }
    return sent;
  };
  const edit = (by: readonly ChatTarget[]): EditActions | null => {
    // An open editor stays open while an answer is streaming.
    if (running && editing === null) return null;
    return { editing, open, remove, send: (message, text) => sendEdited(message, text, by) };
  };
  return { edit, open };
}
