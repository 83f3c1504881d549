"use client";

import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { MessageContent } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { contextText } from "@/lib/models/format";
import { costText } from "./answer-facts";
import { Attach, type Attachment } from "./attachments";
import type { Estimate } from "./estimate";

interface ComposerProps {
  draft: string;
  setDraft: (text: string) => void;
  estimate: Estimate;
  models: readonly (Model | undefined)[];
  running: boolean;
  ready: boolean;
  send: (content: MessageContent) => void;
  stop: () => void;
  editLast: () => void;
  /** Who answers, the settings, and what else stands beside Send. */
  children: ReactNode;
}

/** Where one types: Enter sends, Shift-Enter breaks the line, Esc stops, ↑ in an empty field edits what was said last. */
export function Composer(props: ComposerProps) {
  const { draft, setDraft, estimate, models, running, ready, send, stop, editLast, children } = props;
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const pictures = models.length > 0 && models.every((m) => m?.architecture.input_modalities.includes("image"));
  const submit = () => {
    const text = draft.trim();
    if ((text === "" && files.length === 0) || running || !ready) return;
    send(files.length === 0 ? text : [...files.map(({ part }) => part), { type: "text", text }]);
    setFiles([]);
    setProblem(null);
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    }
    if (event.key === "Escape" && running) stop();
    if (event.key === "ArrowUp" && draft === "") {
      event.preventDefault();
      editLast();
    }
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {files.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {files.map((file, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name.
            <li key={i} className="tag">
              {file.name}{" "}
              <button
                type="button"
                aria-label={`Without ${file.name}`}
                onClick={() => setFiles(files.filter((one) => one !== file))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <textarea
        className="composer-text"
        aria-label="Message"
        placeholder="Say something"
        rows={Math.min(10, Math.max(2, draft.split("\n").length))}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={keys}
      />
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <div className="composer-foot">
        {children}
        <Attach pictures={pictures} add={(file) => setFiles((before) => [...before, file])} refuse={setProblem} />
        <span className="composer-send">
          <span
            className="composer-estimate"
            title="An estimate: about four characters make a token, an answer is reckoned with 500"
          >
            {estimate.usd === null ? "cost unknown" : `≈ ${costText(estimate.usd)}`} · {contextText(estimate.tokens)}
            {estimate.context !== null && ` of ${contextText(estimate.context)}`}
          </span>
          {running ? (
            <button type="button" className="button button-strong" onClick={stop}>
              Stop
            </button>
          ) : (
            <button
              type="submit"
              className="button button-strong"
              disabled={!ready || (draft.trim() === "" && files.length === 0)}
            >
              Send
            </button>
          )}
        </span>
      </div>
    </form>
  );
}
