"use client";

import { memo, useSyncExternalStore } from "react";
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
import { Folded } from "./folded";
import { useModelFacts } from "./model-facts";
import { Sources } from "./sources";
import { NOTHING, type StreamedText, type StreamingText } from "./streaming-text";

/** An answer: its model, collapsed reasoning, text, end, and figures. */
export const Answer = memo(function Answer(props: AnswerProps) {
  const { message, streaming, actions, siblings } = props;
  const running = message.state === "running";
  const modelName = useModelFacts()(message.model ?? "").name;
  const streamed = useStreamedText(running ? streaming : null, message.id);
  const { text, thinking } = splitThinking(textOf(message.content) + streamed.text);
  const reasoning = [message.reasoning + streamed.reasoning, thinking].filter(Boolean).join("\n\n");
  const sources = message.facts?.sources ?? [];
  return (
    <article
      aria-labelledby={headingId(message.id)}
      aria-busy={running}
      data-testid="answer"
      className={siblings ? "flex min-w-0 flex-1 flex-col" : "min-w-0"}
    >
      <AnswerHead message={message} hidden={siblings !== null} />
      <div className={siblings ? "min-w-0 flex-1 px-4.5 pt-3.5" : "mt-2.5 min-w-0"}>
        {reasoning !== "" && (
          <Folded icon="brain" label={thoughtText(message, text)} className="mb-2.5">
            <div dir="auto" className="whitespace-pre-wrap text-text-3">
              {reasoning}
            </div>
          </Folded>
        )}
        {text.trim() !== "" && <AnswerText text={text} running={running} />}
        {running && text === "" && reasoning === "" && (
          <p className="text-text-3">
            <i aria-hidden="true" className="mr-2 inline-block h-4 w-2 rounded-tag bg-text align-middle" />
            Waiting for {modelName}…
          </p>
        )}
        {sources.length > 0 && <Sources sources={sources} />}
        <AnswerEnd message={message} text={text} actions={actions} />
      </div>
      <AnswerTools {...props} text={text} />
      {siblings && !running && <FigureStrip message={message} others={siblings} />}
    </article>
  );
});

function useStreamedText(streaming: StreamingText | null, id: number): StreamedText {
  return useSyncExternalStore(
    (onChange) => streaming?.listen(id, onChange) ?? (() => {}),
    () => streaming?.contentOf(id) ?? NOTHING,
    () => NOTHING,
  );
}

function thoughtText(message: Message, text: string): string {
  const ms = message.facts?.reasoning_ms;
  if (ms != null) return `Thought for ${(ms / 1000).toFixed(1)} s`;
  return message.state === "running" && text === "" ? "Thinking…" : "Thought";
}
