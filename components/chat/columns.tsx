"use client";

import { useEffect, useRef, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import type { ChatTarget } from "@/lib/contract/conversation";
import type { Turn } from "@/lib/models/conversation";
import { MESSAGE_FIELD } from "./focus";
import { useGatewayName } from "./gateway-facts";
import { useModelFacts } from "./model-facts";
import { Turns, type TurnsProps } from "./turns";

export interface ColumnsProps extends Omit<TurnsProps, "turns" | "edit" | "siblings"> {
  columns: readonly (readonly Turn[])[];
  targets: readonly ChatTarget[];
  editing: (by: readonly ChatTarget[]) => TurnsProps["edit"];
  /** Continues with one target alone. */
  continueWith: (target: ChatTarget, message: number) => void;
  /** Requests the answer of a target that has none here yet. */
  ask: (target: ChatTarget) => void;
}

/** Answers side by side, one card each; on a phone, one card at a time with the next one visible at the edge. */
export function Columns({ columns, targets, editing, ...rest }: ColumnsProps) {
  const row = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(0);
  useEffect(() => {
    const { current } = row;
    if (!current) return;
    const scrolled = () => {
      const width = current.scrollWidth - current.clientWidth;
      setShown(width <= 0 ? 0 : Math.round((current.scrollLeft / width) * (columns.length - 1)));
    };
    current.addEventListener("scroll", scrolled, { passive: true });
    return () => current.removeEventListener("scroll", scrolled);
  }, [columns.length]);
  return (
    <div>
      <div
        ref={row}
        className={`relative mx-auto grid snap-x snap-mandatory auto-cols-[minmax(20rem,1fr)] grid-flow-col gap-4 overflow-x-auto max-md:-mx-4 max-md:auto-cols-[88%] max-md:gap-2.5 max-md:px-4 print:block ${columns.length < 3 ? "md:max-w-280" : ""}`}
      >
        {columns.map((column, i) => {
          const target = targets[i] ?? { model: "", gateway: null };
          return (
            <Column
              key={`${target.model} ${target.gateway}`}
              {...rest}
              target={target}
              turns={column}
              edit={editing([target])}
              siblings={(turn) => columns.flatMap((other) => (other === column ? [] : (other[turn]?.message ?? [])))}
            />
          );
        })}
      </div>
      <div aria-hidden="true" className="flex justify-center gap-1.5 pt-3 md:hidden">
        {targets.map(({ model, gateway }, i) => (
          <i key={`${model} ${gateway}`} className={`size-1.5 rounded-full ${i === shown ? "bg-text" : "bg-edge"}`} />
        ))}
      </div>
    </div>
  );
}

type ColumnProps = TurnsProps & Pick<ColumnsProps, "continueWith" | "ask"> & { target: ChatTarget };

function Column({ target, continueWith, ask, ...rest }: ColumnProps) {
  const { turns, actions } = rest;
  const nameOf = useGatewayName();
  const { name, author } = useModelFacts()(target.model);
  const [first] = turns;
  const running = turns.flatMap(({ message }) => (message.state === "running" ? message : []));
  const gateway = turns.at(-1)?.message.facts?.gateway ?? target.gateway;
  return (
    <section
      aria-label={target.gateway ? `${name} on ${nameOf(target.gateway)}` : name}
      data-testid="column"
      className="flex min-w-0 snap-center flex-col overflow-clip rounded-panel border border-line print:mb-4"
    >
      <header className="flex min-h-14 items-center gap-2.5 border-b border-line py-2 pr-3 pl-3.5">
        <Avatar of={author} name={name} size={24} />
        <span className="min-w-0 flex-1">
          <h2 className="truncate text-cell font-medium" title={target.model}>
            {name}
          </h2>
          <span className="block truncate text-tiny text-text-3">{gateway ? nameOf(gateway) : "Cheapest"}</span>
        </span>
        {actions && first && (
          <Button
            size="sm"
            className="print:hidden"
            aria-label={`${running.length > 0 ? "Stop" : "Continue here with"} ${name}`}
            onClick={() => {
              if (running.length === 0) return continueWith(target, first.message.id);
              for (const message of running) actions.stop(message);
            }}
          >
            {running.length > 0 ? "Stop" : "Continue here"}
          </Button>
        )}
      </header>
      {first ? <Turns {...rest} /> : <NotAsked name={name} ask={actions && (() => ask(target))} />}
    </section>
  );
}

/** `ask` is null if read-only. */
function NotAsked({ name, ask }: { name: string; ask: (() => void) | null }) {
  return (
    <div className="flex items-center gap-3 p-4.5 text-text-3">
      Not asked yet
      {ask && (
        <Button
          size="sm"
          aria-label={`Ask ${name} too`}
          onClick={() => {
            ask();
            document.getElementById(MESSAGE_FIELD)?.focus();
          }}
        >
          Ask this model too
        </Button>
      )}
    </div>
  );
}
