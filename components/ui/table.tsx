import type { ReactNode } from "react";

interface ScrollPanelProps {
  label: string;
  className?: string;
  /** The text direction, if it differs from the page's. */
  dir?: string | undefined;
  children: ReactNode;
}

/** Focusable, so that arrow keys scroll it. */
export const SCROLLABLE = { tabIndex: 0 };

/** For tables whose cells have no classes of their own, such as those in answers. */
export const TABLE_LOOK =
  "w-full text-note [&_:is(th,td)]:h-9 [&_:is(th,td)]:border-b [&_:is(th,td)]:border-line [&_:is(th,td)]:px-3 [&_:is(th,td):first-child]:pl-4 [&_:is(th,td):last-child]:pr-4 [&_tbody_tr:last-child>*]:border-b-0 [&_td]:py-1.5 [&_th]:text-start [&_th]:text-tiny [&_th]:font-medium [&_th]:whitespace-nowrap [&_th]:text-text-3";

/** A bordered box that scrolls sideways, also by keyboard. */
export function ScrollPanel({ label, className = "", dir, children }: ScrollPanelProps) {
  return (
    <section
      aria-label={label}
      dir={dir}
      {...SCROLLABLE}
      className={`relative overflow-x-auto rounded-panel border border-line ${className}`}
    >
      {children}
    </section>
  );
}
