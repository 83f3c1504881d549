import type { BrowseQuery } from "@/lib/contract/query";
import type { Workload } from "@/lib/contract/workload";
import type { ModelRow } from "@/lib/models/row";
import { type Counts, countFacets, type SearchResult, search } from "@/lib/models/search";
import type { PackedIndex, SearchIndex } from "@/lib/models/search-index";
import { unpackSteps } from "@/lib/models/unpack";
import { usableModels } from "@/lib/models/usable";
import { offersAt, rowReader, type ShownOffers } from "./row-reader";
import { unknownValues } from "./unknown-values";

/** How long the page may wait while an index is decoded, in ms. */
const SLICE_MS = 8;

/**
 * What the list of models does with its index. The code comes with the index, not with the page, which is painted
 * before either of them is here.
 */
export interface IndexedList {
  index: SearchIndex;
  /** How many models are usable. */
  models: number;
  search(query: BrowseQuery, today: number): SearchResult;
  count(query: BrowseQuery, today: number): Counts;
  rowReader(workload: Workload): (result: SearchResult, place: number) => ModelRow;
  offersAt(result: SearchResult, place: number, workload: Workload): ShownOffers;
  unknownValues(query: BrowseQuery): string[];
}

export function indexedList(index: SearchIndex): IndexedList {
  return {
    index,
    models: usableModels(index).count,
    search: (query, today) => search(index, query, today, "usable"),
    count: (query, today) => countFacets(index, query, today, "usable"),
    rowReader: (workload) => rowReader(index, workload),
    offersAt: (result, place, workload) => offersAt(index, result, place, workload),
    unknownValues: (query) => unknownValues(index, query),
  };
}

/** Decodes an index in slices, to keep the page responsive. */
export async function unpackList(packed: PackedIndex): Promise<IndexedList> {
  const steps = unpackSteps(packed);
  let slice = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return indexedList(step.value);
    if (performance.now() - slice < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    slice = performance.now();
  }
}
