"use client";

import { useChange } from "@/components/data/query";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field, FieldError } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { shareSession, unshareSession } from "@/lib/client/chat";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { countOf } from "@/lib/models/format";
import { filesOf } from "./content";

export interface ShareDetails {
  messages: readonly Message[];
  /** The last message of each branch. */
  ends: readonly number[];
  /** Called with the last part of the link's path; null after unsharing. */
  changed: (share: string | null) => void;
}

interface ShareDialogProps {
  session: ChatSession;
  details: ShareDetails;
  onClose: () => void;
}

/** Lists what will be public first, and creates or revokes the link. */
export function ShareDialog({ session, details, onClose }: ShareDialogProps) {
  const { messages, ends, changed } = details;
  const link = session.share && new URL(`/chat/shared/${session.share}`, location.origin).href;
  const share = useChange(async () => {
    const path = await shareSession(session.id, ends);
    changed(path.split("/").at(-1) ?? null);
    announce(`Link to ${session.title} created`, "share");
  });
  const unshare = useChange(async () => {
    await unshareSession(session.id);
    changed(null);
    announce(`${session.title} is no longer shared`, "share");
  });
  const error = share.error ?? unshare.error;
  const footer = link ? (
    <>
      <Button variant="primary" onClick={onClose}>
        Done
      </Button>
      <Button variant="danger" onClick={() => unshare.mutate(undefined, { onSuccess: onClose })}>
        Unshare
      </Button>
    </>
  ) : (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" icon="link" onClick={() => share.mutate(undefined)}>
        Create link
      </Button>
    </>
  );
  return (
    <Sheet title={link ? "Shared chat" : "Share this chat?"} onClose={onClose} footer={footer}>
      {link ? (
        <div className="flex items-end gap-2">
          <Field label="Link" value={link} readOnly onFocus={(event) => event.target.select()} className="flex-1" />
          <CopyButton text={link} label="Copy link" size="md" />
        </div>
      ) : (
        <WhatIsShared title={session.title} messages={messages} />
      )}
      {error && <FieldError id="share-problem">{error.message}</FieldError>}
    </Sheet>
  );
}

function WhatIsShared({ title, messages }: { title: string; messages: readonly Message[] }) {
  const files = messages.flatMap(({ content }) => filesOf(content)).length;
  return (
    <>
      <p className="text-text-2">Anyone with the link can read, without signing in:</p>
      <ul className="mt-2 list-disc pl-5 text-text-2 marker:text-text-3">
        <li className="[overflow-wrap:anywhere]">
          The title, <b className="font-medium text-text">{title}</b>
        </li>
        <li>{countOf(messages.length, "message")}: what you see in this chat now, with the reasoning of answers</li>
        {files > 0 && <li>{countOf(files, "attached file")}</li>}
        <li>The models, gateways, tokens, and costs of the answers</li>
      </ul>
      <p className="mt-3 text-note text-text-3">
        Other branches, your system prompt, your name, and later messages are not shared. You can unshare it anytime.
      </p>
    </>
  );
}
