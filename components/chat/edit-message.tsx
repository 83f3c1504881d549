"use client";

import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { isComposing } from "@/components/ui/composing";
import { useFittingHeight } from "@/components/ui/use-fitting-height";
import { isSendKey } from "./send-key";

interface EditMessageProps {
  text: string;
  /** The message has only text, which therefore cannot be empty. */
  needsText: boolean;
  cancel: () => void;
  /** Resolves to false if it was not sent; the editor then stays open. */
  send: (text: string) => Promise<boolean>;
}

/** The editor of a message; sending it begins another branch. */
export function EditMessage({ text, needsText, cancel, send }: EditMessageProps) {
  const [draft, setDraft] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const [sending, setSending] = useState(false);
  const inactive = sending || (needsText && draft.trim() === "");
  useFittingHeight(field, draft);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(-1, -1);
  }, []);
  const submit = async () => {
    if (inactive) return;
    setSending(true);
    if (await send(draft)) return;
    setSending(false);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (isSendKey(event)) {
      event.preventDefault();
      void submit();
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      cancel();
    }
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <textarea
        ref={field}
        dir="auto"
        aria-label="Edit message"
        className="field-sizing-content max-h-[40dvh] w-full resize-none rounded-panel border border-field bg-raised px-4 py-2.5 text-chat focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-ring focus-visible:outline-none pointer-coarse:text-section forced-colors:focus-visible:outline-2"
        rows={Math.min(12, draft.split("\n").length + 1)}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="flex justify-end gap-2">
        <Button size="sm" onClick={cancel}>
          Cancel
        </Button>
        <Button type="submit" size="sm" variant="primary" inactive={inactive}>
          Send
        </Button>
      </span>
    </form>
  );
}
