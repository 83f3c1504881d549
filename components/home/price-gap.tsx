import { Avatar } from "@/components/ui/avatar";
import { DoubtMark } from "@/components/ui/figure";
import { Icon, Logo } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { DOUBT } from "@/components/ui/price";
import { costText, countOf } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import type { PriceGap } from "@/lib/models/price-gap";

const MAX_ROWS = 8;

/** A model's monthly cost at each of its gateways, as bars. */
export function PriceGapCard({ gap }: { gap: PriceGap }) {
  const [first] = gap.rows;
  if (!first) return null;
  const max = gap.rows.at(-1)?.month ?? 1;
  const shown = gap.rows.length > MAX_ROWS ? [...gap.rows.slice(0, MAX_ROWS - 1), ...gap.rows.slice(-1)] : gap.rows;
  return (
    <section aria-labelledby="price-gap" className="overflow-hidden rounded-panel border border-line bg-bg shadow-2">
      <header className="flex items-center gap-3 border-b border-line px-4.5 py-4">
        <Avatar of={first.author} name={first.name} />
        <div className="min-w-0 flex-1">
          <h2 id="price-gap" className="truncate text-body">
            {first.name}
          </h2>
          <p className="text-note text-text-3">3K in, 1K out, 300 calls a day</p>
        </div>
        <p className="text-right">
          <b className="block text-lead font-semibold">
            {gap.ratio < 10 ? gap.ratio.toFixed(1) : Math.round(gap.ratio)}×
          </b>
          <span className="text-note text-text-3">price gap</span>
        </p>
      </header>
      <ul className="px-4.5 py-2">
        {shown.map((row, index) => (
          <GapRow key={row.gateway?.slug} row={row} max={max} cheapest={index === 0} />
        ))}
      </ul>
      <footer className="flex items-center justify-between border-t border-line bg-panel px-4.5 py-3 text-note text-text-3">
        Cost per month
        <Link
          href={modelPath(first.id)}
          className="touch-target inline-flex items-center gap-1.5 font-medium text-accent hover:underline"
        >
          See all {countOf(gap.offers, "offer")}
          <span className="sr-only"> of {first.name}</span>
          <Icon name="arrow-right" size={14} />
        </Link>
      </footer>
    </section>
  );
}

interface GapRowProps {
  row: PriceGap["rows"][number];
  max: number;
  cheapest: boolean;
}

function GapRow({ row, max, cheapest }: GapRowProps) {
  const { gateway } = row;
  const month = row.month ?? 0;
  return (
    <li className="grid h-9 grid-cols-[7.75rem_minmax(0,1fr)_4.5rem] items-center gap-3 text-cell max-sm:grid-cols-[7rem_minmax(0,1fr)_4.5rem]">
      <span className="flex min-w-0 items-center gap-2.5">
        <Logo of={gateway?.slug ?? ""} name={gateway?.name ?? ""} />
        <span className="truncate text-text-2">{gateway?.name}</span>
      </span>
      <span aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-hover">
        <i
          className={`block h-full rounded-full forced-color-adjust-none ${cheapest ? "bg-good" : "bg-chart"}`}
          style={{ width: `${Math.max(2, (month / max) * 100)}%` }}
        />
      </span>
      <span className={`comma-before text-right ${cheapest ? "font-semibold text-good" : "font-medium"}`}>
        {row.priceWarning && <DoubtMark reason={DOUBT} />}${costText(month)}
      </span>
    </li>
  );
}
