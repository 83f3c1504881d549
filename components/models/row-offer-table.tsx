import { bestRows, byCost } from "@/lib/models/best";
import type { ModelRow } from "@/lib/models/row";
import type { OfferName } from "./offer-names";
import { RowOffer } from "./row-offer";

const HEADS: readonly [name: string, unit: string][] = [
  ["Context", ""],
  ["Input", " $/1M"],
  ["Output", " $/1M"],
  ["Monthly", ""],
];

interface RowOfferTableProps {
  /** All offers of one model. */
  offers: readonly ModelRow[];
  /** Their names, in the same order; null if unknown. */
  names: readonly (OfferName | null)[];
  /** The index of the offer that matches the filters; undefined without filters. */
  shown?: number | undefined;
}

/** A model's offers from the index, cheapest first. */
export function RowOfferTable({ offers, names, shown }: RowOfferTableProps) {
  const { cheapest, fastest } = bestRows(offers);
  return (
    <table className="w-full">
      <thead className="text-label text-text-3">
        <tr className="h-7">
          <th scope="col" className="pl-2.5 text-left font-medium">
            Gateway
          </th>
          {HEADS.map(([head, unit]) => (
            <th key={head} scope="col" className="px-2 text-right font-medium whitespace-nowrap max-md:nth-2:hidden">
              {head}
              <span className="max-md:sr-only">{unit}</span>
            </th>
          ))}
          <th scope="col" className="max-md:hidden">
            <span className="sr-only">Copy ID</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {byCost([...offers.entries()], ([, offer]) => offer).map(([index, offer]) => (
          <RowOffer
            key={index}
            offer={offer}
            name={names[index] ?? null}
            shown={index === shown}
            cheapest={cheapest.marked.includes(offer)}
            fastest={fastest.marked.includes(offer)}
          />
        ))}
      </tbody>
    </table>
  );
}
