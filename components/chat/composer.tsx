"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { isComposing } from "@/components/ui/composing";
import type { ChatSettings, ChatTarget, MessageContent } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { contextText } from "@/lib/models/format";
import { costText } from "./answer-facts";
import { Attach, AttachedFiles } from "./attachments";
import { type Estimate, estimate } from "./estimate";
import { useGatewayName } from "./gateway-facts";
import { acceptedBy, KIND_WORDS, type Kind, refusing } from "./kinds";
import { refusal } from "./read-file";
import { useDraft } from "./use-draft";
import { useFiles } from "./use-files";

interface ComposerProps {
  /** What is typed is kept under this name. */
  draftName: string;
  prompt: string;
  /** Characters so far, per target. */
  characters: readonly number[];
  /** What was said before holds these beside text. */
  heldKinds: readonly Kind[];
  settings: ChatSettings;
  targets: readonly ChatTarget[];
  models: ReadonlyMap<string, Model>;
  running: boolean;
  /** False when it was not sent: then it stays to be sent again. */
  send: (content: MessageContent) => Promise<boolean>;
  stop: () => void;
  editLast: () => void;
  /** Who answers, and the settings. */
  children: ReactNode;
}

/** Where one types: Enter sends, Shift-Enter breaks the line, Esc stops, ↑ in an empty field edits what was said last. */
export function Composer(props: ComposerProps) {
  const { targets, models, heldKinds, running, send, stop, editLast, children } = props;
  const { text: draft, type, lift } = useDraft(props.draftName, props.prompt);
  const { files, problem, fit, add, set, lift: liftFiles, paste, drop } = useFiles(props.draftName);
  const nameOf = useGatewayName();
  const field = useRef<HTMLTextAreaElement>(null);
  const empty = draft.trim() === "" && files.length === 0;
  const kinds = new Set([...heldKinds, ...files.flatMap(({ kind }) => kind ?? [])]);
  const refused = [...kinds].flatMap((kind) => {
    const names = refusing(kind, targets, models, nameOf);
    return names.length > 0 ? [refusal(kind, names)] : [];
  });
  const ready = targets.length > 0 && fit && refused.length === 0 && !empty;
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) field.current?.focus({ preventScroll: true });
  }, []);
  const submit = async () => {
    if (!ready || running) return;
    const text = draft.trim();
    const parts = files.map(({ part }) => part);
    const settle = lift();
    const settleFiles = liftFiles();
    const sent = await send(parts.length === 0 ? text : [...parts, ...(text ? [{ type: "text", text }] : [])]);
    settle(sent);
    settleFiles(sent);
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void submit();
    }
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
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && running && !event.defaultPrevented) stop();
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <AttachedFiles files={files} remove={(file) => set(files.filter((one) => one !== file))} />
      <textarea
        ref={field}
        className="composer-text"
        aria-label="Message"
        placeholder={props.characters.some((count) => count > 0) ? "Reply …" : "Ask anything"}
        rows={Math.min(10, Math.max(2, draft.split("\n").length))}
        value={draft}
        onChange={(event) => type(event.target.value)}
        onKeyDown={keys}
        onPaste={paste}
      />
      {(problem || refused.length > 0) && (
        <p role="alert" className="composer-problem">
          {problem ??
            `${refused.join("; ")}: choose ${targets.length > 1 ? "models that do" : "a model that does"}${files.length > 0 ? ", or take it away" : ", or go on in a new chat"}.`}
        </p>
      )}
      <div className="composer-foot">
        {children}
        <Attach accepted={acceptedBy(targets, models)} add={(given) => void add(given)} />
        <span className="composer-send">
          <EstimateText
            of={estimate(props.characters, draft.length, props.settings, targets, models)}
            accepted={acceptedBy(targets, models)}
          />
          {running ? (
            <button type="button" className="button button-strong" onClick={stop}>
              Stop <i className="stop-mark" />
            </button>
          ) : (
            <button type="submit" className="button button-strong" disabled={!ready}>
              Send
            </button>
          )}
        </span>
      </div>
    </form>
  );
}

function EstimateText({ of, accepted }: { of: Estimate; accepted: readonly Kind[] }) {
  const over = of.context !== null && of.tokens > of.context;
  return (
    <span
      className="composer-estimate"
      title="An estimate: about four characters make a token, an answer is reckoned with 500; pictures and files are not counted"
    >
      <span>
        {of.usd === null ? "cost unknown" : `≈ ${costText(of.usd)}`} ·{" "}
        <span className={over ? "text-bad" : undefined}>
          {contextText(of.tokens)}
          {of.context !== null && ` of ${contextText(of.context)}`}
          {over && ", too long"}
        </span>
      </span>
      {accepted.length > 0 && (
        <span className="composer-takes">takes {accepted.map((k) => KIND_WORDS[k]).join(", ")}</span>
      )}
    </span>
  );
}
