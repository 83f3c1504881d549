import { type BrowseQuery, EMPTY_QUERY } from "@/lib/contract/query";
import { type ModelRow, rowOf } from "@/lib/models/row";
import { search } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";

/** The first `max` usable models of a query. */
export function topRows(index: SearchIndex, query: Partial<BrowseQuery>, max: number): ModelRow[] {
  const { models, offers } = search(index, { ...EMPTY_QUERY, ...query }, Number.NaN, "usable");
  return [...models.subarray(0, max)].map((m, i) => rowOf(index, m, offers[i] ?? 0));
}
