"use client";

import { memo, useSyncExternalStore } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { Message } from "@/lib/contract/conversation";
import { textOf } from "@/lib/models/conversation";
import { splitThinking } from "@/lib/models/thinking";
import { AnswerErrorBox } from "./answer-error";
import { AnswerFacts } from "./answer-facts-line";
import { AnswerText } from "./answer-text";
import { Branches } from "./branches";
import { EndNote } from "./end-note";
import { RetryMenu } from "./retry-menu";
import { NOTHING, type StreamedText, type StreamingText } from "./streaming-text";

export interface AnswerActions {
  retry: (message: Message, gateway: string | null) => void;
  continueWith: (message: Message) => void;
  stop: (message: Message) => void;
}

interface AnswerProps {
  message: Message;
  /** What is being written; null where nothing is. */
  streaming: StreamingText | null;
  /** Null where it can only be read. */
  actions: AnswerActions | null;
  branch: number;
  branches: readonly number[];
  choose: (id: number) => void;
  /** All gateways that have its model. */
  gateways: readonly string[];
}

/** An answer with its reasoning folded, its text, what went wrong, and what it was and cost. */
export const Answer = memo(function Answer(props: AnswerProps) {
  const { message, streaming, actions, branch, branches, choose, gateways } = props;
  const running = message.state === "running";
  const grown = useStreamedText(running ? streaming : null, message.id);
  const { text, thinking } = splitThinking(textOf(message.content) + grown.text);
  const reasoning = [message.reasoning + grown.reasoning, thinking].filter(Boolean).join("\n\n");
  const others = gateways.filter((gateway) => gateway !== (message.facts?.gateway ?? message.facts?.asked_gateway));
  return (
    <article className="answer" aria-label={`Answer of ${message.model ?? "a model"}`} aria-busy={running}>
      {reasoning !== "" && (
        <details className="reasoning">
          <summary>{thoughtText(message, text)}</summary>
          <div className="whitespace-pre-wrap">{reasoning}</div>
        </details>
      )}
      {text !== "" && <AnswerText text={text} running={running} />}
      {running && text === "" && reasoning === "" && <p className="waiting">{message.model} is asked …</p>}
      {message.state === "done" && text === "" && <p className="text-text-3">The answer is empty.</p>}
      {message.state === "stopped" && <p className="text-text-3">Stopped.</p>}
      {message.state === "done" && (
        <EndNote message={message} continueWith={actions && (() => actions.continueWith(message))} />
      )}
      {message.error && actions && (
        <AnswerErrorBox
          message={message}
          error={message.error}
          others={others}
          retry={(gateway) => actions.retry(message, gateway)}
          continueWith={() => actions.continueWith(message)}
        />
      )}
      {message.error && !actions && <p className="text-text-3">{message.error.message}</p>}
      <footer className="answer-foot">
        {running ? <span>{message.model}</span> : <AnswerFacts message={message} />}
        <span className="answer-tools">
          {!running && text !== "" && <CopyButton text={text} label="Copy the answer" />}
          {!running && actions && message.state !== "error" && (
            <RetryMenu
              retry={(gateway) => actions.retry(message, gateway)}
              requestedGateway={message.facts?.asked_gateway ?? null}
              others={others}
            />
          )}
          {branches.length > 1 && <Branches branch={branch} branches={branches} choose={choose} />}
        </span>
      </footer>
    </article>
  );
});

function useStreamedText(streaming: StreamingText | null, id: number): StreamedText {
  return useSyncExternalStore(
    (onChange) => streaming?.listen(id, onChange) ?? (() => {}),
    () => streaming?.textOf(id) ?? NOTHING,
    () => NOTHING,
  );
}

function thoughtText(message: Message, text: string): string {
  const ms = message.facts?.reasoning_ms;
  if (ms != null) return `Thought for ${(ms / 1000).toFixed(1)} s`;
  return message.state === "running" && text === "" ? "Thinking …" : "Thought";
}
