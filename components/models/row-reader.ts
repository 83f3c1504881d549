import type { Workload } from "@/lib/contract/workload";
import { type ModelRow, rowOf } from "@/lib/models/row";
import type { SearchResult } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";

const MAX_ROWS = 2_000;

/** Reads rows out of an index; the same row is the same object for a while, so that it is not drawn again. */
export function rowReader(index: SearchIndex, workload: Workload): (result: SearchResult, place: number) => ModelRow {
  const rows = new Map<number, ModelRow>();
  return ({ models, offers }, place) => {
    const offer = offers[place] ?? 0;
    const known = rows.get(offer);
    if (known) return known;
    if (rows.size >= MAX_ROWS) rows.clear();
    const row = rowOf(index, models[place] ?? 0, offer, workload);
    rows.set(offer, row);
    return row;
  };
}

/** The offers of a model, and the place among them of the one that the list shows. */
export interface ShownOffers {
  offers: ModelRow[];
  shown: number;
}

/** A model by its place in a result, with each of its offers. */
export function offersAt(
  index: SearchIndex,
  { models, offers }: SearchResult,
  place: number,
  workload: Workload,
): ShownOffers {
  const model = models[place] ?? 0;
  const from = index.firstOffer[model] ?? 0;
  return { offers: offersOf(index, model, workload), shown: (offers[place] ?? from) - from };
}

/** Each offer of a model, as a row. */
export function offersOf(index: SearchIndex, model: number, workload: Workload): ModelRow[] {
  const from = index.firstOffer[model] ?? 0;
  const count = (index.firstOffer[model + 1] ?? from) - from;
  return Array.from({ length: count }, (_, i) => rowOf(index, model, from + i, workload));
}
