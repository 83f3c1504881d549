import { EMPTY_QUERY, type SortKey } from "@/lib/contract/query";
import { isUsable } from "@/lib/models/merge";
import { type ModelRow, rowOf } from "@/lib/models/row";
import { search } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";

/** The first `most` models of an order that can be used today. */
export function topRows(index: SearchIndex, key: SortKey, most: number): ModelRow[] {
  const { models, offers } = search(index, { ...EMPTY_QUERY, sort: { key, reversed: false } });
  const rows: ModelRow[] = [];
  for (let place = 0; place < models.length && rows.length < most; place++) {
    const row = rowOf(index, models[place] ?? 0, offers[place] ?? 0);
    if (isUsable(row.state)) rows.push(row);
  }
  return rows;
}
