import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { DoubtMark } from "@/components/ui/figure";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { Link } from "@/components/ui/link";
import { DOUBT } from "@/components/ui/price";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";

interface TopModelsProps {
  title: string;
  icon: IconName;
  /** URL of the whole list in this order. */
  all: string;
  rows: readonly ModelRow[];
  /** The figure that the order is by. */
  fact: (row: ModelRow) => ReactNode;
}

export function TopModels({ title, icon, all, rows, fact }: TopModelsProps) {
  return (
    <section className="min-w-0 rounded-panel border border-line px-4 pt-3.5 pb-2">
      <header className="flex items-center justify-between gap-3 pb-1.5">
        <h2 className="flex items-center gap-2 text-body">
          <Icon name={icon} className="text-text-3" />
          {title}
        </h2>
        <Link
          href={all}
          aria-label={`View all: ${title}`}
          className="touch-target inline-flex min-h-6 items-center text-note text-text-3 hover:text-text"
        >
          View all
        </Link>
      </header>
      <ul>
        {rows.map((row) => (
          <li
            key={row.id}
            className="relative -mx-2 flex min-h-14 items-center gap-3 rounded-button px-2 hover:bg-panel"
          >
            <Avatar of={row.author} name={row.name} />
            <div className="min-w-0 flex-1">
              <Link href={modelPath(row.id)} className="block truncate font-medium after:absolute after:inset-0">
                {row.name}
              </Link>
              <p className="truncate text-note text-text-3">{authorLabel(row.author)}</p>
            </div>
            {fact(row)}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TopFigureProps {
  text: string;
  unit: string;
  /** Whether it is far outside the usual range. */
  doubt?: boolean;
}

export function TopFigure({ text, unit, doubt = false }: TopFigureProps) {
  return (
    <div className="flex-none text-right">
      <p className="font-medium">
        {doubt && <DoubtMark reason={DOUBT} />}
        {text}
      </p>
      <p className="text-tiny text-text-3">{unit}</p>
    </div>
  );
}
