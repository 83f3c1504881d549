import { Marks } from "@/components/ui/marks";
import { monthText } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";

interface TopModelsProps {
  title: string;
  /** Where the whole list is, in this order. */
  all: string;
  rows: readonly ModelRow[];
  fact: "gateways" | "released";
}

/** The first few models of an order, with the figure that put them there. */
export function TopModels({ title, all, rows, fact }: TopModelsProps) {
  return (
    <section>
      <div className="flex items-baseline justify-between border-b border-line pb-1.5">
        <h2>{title}</h2>
        <a
          href={all}
          className="inline-block py-0.5 text-note text-text-3 hover:text-text"
          aria-label={`All models: ${title}`}
        >
          all →
        </a>
      </div>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="relative flex items-center gap-4 border-b border-line py-1.5 hover:bg-panel">
            <div className="min-w-0 flex-1">
              <a href={modelPath(row.id)} className="block truncate font-medium after:absolute after:inset-0">
                {row.name}
              </a>
              <span className="block truncate font-mono text-tiny leading-4 text-text-3">{row.id}</span>
            </div>
            <span
              className="flex-none text-tiny whitespace-nowrap text-text-3"
              title={row.gateways.map((g) => g.name).join(", ")}
            >
              {fact === "gateways" ? (
                <>
                  <Marks hues={row.gateways.map((g) => g.hue)} /> <span className="ml-1">{row.gateways.length}</span>
                </>
              ) : (
                row.released !== null && monthText(row.released)
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
