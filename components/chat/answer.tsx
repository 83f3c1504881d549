"use client";

import { memo, useSyncExternalStore } from "react";
import { Icon } from "@/components/ui/icon";
import type { Message } from "@/lib/contract/conversation";
import { textOf } from "@/lib/models/conversation";
import { splitThinking } from "@/lib/models/thinking";
import { AnswerEnd } from "./answer-end";
import { FigureStrip } from "./answer-figures";
import { AnswerHead } from "./answer-head";
import type { AnswerProps } from "./answer-props";
import { AnswerText } from "./answer-text";
import { AnswerTools } from "./answer-tools";
import { headingId } from "./focus";
import { useModelFacts } from "./model-facts";
import { NOTHING, type StreamedText, type StreamingText } from "./streaming-text";

/** An answer: its model, folded reasoning, text, how it ended, and its figures. */
export const Answer = memo(function Answer(props: AnswerProps) {
  const { message, streaming, actions, beside } = props;
  const running = message.state === "running";
  const modelName = useModelFacts()(message.model ?? "").name;
  const streamed = useStreamedText(running ? streaming : null, message.id);
  const { text, thinking } = splitThinking(textOf(message.content) + streamed.text);
  const reasoning = [message.reasoning + streamed.reasoning, thinking].filter(Boolean).join("\n\n");
  return (
    <article
      aria-labelledby={headingId(message.id)}
      aria-busy={running}
      data-testid="answer"
      className={beside ? "flex min-w-0 flex-1 flex-col" : "min-w-0"}
    >
      <AnswerHead message={message} hidden={beside !== null} />
      <div className={beside ? "min-w-0 flex-1 px-4.5 pt-3.5" : "mt-2.5 min-w-0"}>
        {reasoning !== "" && <Reasoning text={reasoning} label={thoughtText(message, text)} />}
        {text.trim() !== "" && <AnswerText text={text} running={running} />}
        {running && text === "" && reasoning === "" && (
          <p className="text-text-3">
            <i aria-hidden="true" className="mr-2 inline-block h-4 w-2 rounded-tag bg-text align-middle" />
            Waiting for {modelName}…
          </p>
        )}
        <AnswerEnd message={message} text={text} actions={actions} />
      </div>
      <AnswerTools {...props} text={text} />
      {beside && !running && <FigureStrip message={message} others={beside} />}
    </article>
  );
});

function Reasoning({ text, label }: { text: string; label: string }) {
  return (
    <details className="group mb-2.5">
      <summary className="touch-target inline-flex min-h-7 list-none items-center gap-1.5 rounded-full border border-line pr-2 pl-2 text-note text-text-3 hover:text-text [&::-webkit-details-marker]:hidden">
        <Icon name="brain" size={14} />
        {label}
        <Icon name="chevron-right" size={14} className="group-open:rotate-90" />
      </summary>
      <div
        dir="auto"
        className="mt-2.5 border-l-2 border-line pl-3 text-note whitespace-pre-wrap text-text-3 [overflow-wrap:anywhere]"
      >
        {text}
      </div>
    </details>
  );
}

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
  return message.state === "running" && text === "" ? "Thinking…" : "Thought";
}
