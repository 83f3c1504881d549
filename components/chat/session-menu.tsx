"use client";

import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { exportSession, shareSession, unshareSession } from "@/lib/client/chat";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { costOf } from "@/lib/models/conversation";
import { costText } from "./answer-facts";
import { Menu } from "./menu";

interface SessionMenuProps {
  session: ChatSession;
  messages: readonly Message[];
  /** The last messages of the branches that are shown. */
  ends: readonly number[];
}

/** What a conversation cost so far, and the ways it leaves: as a file, and as a link to read. */
export function SessionMenu({ session, messages, ends }: SessionMenuProps) {
  const [share, setShare] = useState(session.share && `/chat/shared/${session.share}`);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = (work: () => Promise<void>) =>
    work().then(
      () => setProblem(null),
      (error: Error) => setProblem(error.message),
    );
  const save = (format: "md" | "json") =>
    attempt(async () => {
      const url = URL.createObjectURL(await exportSession(session.id, format));
      Object.assign(document.createElement("a"), {
        href: url,
        download: `conversation-${session.id}.${format}`,
      }).click();
      URL.revokeObjectURL(url);
    });
  const { usd, unknown } = costOf(messages);
  return (
    <div className="session-menu">
      <h1>{session.title}</h1>
      <span className="text-text-3" title="What all answers of this conversation cost, all branches counted">
        {costText(usd)}
        {unknown > 0 && ` and ${unknown} of unknown cost`}
      </span>
      <span className="session-ways">
        {share ? (
          <>
            <CopyButton text={new URL(share, location.origin).href} label="Copy the link" />
            <a className="link" href={share}>
              shared
            </a>
            <button
              type="button"
              className="button"
              onClick={() =>
                attempt(async () => {
                  await unshareSession(session.id);
                  setShare(null);
                })
              }
            >
              Stop sharing
            </button>
          </>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => attempt(async () => setShare(await shareSession(session.id, ends)))}
          >
            Share
          </button>
        )}
        <Menu label="Export" look="button">
          <button type="button" className="chat-menu-choice" onClick={() => save("md")}>
            Markdown, all branches
          </button>
          <button type="button" className="chat-menu-choice" onClick={() => save("json")}>
            JSON, with usage
          </button>
        </Menu>
      </span>
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}
