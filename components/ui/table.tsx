import type { ReactNode } from "react";

interface ScrollPanelProps {
  /** What is in it: it can have the focus, so that arrow keys scroll it. */
  label: string;
  className?: string;
  /** The direction of the text in it, where it is another than the page's. */
  dir?: string | undefined;
  children: ReactNode;
}

/** What scrolls is in the tab order, so that arrow keys scroll it. */
export const SCROLLABLE = { tabIndex: 0 };

/** A bordered box whose content scrolls sideways by itself, also by keyboard. */
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
