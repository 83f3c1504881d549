"use client";

import { useStickToBottom } from "use-stick-to-bottom";
import type { ChatTarget, Message } from "@/lib/contract/conversation";
import type { Turn } from "@/lib/models/conversation";
import type { AnswerActions } from "./answer";
import { GatewayName } from "./gateway-facts";
import type { StreamingText } from "./streaming-text";
import { Turns } from "./turns";
import { useVisibleTurns } from "./use-visible-turns";

interface TranscriptProps {
  turns: readonly Turn[];
  /** What goes on side by side below them, one per target. */
  columns: readonly (readonly Turn[])[] | null;
  targets: readonly ChatTarget[];
  streaming: StreamingText | null;
  /** Null where it can only be read. */
  actions: AnswerActions | null;
  choose: (id: number) => void;
  edit: ((message: Message, text: string, by: readonly ChatTarget[]) => void) | null;
  /** Leaves the others behind. */
  continueWith: (target: ChatTarget, message: number) => void;
  /** Asks one of them who was not asked here yet. */
  ask: (target: ChatTarget) => void;
  gatewaysOf: (model: string | null) => readonly string[];
  editing: number | null;
  setEditing: (id: number | null) => void;
}

/** What was said and answered along the chosen branches. It follows the end only while the reader is there. */
export function Transcript(props: TranscriptProps) {
  const { turns, columns, targets, edit, continueWith, ask, ...rest } = props;
  const { scrollRef, contentRef, isAtBottom, scrollToBottom } = useStickToBottom({
    initial: "instant",
    resize: "instant",
  });
  const { earlier, more, sentinel } = useVisibleTurns(turns.length, scrollRef);
  const edits = (by: readonly ChatTarget[]) => edit && ((message: Message, text: string) => edit(message, text, by));
  return (
    <div className="transcript-box">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <div ref={scrollRef} className="transcript" role="log" aria-live="off" aria-label="Conversation" tabIndex={0}>
        <div ref={contentRef} className="transcript-content">
          {earlier > 0 && (
            <button ref={sentinel} type="button" className="button justify-self-center" onClick={more}>
              {earlier} earlier
            </button>
          )}
          <Turns turns={earlier > 0 ? turns.slice(earlier) : turns} edit={edits(targets)} {...rest} />
          {columns && (
            <div className="columns">
              {columns.map((column, i) => (
                <Column
                  key={`${targets[i]?.model} ${targets[i]?.gateway}`}
                  target={targets[i] ?? { model: "", gateway: null }}
                  turns={column}
                  edit={edits(targets.slice(i, i + 1))}
                  continueWith={continueWith}
                  ask={ask}
                  {...rest}
                />
              ))}
            </div>
          )}
        </div>
      </div>
      {!isAtBottom && (
        <button type="button" className="button to-end" onClick={() => scrollToBottom("instant")}>
          To the end ↓
        </button>
      )}
    </div>
  );
}

type ColumnProps = Omit<React.ComponentProps<typeof Turns>, "turns"> &
  Pick<TranscriptProps, "continueWith" | "ask"> & { target: ChatTarget; turns: readonly Turn[] };

/** One of those who answer side by side, with all that was said to it since. */
function Column({ target, turns, continueWith, ask, ...rest }: ColumnProps) {
  const [first] = turns;
  const busy = turns.some(({ message }) => message.state === "running");
  return (
    <section className="column" aria-label={target.model + (target.gateway ? ` at ${target.gateway}` : "")}>
      <header className="column-head">
        <h2 title={target.model}>{target.model}</h2>
        {target.gateway && <GatewayName slug={target.gateway} />}
        {rest.actions && first && !busy && (
          <button type="button" className="button" onClick={() => continueWith(target, first.message.id)}>
            Go on with this one
          </button>
        )}
        {rest.actions && first && busy && (
          <button
            type="button"
            className="button"
            onClick={() => {
              for (const { message } of turns) if (message.state === "running") rest.actions?.stop(message);
            }}
          >
            Stop this one
          </button>
        )}
      </header>
      <Turns turns={turns} {...rest} />
      {!first && (
        <p className="text-text-3">
          It was not asked here yet.{" "}
          <button type="button" className="button" onClick={() => ask(target)}>
            Ask it too
          </button>
        </p>
      )}
    </section>
  );
}
