import type { ReactNode } from "react";

interface TableProps {
  label: string;
  /** Names of the columns; those with a # in front hold figures. */
  columns: readonly string[];
  children: ReactNode;
}

/** A table of the operator's page: rows become cards on a phone. */
export function Table({ label, columns, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel" tabIndex={0} aria-label={label}>
      <table className="table cards">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={name.startsWith("#") ? "num" : ""}>
                {name.replace("#", "")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

interface FigureProps {
  name: string;
  children: ReactNode;
  /** Says that something is wrong here. */
  bad?: boolean;
  /** Nothing worth a place on a phone. */
  none?: boolean;
}

/** A figure in a table, with its name behind it on a phone. */
export function Figure({ name, children, bad = false, none = false }: FigureProps) {
  return (
    <td className={`num ${bad ? "text-bad" : ""} ${none ? "none text-text-3" : ""}`} data-name={name}>
      {children}
    </td>
  );
}
