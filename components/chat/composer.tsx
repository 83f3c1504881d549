"use client";

import { type ReactNode, useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { useEarlyText } from "@/components/ui/use-early-text";
import type { ChatSettings, ChatTarget, MessageContent } from "@/lib/contract/conversation";
import { Attach, AttachedFiles, DropTarget } from "./attachments";
import { estimate } from "./estimate";
import { EstimateText } from "./estimate-text";
import { useGatewayName } from "./gateway-facts";
import { acceptedBy, type Kind, refusals } from "./kinds";
import { MessageField } from "./message-field";
import { useKnownModels } from "./model-facts";
import { PasteOffer } from "./paste-offer";
import { SendButton } from "./send-button";
import { useOutgoing } from "./use-outgoing";

/** The ID of the error text. */
const PROBLEM = "message-problem";

interface ComposerProps {
  draftName: string;
  prompt: string;
  /** Characters of the conversation so far, per target. */
  characters: readonly number[];
  /** The kinds of attachments in earlier messages. */
  earlierKinds: readonly Kind[];
  settings: ChatSettings;
  targets: readonly ChatTarget[];
  running: boolean;
  ready: boolean;
  /** Resolves to false if it was not sent; it then stays in the field. */
  send: (content: MessageContent) => Promise<boolean>;
  stop: () => void;
  editLast: () => void;
  children: ReactNode;
}

/** The message field. Enter sends, Shift+Enter breaks the line (Enter does on touch), and ↑ edits the last message. */
export function Composer(props: ComposerProps) {
  const { targets, earlierKinds, running, stop, children } = props;
  const models = useKnownModels();
  const nameOf = useGatewayName();
  const outgoing = useOutgoing(props.draftName, props.prompt, props.send);
  const { draft, attached } = outgoing;
  const { files, add } = attached;
  const field = useRef<HTMLTextAreaElement>(null);
  const accepted = acceptedBy(targets, models);
  const kinds = new Set([...earlierKinds, ...files.flatMap(({ kind }) => kind ?? [])]);
  const refused = refusals({ kinds, targets, models, nameOf });
  const isReady = props.ready && outgoing.isReady && targets.length > 0 && refused.length === 0;
  const problem = attached.problem ?? refusedText(refused, targets.length, files.length > 0);
  useEarlyText(field, draft.type);
  const submit = () => {
    if (isReady && !running) void outgoing.submit();
  };
  return (
    <div className="mx-auto w-full max-w-200 flex-none px-5 max-md:order-2 pb-4.5 max-md:px-2.5 max-md:pb-[max(0.625rem,env(safe-area-inset-bottom))] short:mt-auto short:pb-1.5 print:hidden">
      <DropTarget drop={(files) => void add(files)} />
      <div
        data-popover-anchor
        className="flex max-h-[max(8rem,calc(50dvh-10.5rem))] flex-col rounded-composer border border-field bg-raised shadow-2 focus-within:border-accent focus-within:ring-3 focus-within:ring-ring short:max-h-[calc(50dvh-3rem)] focus-within:forced-colors:outline-2"
      >
        <div className="min-h-0 overflow-y-auto">
          <AttachedFiles files={files} remove={(file) => attached.set(files.filter((other) => other !== file))} />
          {attached.reading && <p className="px-4.5 pt-3 text-note text-text-3">Reading files…</p>}
          <MessageField
            field={field}
            draft={draft}
            replies={props.characters.some((count) => count > 0)}
            targets={targets}
            problem={problem && PROBLEM}
            paste={attached.paste}
            submit={submit}
            editLast={props.editLast}
          />
        </div>
        <PasteOffer draft={draft.text} field={field} change={draft.type} attach={(file) => void add([file])} />
        {problem && (
          <p id={PROBLEM} role="alert" className="flex gap-1.5 px-4.5 py-1 text-note text-bad">
            <Icon name="circle-alert" size={14} className="mt-0.5" />
            <span className="min-w-0 [overflow-wrap:anywhere]">{problem}</span>
          </p>
        )}
        <div className="flex flex-none items-center gap-1 px-2 pt-1.5 pb-2 max-md:gap-0 short:pt-0 short:pb-1">
          <Attach accepted={accepted} add={(files) => void add(files)} />
          {children}
          <EstimateText
            of={estimate({ ...props, typed: outgoing.characters }, models)}
            accepted={accepted}
            brief={targets.length > 1}
          />
          <SendButton running={running} inactive={!isReady} send={submit} stop={stop} />
        </div>
      </div>
      <p className="pt-2 text-center text-tiny text-text-3 max-md:hidden short:hidden pointer-coarse:hidden">
        Enter to send, Shift+Enter for a new line
      </p>
    </div>
  );
}

/** An error about attachments that a target does not accept; null if there are none. */
function refusedText(refused: readonly string[], targets: number, hasFiles: boolean): string | null {
  if (refused.length === 0) return null;
  const others = targets > 1 ? "models that do" : "a model that does";
  return `${refused.join(". ")}. Choose ${others}, or ${hasFiles ? "remove the file" : "start a new chat"}.`;
}
