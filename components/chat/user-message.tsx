"use client";

import { type KeyboardEvent, useState } from "react";
import { isComposing } from "@/components/ui/composing";
import type { Message } from "@/lib/contract/conversation";
import { textOf } from "@/lib/models/conversation";
import { AttachedPart } from "./attached-part";

interface UserMessageProps {
  message: Message;
  edit: ((message: Message, text: string) => void) | null;
  /** Opens the editor, as the key ↑ does. */
  editing: boolean;
  setEditing: (id: number | null) => void;
}

/** What a person said; it can be said anew, which makes a branch. */
export function UserMessage({ message, edit, editing, setEditing }: UserMessageProps) {
  const text = textOf(message.content);
  const [draft, setDraft] = useState(text);
  const files = typeof message.content === "string" ? [] : message.content.filter(({ type }) => type !== "text");
  const close = () => setEditing(null);
  const keys = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.shiftKey && draft.trim()) {
      event.preventDefault();
      close();
      edit?.(message, draft);
    }
  };
  if (editing) {
    return (
      <form
        className="said-edit"
        onSubmit={(event) => {
          event.preventDefault();
          close();
          edit?.(message, draft);
        }}
      >
        <textarea
          className="input-field"
          aria-label="Say it anew"
          rows={Math.min(12, draft.split("\n").length + 1)}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={keys}
          // biome-ignore lint/a11y/noAutofocus: it is the answer to the button that was just pressed.
          autoFocus
        />
        <span className="flex justify-end gap-2">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button button-strong" disabled={!draft.trim()}>
            Send
          </button>
        </span>
      </form>
    );
  }
  return (
    <>
      <div className="said-text">
        {files.map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a message never change their places.
          <AttachedPart key={i} part={part} />
        ))}
        {text}
      </div>
      {edit && (
        <button
          type="button"
          className="copy"
          onClick={() => {
            setDraft(text);
            setEditing(message.id);
          }}
        >
          edit
        </button>
      )}
    </>
  );
}
