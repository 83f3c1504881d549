import { BOUND_FIELDS, type Bound, type BoundField, withBound } from "@/lib/contract/bound";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery, type ListName, type SortKey } from "@/lib/contract/query";

/** The address of the browser in this state; `page` is for readers without JavaScript. */
export function browsePath(query: BrowseQuery, page = 1): string {
  const params = formatBrowseQuery(query);
  if (page > 1) params.set("page", String(page));
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "/models" : `/models?${text}`;
}

/** The step that means no limit. */
export const ANY_STEP = "any";

/**
 * The query with a value of a facet turned on, or off when it is on: of a list, where a barred one is put on, or a step
 * as the only limit of its field.
 */
export function turned(query: BrowseQuery, facet: ListName | BoundField, value: string): BrowseQuery {
  if (isField(facet)) {
    const others = query.bounds.filter((b) => b.field !== facet);
    if (value === ANY_STEP) return { ...query, bounds: others };
    const bound = stepBound(facet, Number(value));
    return { ...query, bounds: isOn(query, bound) ? others : withBound(others, bound) };
  }
  const values = query[facet].filter((v) => v !== value && v !== `-${value}`);
  return { ...query, [facet]: query[facet].includes(value) ? values : [...values, value] };
}

/** Whether a facet is of a figure, and its values are limits. */
export function isField(facet: ListName | BoundField): facet is BoundField {
  return facet in BOUND_FIELDS;
}

/** The query without a limit. */
export function withoutBound(query: BrowseQuery, bound: Bound): BrowseQuery {
  return { ...query, bounds: query.bounds.filter((b) => b !== bound) };
}

/** The limit of a facet's step. */
export function stepBound(field: BoundField, value: number): Bound {
  return { field, sign: BOUND_FIELDS[field].most ? ">=" : "<=", value };
}

/** Whether a query has this very limit. */
export function isOn({ bounds }: BrowseQuery, { field, sign, value }: Bound): boolean {
  return bounds.some((b) => b.field === field && b.sign === sign && b.value === value);
}

/** The query in the next state of an order: natural, reversed, off. */
export function resorted(query: BrowseQuery, key: SortKey): BrowseQuery {
  if (query.sort.key !== key) return { ...query, sort: { key, reversed: false } };
  return { ...query, sort: query.sort.reversed ? EMPTY_QUERY.sort : { key, reversed: true } };
}

/** The query without its words and filters; its order and workload stay. */
export function cleared(query: BrowseQuery): BrowseQuery {
  return { ...EMPTY_QUERY, sort: query.sort, workload: query.workload };
}

/** Sort orders that are ascending by default. */
const RISING: readonly SortKey[] = ["name", "in", "out", "blend", "month"];

/** Whether a list in this order goes up. */
export function isRising({ key, reversed }: BrowseQuery["sort"]): boolean {
  return RISING.includes(key) !== reversed;
}
