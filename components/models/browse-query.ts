import { BOUND_FIELDS, type Bound, type BoundField, withBound } from "@/lib/contract/bound";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery, type ListName, type SortKey } from "@/lib/contract/query";

/** The URL of the browser in this state; `page` is for readers without JavaScript. */
export function browsePath(query: BrowseQuery, page = 1): string {
  const params = formatBrowseQuery(query);
  if (page > 1) params.set("page", String(page));
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "/models" : `/models?${text}`;
}

/** The step without a limit. */
export const ANY_STEP = "any";

/** The query with a facet's value toggled; a step becomes the only limit of its field. */
export function toggled(query: BrowseQuery, facet: ListName | BoundField, value: string): BrowseQuery {
  if (isField(facet)) {
    const otherBounds = query.bounds.filter((b) => b.field !== facet);
    if (value === ANY_STEP) return { ...query, bounds: otherBounds };
    const bound = stepBound(facet, Number(value));
    return { ...query, bounds: isOn(query, bound) ? otherBounds : withBound(otherBounds, bound) };
  }
  const values = query[facet].filter((v) => v !== value && v !== `-${value}`);
  return { ...query, [facet]: query[facet].includes(value) ? values : [...values, value] };
}

/** Whether the values of a facet are limits of a figure. */
export function isField(facet: ListName | BoundField): facet is BoundField {
  return facet in BOUND_FIELDS;
}

export function withoutBound(query: BrowseQuery, bound: Bound): BrowseQuery {
  return { ...query, bounds: query.bounds.filter((b) => b !== bound) };
}

/** The limit that a step of a facet sets. */
export function stepBound(field: BoundField, value: number): Bound {
  return { field, sign: BOUND_FIELDS[field].most ? ">=" : "<=", value };
}

export function isOn({ bounds }: BrowseQuery, { field, sign, value }: Bound): boolean {
  return bounds.some((b) => b.field === field && b.sign === sign && b.value === value);
}

/** The sort order as displayed: without search words, the default is by number of gateways. */
export function shownSort({ q, sort }: BrowseQuery): BrowseQuery["sort"] {
  return sort.key === "relevance" && q.trim() === "" ? { key: "gateways", reversed: false } : sort;
}

/** The query in the next state of a sort order: natural, reversed, off. */
export function resorted(query: BrowseQuery, key: SortKey): BrowseQuery {
  const shown = shownSort(query);
  if (shown.key !== key) return { ...query, sort: { key, reversed: false } };
  return { ...query, sort: shown.reversed || key === "relevance" ? EMPTY_QUERY.sort : { key, reversed: true } };
}

/** The query without words and filters; keeps its order and workload. */
export function cleared(query: BrowseQuery): BrowseQuery {
  return { ...EMPTY_QUERY, sort: query.sort, workload: query.workload };
}

/** Sort orders that are ascending by default. */
const ASCENDING: readonly SortKey[] = ["name", "in", "out", "blend", "month"];

export function isAscending({ key, reversed }: BrowseQuery["sort"]): boolean {
  return ASCENDING.includes(key) !== reversed;
}
