"use client";

import { useRouter } from "next/navigation";
import {
  type CSSProperties,
  lazy,
  type MouseEvent,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { compared, favorites } from "@/components/compare/device-list";
import { rowClick, rowKeys } from "@/components/compare/row-events";
import { GROUP, NONE, TABLE } from "@/components/ui/roles";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery } from "@/lib/contract/query";
import type { ModelRow } from "@/lib/models/row";
import { isPlainClick } from "./browse-context";
import { titleCell } from "./cell-titles";
import { ModelRowView } from "./model-row";
import { moveFocus } from "./move-focus";
import type { ShownOffers } from "./row-reader";
import { type RowShape, useRowShape } from "./row-shape";
import { TableHead } from "./table-head";
import { useRowWindow } from "./use-row-window";
import { useSelection } from "./use-selection";
import type { View } from "./views";

/** Fetched on first use. */
const RowOffers = lazy(() => import("./row-offers").then((module) => ({ default: module.RowOffers })));

interface ModelTableProps {
  query: BrowseQuery;
  view: View;
  speeds: boolean;
  count: number;
  /** The rows that the server sent, from `start` on. */
  first: { start: number; rows: ModelRow[] };
  /** Reads any row; null until the index has loaded. */
  rowAt: ((position: number) => ModelRow) | null;
  /** Reads all offers of a row's model; null until the index has loaded, "never" if that failed. */
  offersOf: ((position: number) => ShownOffers) | null | "never";
  /** Whether to reserve space for rows that are still loading. */
  reservesSpace: boolean;
}

/** The models as a table or cards; rows outside the window are replaced by gaps of their height. */
export function ModelTable({ query, view, speeds, count, first, rowAt, offersOf, reservesSpace }: ModelTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const shape = useRowShape(view);
  const shown = useRowWindow(body, rowAt ? count : 0, shape);
  const from = rowAt ? Math.min(shown.from, count) : first.start;
  const to = rowAt ? Math.min(shown.to, count) : first.start + first.rows.length;
  const rows = rowAt ? Array.from({ length: to - from }, (_, i) => rowAt(from + i)) : first.rows;
  useStartAt(body, first.start, rowAt !== null, shape);
  useSelection(body);
  const filtered = formatBrowseQuery({ ...EMPTY_QUERY, ...query, sort: EMPTY_QUERY.sort }).size > 0;
  const favoriteIds = favorites.useIds();
  const chosen = compared.useIds();
  const { open, showOffers, closeOffers } = useOffers(offersOf);
  const click = useRowClick(showOffers);
  return (
    <>
      <table
        {...TABLE}
        className="models data-speeds:[--speed:4.5rem]"
        data-view={view}
        data-speeds={speeds || undefined}
        data-sort={query.sort.key}
        aria-label="Models"
        aria-rowcount={count + 1}
      >
        <TableHead query={query} speeds={speeds} />
        <tbody
          {...GROUP}
          ref={body}
          onClick={click}
          onKeyDown={(event) => rowKeys(event) || moveFocus(event, shape.columns)}
          onPointerMove={(event) => titleCell(event, (position) => rows[position - from])}
        >
          {rowAt && <Gap key="above" lines={from / shape.columns} />}
          {rows.map((row, i) => (
            <ModelRowView
              // biome-ignore lint/suspicious/noArrayIndexKey: a position reuses its elements for other models.
              key={from + i}
              row={row}
              position={from + i}
              isFavorite={favoriteIds.includes(row.id)}
              isCompared={chosen.includes(row.id)}
              speeds={speeds}
            />
          ))}
          {rowAt && <Gap key="below" lines={Math.ceil((count - to) / shape.columns)} />}
          {!rowAt && reservesSpace && <Gap key="waiting" lines={Math.ceil((count - to) / shape.columns)} waiting />}
        </tbody>
      </table>
      <Suspense>
        {open && (
          <RowOffers
            key={open.offers[0]?.id}
            {...open}
            shown={filtered ? open.shown : undefined}
            onClose={closeOffers}
          />
        )}
      </Suspense>
    </>
  );
}

/** The row with open offers. A request before the index has loaded is answered afterwards. */
function useOffers(offersOf: ModelTableProps["offersOf"]) {
  const [open, setOpen] = useState<({ anchor: HTMLElement } & ShownOffers) | null>(null);
  const requested = useRef<HTMLElement>(null);
  const showOffers = (anchor: HTMLElement) => {
    requested.current = offersOf ? null : anchor;
    if (offersOf === "never") anchor.querySelector("a")?.click();
    else if (offersOf) setOpen({ anchor, ...offersOf(Number(anchor.ariaRowIndex) - 2) });
  };
  useEffect(() => {
    if (offersOf && requested.current) showOffers(requested.current);
  });
  return { open, showOffers, closeOffers: () => setOpen(null) };
}

/** One click handler for all rows: links, buttons, and boxes. */
function useRowClick(showOffers: (row: HTMLElement) => void) {
  const router = useRouter();
  return (event: MouseEvent) => {
    rowClick(event);
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest("a");
    if (link && isPlainClick(event)) {
      event.preventDefault();
      router.push(link.pathname);
    }
    const row = target?.closest('[data-key="o"]')?.closest<HTMLElement>("tr");
    if (row) showOffers(row);
  };
}

/** Lines in place of rows that are still loading. */
const PLACEHOLDER =
  "needs-script bg-[linear-gradient(transparent_calc(100%_-_1px),var(--line)_0)] bg-[length:100%_var(--row)]";

function Gap({ lines, waiting = false }: { lines: number; waiting?: boolean }) {
  if (lines <= 0) return null;
  return (
    <tr
      {...NONE}
      className={`gap col-span-full block h-[calc(var(--row)*var(--lines))] print:hidden ${waiting ? PLACEHOLDER : ""}`}
      style={{ "--lines": lines } as CSSProperties}
    />
  );
}

/** After a later page from the server, scrolls the full list to the same row. */
function useStartAt(body: { current: HTMLElement | null }, start: number, ready: boolean, shape: RowShape) {
  const { height, columns } = shape;
  const done = useRef(start === 0);
  useLayoutEffect(() => {
    if (!ready || done.current || !body.current) return;
    done.current = true;
    scrollTo(0, body.current.getBoundingClientRect().top + scrollY + (Math.floor(start / columns) - 2) * height);
  }, [ready, start, body, height, columns]);
}
