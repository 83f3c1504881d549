import type { Workload } from "@/lib/contract/workload";
import { type ModelRow, rowOf } from "@/lib/models/row";
import type { SearchResult } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";

const MAX_ROWS = 2_000;

/** Reads rows from an index. Cached rows are the same objects, so that React does not render them again. */
export function rowReader(
  index: SearchIndex,
  workload: Workload,
): (result: SearchResult, position: number) => ModelRow {
  const rows = new Map<number, ModelRow>();
  return ({ models, offers }, position) => {
    const offer = offers[position] ?? 0;
    const cached = rows.get(offer);
    if (cached) return cached;
    if (rows.size >= MAX_ROWS) rows.clear();
    const row = rowOf(index, models[position] ?? 0, offer, workload);
    rows.set(offer, row);
    return row;
  };
}

/** A model's offers, and the index of the one that the list shows. */
export interface ShownOffers {
  offers: ModelRow[];
  shown: number;
}

/** A model at a position of a result, with its offers. */
export function offersAt(
  index: SearchIndex,
  { models, offers }: SearchResult,
  position: number,
  workload: Workload,
): ShownOffers {
  const model = models[position] ?? 0;
  const from = index.firstOffer[model] ?? 0;
  return { offers: offersOf(index, model, workload), shown: (offers[position] ?? from) - from };
}

export function offersOf(index: SearchIndex, model: number, workload: Workload): ModelRow[] {
  const from = index.firstOffer[model] ?? 0;
  const count = (index.firstOffer[model + 1] ?? from) - from;
  return Array.from({ length: count }, (_, i) => rowOf(index, model, from + i, workload));
}
