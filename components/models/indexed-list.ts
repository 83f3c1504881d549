import type { BrowseQuery } from "@/lib/contract/query";
import type { Workload } from "@/lib/contract/workload";
import type { ModelRow } from "@/lib/models/row";
import { type Counts, countFacets, type SearchResult, search } from "@/lib/models/search";
import type { PackedIndex, SearchIndex } from "@/lib/models/search-index";
import { unpackSteps } from "@/lib/models/unpack";
import { usableModels } from "@/lib/models/usable";
import { offersAt, rowReader, type ShownOffers } from "./row-reader";
import { unknownValues } from "./unknown-values";

/** Decoding an index yields to the page after this time, in ms. */
const SLICE_MS = 8;

/** The list's functions over its index. Their code loads with the index, so that it does not delay the first paint. */
export interface IndexedList {
  index: SearchIndex;
  /** The number of usable models. */
  models: number;
  search(query: BrowseQuery, today: number): SearchResult;
  count(query: BrowseQuery, today: number): Counts;
  rowReader(workload: Workload): (result: SearchResult, position: number) => ModelRow;
  offersAt(result: SearchResult, position: number, workload: Workload): ShownOffers;
  unknownValues(query: BrowseQuery): string[];
}

export function indexedList(index: SearchIndex): IndexedList {
  return {
    index,
    models: usableModels(index).count,
    search: (query, today) => search(index, query, today, "usable"),
    count: (query, today) => countFacets(index, query, today, "usable"),
    rowReader: (workload) => rowReader(index, workload),
    offersAt: (result, position, workload) => offersAt(index, result, position, workload),
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
