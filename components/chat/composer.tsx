"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { isComposing } from "@/components/ui/composing";
import { Icon } from "@/components/ui/icon";
import { useEarlyText } from "@/components/ui/use-early-text";
import { useFittingHeight } from "@/components/ui/use-fitting-height";
import type { ChatSettings, ChatTarget, MessageContent } from "@/lib/contract/conversation";
import { Attach, AttachedFiles, DropTarget } from "./attachments";
import { estimate } from "./estimate";
import { EstimateText } from "./estimate-text";
import { MESSAGE_FIELD } from "./focus";
import { useGatewayName } from "./gateway-facts";
import { acceptedBy, type Kind, refusing } from "./kinds";
import { modelFacts, useKnownModels } from "./model-facts";
import { PasteOffer } from "./paste-offer";
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
  running: boolean;
  /** What it would be added to is known. */
  ready: boolean;
  /** False when it was not sent: then it stays to be sent again. */
  send: (content: MessageContent) => Promise<boolean>;
  stop: () => void;
  editLast: () => void;
  /** The settings, and who answers. */
  children: ReactNode;
}

/** Where one types. Enter sends and Shift+Enter breaks the line; on touch Enter breaks it. ↑ edits the last message. */
export function Composer(props: ComposerProps) {
  const { targets, heldKinds, running, send, stop, editLast, children } = props;
  const models = useKnownModels();
  const { text: draft, type, beginSend } = useDraft(props.draftName, props.prompt);
  const { files, reading, problem, fit, add, set, beginSend: beginSendFiles, paste } = useFiles(props.draftName);
  const [sending, setSending] = useState(false);
  const nameOf = useGatewayName();
  const field = useRef<HTMLTextAreaElement>(null);
  const accepted = acceptedBy(targets, models);
  const kinds = new Set([...heldKinds, ...files.flatMap(({ kind }) => kind ?? [])]);
  const refused = [...kinds].flatMap((kind) => {
    const names = refusing(kind, targets, models, nameOf);
    return names.length > 0 ? [refusal(kind, names)] : [];
  });
  const empty = draft.trim() === "" && files.length === 0;
  const ready = props.ready && !sending && targets.length > 0 && fit && !reading && refused.length === 0 && !empty;
  const replies = props.characters.some((count) => count > 0);
  const trouble = problem ?? refusedText(refused, targets.length, files.length > 0);
  useEarlyText(field, type);
  useFittingHeight(field, draft);
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) field.current?.focus({ preventScroll: true });
  }, []);
  const submit = async () => {
    if (!ready || running) return;
    const text = draft.trim();
    const parts = files.map(({ part }) => part);
    const settle = beginSend();
    const settleFiles = beginSendFiles();
    setSending(true);
    const sent = await send(parts.length === 0 ? text : [...parts, ...(text ? [{ type: "text", text }] : [])]);
    settle(sent);
    settleFiles(sent);
    setSending(false);
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !matchMedia("(pointer: coarse)").matches) {
      event.preventDefault();
      void submit();
    }
    if (event.key === "ArrowUp" && draft === "") {
      event.preventDefault();
      editLast();
    }
  };
  const typed = draft.length + files.reduce((sum, { part }) => sum + String(part.text ?? "").length, 0);
  return (
    <div className="mx-auto w-full max-w-200 flex-none px-5 max-md:order-2 pb-4.5 max-md:px-2.5 max-md:pb-[max(0.625rem,env(safe-area-inset-bottom))] short:mt-auto short:pb-1.5 print:hidden">
      <DropTarget drop={(given) => void add(given)} />
      <div
        data-popover-anchor
        className="flex max-h-[max(8rem,calc(50dvh-10.5rem))] flex-col rounded-composer border border-field bg-raised shadow-2 focus-within:border-accent focus-within:ring-3 focus-within:ring-ring short:max-h-[calc(50dvh-3rem)] focus-within:forced-colors:outline-2"
      >
        <div className="min-h-0 overflow-y-auto">
          <AttachedFiles files={files} remove={(file) => set(files.filter((one) => one !== file))} />
          {reading && <p className="px-4.5 pt-3 text-note text-text-3">Reading files…</p>}
          <textarea
            ref={field}
            id={MESSAGE_FIELD}
            dir="auto"
            className="field-sizing-content block w-full resize-none bg-transparent px-4.5 pt-3.5 pb-1 text-chat outline-none pointer-coarse:text-section short:pt-1.5"
            aria-label="Message"
            aria-describedby={trouble ? "message-problem" : undefined}
            placeholder={placeholder(targets, replies, (id) => modelFacts(id, models).name)}
            rows={Math.min(10, Math.max(replies ? 1 : 2, draft.split("\n").length))}
            value={draft}
            onChange={(event) => type(event.target.value)}
            onKeyDown={keys}
            onPaste={paste}
          />
        </div>
        <PasteOffer draft={draft} field={field} change={type} attach={(file) => void add([file])} />
        {trouble && (
          <p id="message-problem" role="alert" className="flex gap-1.5 px-4.5 py-1 text-note text-bad">
            <Icon name="circle-alert" size={14} className="mt-0.5" />
            <span className="min-w-0 [overflow-wrap:anywhere]">{trouble}</span>
          </p>
        )}
        <div className="flex flex-none items-center gap-1 px-2 pt-1.5 pb-2 max-md:gap-0 short:pt-0 short:pb-1">
          <Attach accepted={accepted} add={(given) => void add(given)} />
          {children}
          <EstimateText
            of={estimate(props.characters, typed, props.settings, targets, models)}
            accepted={accepted}
            brief={targets.length > 1}
          />
          <button
            type="button"
            aria-label={running ? "Stop" : "Send"}
            aria-disabled={(!running && !ready) || undefined}
            data-tip={running ? "Stop" : "Send"}
            className="touch-target grid size-9 flex-none place-items-center rounded-full bg-text text-bg aria-disabled:bg-press aria-disabled:text-text-3 forced-colors:border"
            onClick={({ detail }) => {
              if (!running) void submit();
              // The second click of a double click was meant to send.
              else if (detail < 2) stop();
            }}
          >
            {running ? <i className="size-3 rounded-tag bg-current" /> : <Icon name="arrow-up" size={18} />}
          </button>
        </div>
      </div>
      <p className="pt-2 text-center text-tiny text-text-3 max-md:hidden short:hidden pointer-coarse:hidden">
        Enter to send, Shift+Enter for a new line
      </p>
    </div>
  );
}

/** What to do about kinds of files that a target does not take; null when there are none. */
function refusedText(refused: readonly string[], targets: number, hasFiles: boolean): string | null {
  if (refused.length === 0) return null;
  const others = targets > 1 ? "models that do" : "a model that does";
  return `${refused.join(". ")}. Choose ${others}, or ${hasFiles ? "remove the file" : "start a new chat"}.`;
}

function placeholder(targets: readonly ChatTarget[], replies: boolean, nameOf: (id: string) => string): string {
  const [first] = targets;
  if (!first) return "Choose a model below";
  if (targets.length === 1) return `${replies ? "Reply to" : "Message"} ${nameOf(first.model)}`;
  return `${replies ? "Reply to" : "Message"} ${targets.length === 2 ? "both" : `all ${targets.length}`}`;
}
