import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect } from "react";
import { isComposing } from "@/components/ui/composing";
import { useFittingHeight } from "@/components/ui/use-fitting-height";
import type { ChatTarget } from "@/lib/contract/conversation";
import { MESSAGE_FIELD } from "./focus";
import { useModelFacts } from "./model-facts";
import { isSendKey } from "./send-key";
import type { Draft } from "./use-draft";

interface MessageFieldProps {
  field: RefObject<HTMLTextAreaElement | null>;
  draft: Draft;
  /** Whether the conversation has messages already. */
  replies: boolean;
  targets: readonly ChatTarget[];
  /** The ID of the error text; null without an error. */
  problem: string | null;
  paste: (event: ClipboardEvent) => void;
  submit: () => void;
  editLast: () => void;
}

export function MessageField({ field, draft, replies, targets, problem, paste, submit, editLast }: MessageFieldProps) {
  const facts = useModelFacts();
  useFittingHeight(field, draft.text);
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) field.current?.focus({ preventScroll: true });
  }, [field]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (isSendKey(event)) {
      event.preventDefault();
      submit();
    }
    if (event.key === "ArrowUp" && draft.text === "") {
      event.preventDefault();
      editLast();
    }
  };
  return (
    <textarea
      ref={field}
      id={MESSAGE_FIELD}
      dir="auto"
      className="field-sizing-content block w-full resize-none bg-transparent px-4.5 pt-3.5 pb-1 text-chat outline-none pointer-coarse:text-section short:pt-1.5"
      aria-label="Message"
      aria-describedby={problem ?? undefined}
      placeholder={placeholder(targets, replies, (id) => facts(id).name)}
      rows={Math.min(10, Math.max(replies ? 1 : 2, draft.text.split("\n").length))}
      value={draft.text}
      onChange={(event) => draft.type(event.target.value)}
      onKeyDown={onKeyDown}
      onPaste={paste}
    />
  );
}

function placeholder(targets: readonly ChatTarget[], replies: boolean, nameOf: (id: string) => string): string {
  const [first] = targets;
  if (!first) return "Choose a model below";
  if (targets.length === 1) return `${replies ? "Reply to" : "Message"} ${nameOf(first.model)}`;
  return `${replies ? "Reply to" : "Message"} ${targets.length === 2 ? "both" : `all ${targets.length}`}`;
}
