import { formatBound } from "@/lib/contract/bound";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery, LISTS } from "@/lib/contract/query";
import { printList } from "@/lib/models/query/typed";

/** A query as one typed text: words in front, filters behind. */
export function printTyped(query: BrowseQuery): string {
  const sort = formatBrowseQuery({ ...EMPTY_QUERY, sort: query.sort }).get("sort");
  return [
    ...(query.q.trim() === "" ? [] : [query.q.trim()]),
    ...LISTS.flatMap(([list]) => printList(list, query[list])),
    ...query.bounds.map(formatBound),
    ...(sort === null ? [] : [`sort:${sort}`]),
  ].join(" ");
}
