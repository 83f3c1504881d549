import type { ReactNode } from "react";

interface FactProps {
  name: string;
  title?: string | undefined;
  /** Its unit, or whose figure it is. */
  note?: string | undefined;
  /** Where it comes from. */
  source?: string;
  children: ReactNode;
}

/** One cell of a strip of figures: what it is, its value, and its unit or owner. */
export function Fact({ name, title, note, source, children }: FactProps) {
  return (
    <div
      title={title}
      className="min-w-0 grow basis-36 bg-bg px-4.5 py-3.5 max-md:basis-[40%] max-md:px-3.5 max-md:py-3"
    >
      <dt className="text-note text-text-3">{name}</dt>
      <dd className="mt-1 text-section font-semibold [overflow-wrap:anywhere]">
        {children}
        {note && <span className="text-note font-normal text-text-3">{` ${note}`}</span>}
      </dd>
      {source && <dd className="text-tiny text-text-3 [overflow-wrap:anywhere]">{source}</dd>}
    </div>
  );
}

/** A framed strip of facts that wraps, with hairlines between them; `open` leaves off its lower corners for a chart. */
export function FactStrip({ label, open, children }: { label?: string; open?: boolean; children: ReactNode }) {
  return (
    <dl
      aria-label={label}
      className={`flex flex-wrap gap-px overflow-hidden border border-line bg-line ${open ? "rounded-t-panel" : "rounded-panel"}`}
    >
      {children}
    </dl>
  );
}
