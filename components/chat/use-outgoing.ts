import { useState } from "react";
import type { MessageContent } from "@/lib/contract/conversation";
import { useDraft } from "./use-draft";
import { useFiles } from "./use-files";

/** The draft and the attached files stored under a name, and sending them. A failure restores them. */
export function useOutgoing(name: string, prompt: string, send: (content: MessageContent) => Promise<boolean>) {
  const draft = useDraft(name, prompt);
  const attached = useFiles(name);
  const [sending, setSending] = useState(false);
  const { files } = attached;
  const isEmpty = draft.text.trim() === "" && files.length === 0;
  const submit = async () => {
    const text = draft.text.trim();
    setSending(true);
    const settleText = draft.beginSend();
    const outgoing = await attached.beginSend();
    const parts = outgoing.sending.map(({ part }) => part);
    const sent = await send(parts.length === 0 ? text : [...parts, ...(text ? [{ type: "text", text }] : [])]);
    settleText(sent);
    outgoing.settle(sent);
    setSending(false);
  };
  return {
    draft,
    attached,
    characters: draft.text.length + files.reduce((sum, { part }) => sum + String(part.text ?? "").length, 0),
    isReady: !sending && !isEmpty && attached.fit && !attached.reading,
    submit,
  };
}
