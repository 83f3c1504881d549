import type { ReactNode } from "react";

interface FactProps {
  name: string;
  title?: string | undefined;
  /** The unit, or the gateway that the figure belongs to. */
  note?: string | undefined;
  /** The data source. */
  source?: string;
  /** For long values. */
  wide?: boolean;
  children: ReactNode;
}

/** A cell of a strip of figures. */
export function Fact({ name, title, note, source, wide, children }: FactProps) {
  return (
    <div
      title={title}
      className={`min-w-0 grow bg-bg px-4.5 py-3.5 max-md:basis-[40%] max-md:px-3.5 max-md:py-3 ${wide ? "basis-52" : "basis-36"}`}
    >
      <dt className="text-note text-text-3">{name}</dt>
      <dd className="mt-1 text-section font-semibold [overflow-wrap:anywhere]">
        {children}
        {note && <span className="ml-0.5 text-note font-normal text-text-3">{` ${note}`}</span>}
      </dd>
      {source && <dd className="text-tiny text-text-3 [overflow-wrap:anywhere]">{source}</dd>}
    </div>
  );
}

/** A framed strip of facts that wraps. `open` omits the lower corners, for a chart below. */
export function FactStrip({ label, open, children }: { label?: string; open?: boolean; children: ReactNode }) {
  return (
    <dl
      aria-label={label}
      className={`flex flex-wrap gap-px overflow-hidden border border-line bg-line max-md:[&:has(>:nth-child(3):last-child)>*]:basis-[28%] ${open ? "rounded-t-panel" : "rounded-panel"}`}
    >
      {children}
    </dl>
  );
}

interface FactRowProps {
  name: string;
  title?: string | undefined;
  /** The data source. */
  source?: string;
  children: ReactNode;
}

/** A row of a list of facts: name, value, and source. */
export function FactRow({ name, title, source, children }: FactRowProps) {
  return (
    <div
      title={title}
      className="grid grid-cols-[8rem_minmax(0,1fr)] content-start gap-x-4 bg-bg px-4 py-2.5 last:odd:col-span-full md:grid-cols-[10rem_minmax(0,1fr)]"
    >
      <dt className="text-text-3">{name}</dt>
      <dd className="font-medium [overflow-wrap:anywhere]">{children}</dd>
      {source && <dd className="col-start-2 text-note text-text-3 [overflow-wrap:anywhere]">{source}</dd>}
    </div>
  );
}

export function FactList({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-1 gap-px overflow-hidden rounded-panel border border-line bg-line lg:grid-cols-2">
      {children}
    </dl>
  );
}
