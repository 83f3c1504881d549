import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { DoubtMark } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { DOUBT, shownPrice } from "@/components/ui/price";
import { contextText, countOf, monthText } from "@/lib/models/format";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";

/** Models as rows in a frame; each links to its page. */
export function ModelLines({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line overflow-hidden rounded-panel border border-line">
      {children}
    </ul>
  );
}

interface ModelLineProps {
  row: ModelRow;
  /** After the name. */
  mark?: ReactNode;
  /** Replaces the number of gateways. */
  note?: string | undefined;
}

export function ModelLine({ row, mark, note }: ModelLineProps) {
  const price = pairText(row);
  return (
    <li className="relative flex min-h-14 items-center gap-3 px-4 py-2 text-left hover:bg-panel">
      <Avatar of={row.author} name={row.name} />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-x-2 max-sm:flex-wrap">
          <Link href={modelPath(row.id)} className="max-w-full truncate font-medium after:absolute after:inset-0">
            {row.name}
          </Link>
          {mark}
        </p>
        <p className="truncate text-note text-text-3">{factsText(row)}</p>
      </div>
      <div className="flex-none text-right">
        {price && (
          <p className="font-medium">
            {row.priceWarning && <DoubtMark reason={DOUBT} />}
            {price}
          </p>
        )}
        <p className="text-tiny text-text-3">{note ?? countOf(row.gateways.length, "gateway")}</p>
      </div>
    </li>
  );
}

/** "$0.10 / $0.41", "Free", or "" if no price is known. */
function pairText({ priceIn, priceOut, priceState, priceDoubt }: ModelRow): string {
  const [input, output] = [priceIn, priceOut].map((usd) => shownPrice(usd, priceState, priceDoubt));
  if (input?.figure && output?.figure) return `$${input.text} / $${output.text}`;
  return input && !input.figure && input.text !== "–" ? input.text : "";
}

/** A model's author, context, and release month, as far as known. */
function factsText({ author, context, released }: ModelRow): string {
  return [
    authorLabel(author),
    context === null ? "" : contextText(context),
    released === null ? "" : monthText(released),
  ]
    .filter(Boolean)
    .join(" · ");
}
