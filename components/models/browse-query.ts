import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery, type ListName, type SortKey } from "@/lib/contract/query";

/** The address of the browser in this state; `page` is for readers without JavaScript. */
export function browsePath(query: BrowseQuery, page = 1): string {
  const params = formatBrowseQuery(query);
  if (page > 1) params.set("page", String(page));
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "/models" : `/models?${text}`;
}

/** The query with a value of a list put on, or taken off when it is on. */
export function toggled(query: BrowseQuery, list: ListName, value: string): BrowseQuery {
  const values = query[list];
  return { ...query, [list]: values.includes(value) ? values.filter((v) => v !== value) : [...values, value] };
}

/** The query in the next state of an order: natural, reversed, off. */
export function resorted(query: BrowseQuery, key: SortKey): BrowseQuery {
  if (query.sort.key !== key) return { ...query, sort: { key, reversed: false } };
  return { ...query, sort: query.sort.reversed ? EMPTY_QUERY.sort : { key, reversed: true } };
}

/** The query without its words and filters; its order stays. */
export function cleared(query: BrowseQuery): BrowseQuery {
  return { ...EMPTY_QUERY, sort: query.sort };
}

/** The orders whose natural direction is from small to large. */
const RISING: readonly SortKey[] = ["name", "in", "out"];

/** Whether a list in this order goes up. */
export function isRising({ key, reversed }: BrowseQuery["sort"]): boolean {
  return RISING.includes(key) !== reversed;
}
