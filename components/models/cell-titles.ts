import type { PointerEvent } from "react";
import { shownPrice } from "@/components/ui/price";
import { lookup } from "@/lib/contract/lookup";
import { countText, dayText } from "@/lib/models/format";
import type { ModelRow } from "@/lib/models/row";

/** Tooltips by column class. */
const TITLES: Record<string, (row: ModelRow) => string> = lookup({
  "c-gateways": ({ gateways, gateway }) =>
    `${gateways.map((g) => g.name).join(", ")}. Figures are from ${gateway?.name ?? "an unknown gateway"}`,
  "c-context": ({ context }) => (context === null ? "context unknown" : `${countText(context)} tokens`),
  "c-in": (row) =>
    `${offerOf(row)}, in: ${shownPrice(row.priceIn, row.priceState, row.priceWarning).title}${atHours(row)}`,
  "c-out": (row) =>
    `${offerOf(row)}, out: ${shownPrice(row.priceOut, row.priceState, row.priceWarning).title}${atHours(row)}`,
  "c-month": (row) => {
    const { figure, title } = shownPrice(row.month, row.priceState, row.priceWarning);
    return `${offerOf(row)}: ${figure ? `$${row.month} a month for the workload` : title}`;
  },
  "c-speed": ({ tokensPerSecond: speed }) => (speed === null ? "speed unknown" : `${speed} tokens per second`),
  "c-released": ({ released }) => (released === null ? "release date unknown" : dayText(released)),
});

/** Sets a cell's tooltip on hover. Setting hundreds on each render slows typing. */
export function titleCell(event: PointerEvent<HTMLElement>, rowAt: (position: number) => ModelRow | undefined): void {
  const cell = event.target instanceof Element ? event.target.closest("td") : null;
  const position = Number(cell?.closest("tr")?.ariaRowIndex) - 2;
  const row = position >= 0 ? rowAt(position) : undefined;
  const title = row && cell ? [...cell.classList].flatMap((name) => TITLES[name]?.(row) ?? [])[0] : undefined;
  if (cell && title !== undefined && cell.title !== title) cell.title = title;
}

function atHours({ priceHours }: ModelRow): string {
  return priceHours === null ? "" : `; ${priceHours}`;
}

function offerOf({ gateway }: ModelRow): string {
  return gateway?.name ?? "unknown gateway";
}
