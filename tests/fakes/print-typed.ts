import { formatBound } from "@/lib/contract/bound";
import { type BrowseQuery, formatSort, LISTS } from "@/lib/contract/query";
import { printList } from "@/lib/models/query/typed";

/** A query as one typed text: words in front, filters behind. */
export function printTyped(query: BrowseQuery): string {
  return [
    ...(query.q.trim() === "" ? [] : [query.q.trim()]),
    ...LISTS.flatMap(([list]) => printList(list, query[list])),
    ...query.bounds.map(formatBound),
    ...(query.sort.key === "relevance" ? [] : [`sort:${formatSort(query.sort)}`]),
  ].join(" ");
}
