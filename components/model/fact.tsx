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
    <div title={title}>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="font-mono text-[0.9375rem] leading-6">
        {children}
        {note && <span className="ml-2 font-sans text-xs text-muted">{note}</span>}
      </dd>
    </div>
  );
}
