"use client";

import { memo } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { Message } from "@/lib/contract/conversation";
import { textOf } from "@/lib/models/conversation";
import { AnswerErrorBox } from "./answer-error";
import { factsOf } from "./answer-facts";
import { AnswerText } from "./answer-text";

export interface AnswerActions {
  retry: (message: Message, gateway: string | null) => void;
  goOn: (message: Message) => void;
  choose: (parent: number | null, id: number) => void;
}

interface AnswerProps {
  message: Message;
  actions: AnswerActions | null;
  /** Other gateways that have its model. */
  others: readonly string[];
}

/** An answer with its reasoning folded, its text, what went wrong, and what it was and cost. */
export const Answer = memo(function Answer({ message, actions, others }: AnswerProps) {
  const text = textOf(message.content);
  const running = message.state === "running";
  const thought = message.facts?.reasoning_ms;
  return (
    <article className="answer" aria-label={`Answer of ${message.model ?? "a model"}`}>
      {message.reasoning !== "" && (
        <details className="reasoning">
          <summary>{thought == null ? "Thinking …" : `Thought for ${(thought / 1000).toFixed(1)} s`}</summary>
          <div className="whitespace-pre-wrap">{message.reasoning}</div>
        </details>
      )}
      {text !== "" && <AnswerText text={text} running={running} />}
      {running && text === "" && message.reasoning === "" && <p className="text-muted">…</p>}
      {message.state === "stopped" && <p className="text-muted">Stopped.</p>}
      {message.error && actions && (
        <AnswerErrorBox
          message={message}
          error={message.error}
          others={others.filter((gateway) => gateway !== message.facts?.gateway)}
          retry={(gateway) => actions.retry(message, gateway)}
          goOn={() => actions.goOn(message)}
        />
      )}
      {!running && (
        <footer className="answer-foot">
          <span>{factsOf(message)}</span>
          <span className="flex items-center gap-2">
            {text !== "" && <CopyButton text={text} label="Copy the answer" />}
            {actions && message.state !== "error" && (
              <button
                type="button"
                className="copy"
                onClick={() => actions.retry(message, message.facts?.asked_gateway ?? null)}
              >
                retry
              </button>
            )}
          </span>
        </footer>
      )}
    </article>
  );
});
