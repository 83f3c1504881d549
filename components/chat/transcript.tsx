"use client";

import { useState } from "react";
import { useStickToBottom } from "use-stick-to-bottom";
import type { Message } from "@/lib/contract/conversation";
import { childrenOf, pathOf } from "@/lib/models/conversation";
import { Answer, type AnswerActions } from "./answer";
import { Branches } from "./branches";
import { Said } from "./said";

/** A long conversation opens at its end; what is before comes when it is asked for. */
const SHOWN = 40;
const MORE = 200;

interface TranscriptProps {
  messages: readonly Message[];
  chosen: ReadonlyMap<number, number>;
  actions: AnswerActions | null;
  edit: ((message: Message, text: string) => void) | null;
  /** Answers to one message stand side by side. */
  columns: boolean;
  goOnWith: (message: Message) => void;
  gatewaysOf: (model: string | null) => readonly string[];
  editing: number | null;
  setEditing: (id: number | null) => void;
}

/** What was said and answered along the chosen branches. It follows the end only while the reader is there. */
export function Transcript(props: TranscriptProps) {
  const { messages, chosen, actions, edit, columns, goOnWith, gatewaysOf, editing, setEditing } = props;
  const { scrollRef, contentRef, isAtBottom, scrollToBottom } = useStickToBottom({
    initial: "instant",
    resize: "instant",
  });
  const children = childrenOf(messages);
  const [most, setMost] = useState(SHOWN);
  const path = pathOf(messages, chosen);
  const earlier = Math.max(0, path.length - most);
  return (
    <div className="transcript-box">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <div ref={scrollRef} className="transcript" role="log" aria-live="off" aria-label="Conversation" tabIndex={0}>
        <div ref={contentRef} className="transcript-content">
          {earlier > 0 && (
            <button type="button" className="button justify-self-center" onClick={() => setMost(most + MORE)}>
              {earlier} earlier
            </button>
          )}
          {path.slice(earlier).map(({ message, branch, branches }) => {
            const siblings = children.get(message.parent_id) ?? [];
            const key = message.parent_id ?? 0;
            const switcher = actions && branches.length > 1 && (
              <Branches branch={branch} branches={branches} choose={(id) => actions.choose(message.parent_id, id)} />
            );
            if (message.role !== "assistant") {
              return (
                <div key={`${key} said`}>
                  <Said message={message} edit={edit} editing={editing === message.id} setEditing={setEditing} />
                  {switcher && <div className="flex justify-end">{switcher}</div>}
                </div>
              );
            }
            if (columns && siblings.length > 1) {
              return (
                <div key={`${key} answers`} className="columns">
                  {siblings.slice(-4).map((one) => (
                    <div key={one.id} className="column">
                      <Answer message={one} actions={actions} others={gatewaysOf(one.model)} />
                      {actions && one.state !== "running" && (
                        <button type="button" className="button" onClick={() => goOnWith(one)}>
                          Go on with this one
                        </button>
                      )}
                    </div>
                  ))}
                </div>
              );
            }
            return (
              <div key={`${key} answer`}>
                <Answer message={message} actions={actions} others={gatewaysOf(message.model)} />
                {switcher}
              </div>
            );
          })}
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
