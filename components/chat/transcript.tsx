"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { SCROLLABLE } from "@/components/ui/table";
import type { ChatTarget } from "@/lib/contract/conversation";
import { Columns, type ColumnsProps } from "./columns";
import { headingId } from "./focus";
import { Turns, type TurnsProps } from "./turns";
import { useFollowEnd } from "./use-follow-end";
import { useVisibleTurns } from "./use-visible-turns";

interface TranscriptProps extends Omit<TurnsProps, "edit" | "beside">, Omit<ColumnsProps, "columns" | "editing"> {
  /** Parallel answers below the turns, one column per target. */
  columns: ColumnsProps["columns"] | null;
  editing: (by: readonly ChatTarget[]) => TurnsProps["edit"];
}

/** The messages along the chosen branches. Scrolls with a growing answer only while the reader is at the end. */
export function Transcript({ columns, editing, targets, continueWith, ask, ...rest }: TranscriptProps) {
  const { turns } = rest;
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atEnd, toEnd } = useFollowEnd(box, content);
  const { earlier, more, all, sentinel } = useVisibleTurns(turns.length, box);
  const newest = columns?.find((column) => column.length > 0)?.at(-1) ?? turns.at(-1);
  const newestId = newest?.message.id ?? 0;
  useAllWhilePrinting(all);
  useNewestKey(() => {
    toEnd();
    document.getElementById(headingId(newestId))?.focus({ preventScroll: true });
  });
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        className="relative h-full overflow-x-clip overflow-y-auto overscroll-contain px-5 pt-5 pb-6 short:pt-2 outline-offset-[-2px] max-md:px-4 print:h-auto print:overflow-visible"
        role="log"
        aria-live="off"
        aria-label="Conversation"
        {...SCROLLABLE}
      >
        <div ref={content} className="grid grid-cols-[minmax(0,1fr)] gap-6.5">
          <div className="mx-auto grid w-full max-w-190 grid-cols-[minmax(0,1fr)] gap-6.5">
            {earlier > 0 && (
              <Button
                ref={sentinel}
                size="sm"
                variant="quiet"
                className="justify-self-center"
                onClick={() => {
                  more();
                  box.current?.focus();
                }}
              >
                Show {earlier} earlier
              </Button>
            )}
            <Turns {...rest} turns={earlier > 0 ? turns.slice(earlier) : turns} edit={editing(targets)} />
          </div>
          {columns && (
            <Columns
              {...rest}
              columns={columns}
              targets={targets}
              editing={editing}
              continueWith={continueWith}
              ask={ask}
            />
          )}
        </div>
      </div>
      {!atEnd && (
        <IconButton
          icon="arrow-down"
          label="Jump to latest"
          className="absolute! bottom-3 left-1/2 -translate-x-1/2 rounded-full border border-edge bg-raised shadow-2 print:hidden"
          onClick={() => {
            toEnd();
            box.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </div>
  );
}

/** Shows all turns before the page is printed. */
function useAllWhilePrinting(showAll: () => void): void {
  useEffect(() => {
    const print = () => flushSync(showAll);
    addEventListener("beforeprint", print);
    return () => removeEventListener("beforeprint", print);
  }, [showAll]);
}

/** Alt+N moves to the newest message. */
function useNewestKey(toNewest: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.code !== "KeyN" || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    toNewest();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
