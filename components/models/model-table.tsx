"use client";

import { useLayoutEffect, useRef } from "react";
import { compared, favourites } from "@/components/compare/device-list";
import { rowClick, rowKeys } from "@/components/compare/row-events";
import type { BrowseQuery } from "@/lib/contract/query";
import type { ModelRow } from "@/lib/models/row";
import { ModelRowView } from "./model-row";
import { moveFocus } from "./move-focus";
import { ALWAYS_SHOWN, TableHead } from "./table-head";
import { useWindow } from "./use-window";

interface ModelTableProps {
  query: BrowseQuery;
  /** How many rows the whole list has. */
  count: number;
  /** The rows the server sent, from `start` on. */
  first: { start: number; rows: ModelRow[] };
  /** Reads any row; null until the index is here. */
  rowAt: ((place: number) => ModelRow) | null;
  /** Whether rows that are still to come hold their place. */
  holds: boolean;
}

/** The models as a table; rows outside the window are not drawn, gaps of their height stand for them. */
export function ModelTable({ query, count, first, rowAt, holds }: ModelTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = useWindow(body, rowAt ? count : 0);
  const from = rowAt ? Math.min(shown.from, count) : first.start;
  const to = rowAt ? Math.min(shown.to, count) : first.start + first.rows.length;
  const rows = rowAt ? Array.from({ length: to - from }, (_, i) => rowAt(from + i)) : first.rows;
  useStartAt(body, first.start, rowAt !== null);
  const kept = favourites.useIds();
  const chosen = compared.useIds();
  return (
    <table className="models" aria-label="Models" aria-rowcount={count + 1}>
      <TableHead query={query} />
      <tbody ref={body} onClick={rowClick} onKeyDown={(event) => rowKeys(event) || moveFocus(event)}>
        {rowAt && <Gap key="above" rows={from} />}
        {rows.map((row, i) => (
          <ModelRowView
            // biome-ignore lint/suspicious/noArrayIndexKey: a place keeps its elements, another model only fills them.
            key={from + i}
            row={row}
            place={from + i}
            kept={kept.includes(row.id)}
            chosen={chosen.includes(row.id)}
          />
        ))}
        {rowAt && <Gap key="below" rows={count - to} />}
        {!rowAt && holds && <Gap key="waiting" rows={count - to} waiting />}
      </tbody>
    </table>
  );
}

/** The height of rows that are not drawn. */
function Gap({ rows, waiting = false }: { rows: number; waiting?: boolean }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus.
    <tr className={waiting ? "gap needs-script" : "gap"} aria-hidden="true">
      <td colSpan={ALWAYS_SHOWN} style={{ height: `calc(var(--row) * ${rows})` }} />
      <td className="c-month" />
      <td className="c-abilities" />
      <td className="c-released" />
    </tr>
  );
}

/** Where the server sent a later page, the whole list that takes its place is scrolled to the same row. */
function useStartAt(body: { current: HTMLElement | null }, start: number, ready: boolean) {
  const done = useRef(start === 0);
  useLayoutEffect(() => {
    if (!ready || done.current || !body.current) return;
    done.current = true;
    const height = body.current.querySelector<HTMLElement>(".row")?.offsetHeight ?? 0;
    scrollTo(0, body.current.getBoundingClientRect().top + scrollY + start * height - 2 * height);
  }, [ready, start, body]);
}
