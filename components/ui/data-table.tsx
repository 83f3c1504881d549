import type { ReactNode } from "react";
import { CELL, GROUP, HEAD, HEAD_OF_ROW, ROW, TABLE } from "./roles";
import { ScrollPanel } from "./table";

/** A column of a table; the first one names the rows. */
export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** Numeric: right-aligned. */
  num?: boolean;
  /** The header is for screen readers only. */
  quiet?: boolean;
}

interface DataTableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  className?: string;
}

/** On a phone, each row is a card: the name on top, then the other cells in two columns. */
export function DataTable<T>({ label, columns, rows, keyOf, className = "" }: DataTableProps<T>) {
  return (
    <ScrollPanel label={label} className={className}>
      <table {...TABLE} aria-label={label} className="w-full text-cell max-md:block">
        <thead {...GROUP} className="max-md:sr-only">
          <tr {...ROW} className="h-9 border-b border-line">
            {columns.map(({ head, num, quiet }) => (
              <th
                key={head}
                scope="col"
                {...HEAD}
                className={`px-3 text-label font-medium whitespace-nowrap text-text-3 first:pl-4 last:pr-4 ${num ? "text-right" : "text-left"}`}
              >
                <span className={quiet ? "sr-only" : ""}>{head}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...GROUP} className="divide-y divide-line max-md:block">
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              {...ROW}
              className="max-md:grid max-md:grid-cols-2 max-md:gap-x-6 max-md:gap-y-1 max-md:px-4 max-md:py-3"
            >
              {columns.map((column, index) => (
                <Cell key={column.head} column={column} named={index === 0}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollPanel>
  );
}

interface CellProps {
  column: Pick<Column<never>, "head" | "num" | "quiet">;
  named: boolean;
  children: ReactNode;
}

function Cell({ column: { head, num, quiet }, named, children }: CellProps) {
  const base = "h-11 px-3 py-1.5 first:pl-4 last:pr-4 max-md:h-auto max-md:px-0! max-md:py-0";
  if (named) {
    return (
      <th scope="row" {...HEAD_OF_ROW} className={`${base} text-left font-medium max-md:col-span-2 max-md:pb-1!`}>
        {children}
      </th>
    );
  }
  return (
    <td
      {...CELL}
      className={`${base} ${num ? "whitespace-nowrap md:text-right" : "max-md:col-span-2"} ${quiet ? "max-md:pt-1! md:text-right" : "max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-3"}`}
    >
      {!quiet && (
        <span aria-hidden="true" className="flex-none text-note text-text-3 md:hidden">
          {head}
        </span>
      )}
      {quiet ? children : <span className="min-w-0 max-md:text-right">{children}</span>}
    </td>
  );
}
