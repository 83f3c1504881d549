import type { ReactNode } from "react";

interface FactProps {
  name: string;
  title?: string | undefined;
  /** Whose figure it is. */
  note?: string | undefined;
  children: ReactNode;
}

/** One fact of a model: what it is, its value, and where it is from. */
export function Fact({ name, title, note, children }: FactProps) {
  return (
    <div title={title} className="min-w-0 grow border-line px-4.5 py-3.5 md:not-last:border-r max-md:px-0 max-md:py-2">
      <dt className="text-note text-text-3">{name}</dt>
      <dd className="text-section tabular-nums">
        {children}
        {note && <span className="ml-1.5 text-note font-normal text-text-3">{note}</span>}
      </dd>
    </div>
  );
}
