"use client";

import { useEffect, useRef, useState } from "react";
import { Column } from "./column";
import type { ColumnsProps } from "./columns-props";

/** Answers side by side, a card each; on a phone one card with the next one in sight. */
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
              beside={(turn) => columns.flatMap((other) => (other === column ? [] : (other[turn]?.message ?? [])))}
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
