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
      <dt className="text-tiny text-text-3">{name}</dt>
      <dd className="font-mono text-chat leading-6">
        {children}
        {note && <span className="ml-2 font-sans text-tiny text-text-3">{note}</span>}
      </dd>
    </div>
  );
}
