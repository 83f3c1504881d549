import { shownPrice } from "@/components/ui/price";
import type { ModelRow } from "@/lib/models/row";

/** The input or output price of a row, said with the gateway it is from. */
export function PriceCell({ row, side }: { row: ModelRow; side: "in" | "out" }) {
  const price = shownPrice(side === "in" ? row.priceIn : row.priceOut, row.priceState, row.priceDoubt);
  const kind = price.figure ? (price.doubt ? "figure doubt" : "figure") : "word";
  return (
    <td
      className={`num c-${side} ${kind}`}
      title={`${row.gateway?.name ?? "unknown gateway"}, ${side}: ${price.title}`}
    >
      {price.text}
    </td>
  );
}

/** What the workload costs a month at the offer of a row. */
export function MonthCell({ row }: { row: ModelRow }) {
  const price = shownPrice(row.month, row.priceState, row.priceDoubt);
  const kind = price.figure ? (price.doubt ? "figure doubt" : "figure") : "word";
  const title = price.figure ? `$${row.month} a month for the workload` : price.title;
  return (
    <td className={`num c-month ${kind}`} title={`${row.gateway?.name ?? "unknown gateway"}: ${title}`}>
      {price.text}
    </td>
  );
}
