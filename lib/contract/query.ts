import { type Bound, formatBound, parseBounds } from "./bound";
import { lookup } from "./lookup";
import { DEFAULT_WORKLOAD, formatWorkload, parseWorkload, type Workload } from "./workload";

/** Sort orders of a model list; each has a natural direction, which a `-` prefix reverses. */
export const SORTS = [
  "relevance",
  "gateways",
  "name",
  "context",
  "in",
  "out",
  "blend",
  "month",
  "speed",
  "released",
  "added",
] as const;
export type SortKey = (typeof SORTS)[number];
export type Sort = { key: SortKey; reversed: boolean };

/** The list filters of a query and their URL parameters. A `-` prefix excludes a value. */
export const LISTS = [
  ["gateways", "gateway"],
  ["authors", "author"],
  ["inputs", "input"],
  ["outputs", "output"],
  ["abilities", "ability"],
  ["prices", "price"],
  ["weights", "weights"],
  ["licenses", "license"],
  ["states", "status"],
] as const;
export type ListName = (typeof LISTS)[number][0];
/** Lists by their names in URLs, and before a colon in typed text. */
export const LIST_NAMES: Readonly<Record<string, ListName>> = lookup({
  ...Object.fromEntries(LISTS.flatMap(([list, param]) => [list, param].map((name) => [name, list]))),
  gw: "gateways",
  provider: "gateways",
  providers: "gateways",
  by: "authors",
  capability: "abilities",
  capabilities: "abilities",
  statuses: "states",
});
/** Lists whose values must all match; in the others, any value may. */
export const ALL_HOLD: readonly ListName[] = ["inputs", "outputs", "abilities"];

/**
 * The state of the model browser as the URL encodes it. Values of gateways, authors, prices, weights, and states are
 * alternatives; those of inputs, outputs, and capabilities must all match; all filters must match the same offer.
 */
export interface BrowseQuery extends Record<ListName, string[]> {
  /** As typed: words, and filters that `lib/models/query` parses. */
  q: string;
  bounds: Bound[];
  sort: Sort;
  /** The workload that monthly cost is calculated for. */
  workload: Workload;
}

/** The query of a bare `/models`. */
export const EMPTY_QUERY: BrowseQuery = {
  q: "",
  gateways: [],
  authors: [],
  inputs: [],
  outputs: [],
  abilities: [],
  prices: [],
  weights: [],
  licenses: [],
  states: [],
  bounds: [],
  sort: { key: "relevance", reversed: false },
  workload: DEFAULT_WORKLOAD,
};

const MAX_QUERY = 500;
/** For an empty result, each value costs a search for relaxations. */
const MAX_VALUES = 50;

/** Parses the model browser's URL. Skips invalid parts: a page never fails because of its address. */
export function parseBrowseQuery(params: URLSearchParams): BrowseQuery {
  const query: BrowseQuery = { ...EMPTY_QUERY, q: (params.get("q") ?? "").slice(0, MAX_QUERY) };
  for (const [name, value] of params) {
    const list = LIST_NAMES[name];
    if (!list) continue;
    const values = value.split(",").map((v) => v.trim().toLowerCase());
    const named = values.filter((v) => v !== "" && v !== "all");
    query[list] = [...new Set([...query[list], ...named])].slice(0, MAX_VALUES);
  }
  query.bounds = parseBounds(params.getAll("where").join(","));
  query.workload = parseWorkload(params);
  return { ...query, sort: parseSort(params.get("sort") ?? "") ?? EMPTY_QUERY.sort };
}

const ALSO_CALLED = new Map<string, SortKey>([
  ["ctx", "context"],
  ["price", "in"],
  ["newest", "released"],
  ["age", "released"],
  ["recent", "added"],
]);

/** Parses `-in` and the like; null for an unknown order. */
export function parseSort(text: string): Sort | null {
  const reversed = text.startsWith("-");
  const typedName = text.slice(reversed ? 1 : 0);
  const key = ALSO_CALLED.get(typedName) ?? SORTS.find((name) => name === typedName);
  return key ? { key, reversed } : null;
}

/** A sort order as the URL and the typed query write it. */
function formatSort({ key, reversed }: Sort): string {
  return `${reversed ? "-" : ""}${key}`;
}

/** The shortest URL parameters for this query; `parseBrowseQuery` is the inverse. */
export function formatBrowseQuery(query: BrowseQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q.trim()) params.set("q", query.q.trim());
  for (const [list, param] of LISTS) if (query[list].length > 0) params.set(param, query[list].join(","));
  if (query.bounds.length > 0) params.set("where", query.bounds.map(formatBound).join(","));
  if (query.sort.key !== "relevance") params.set("sort", formatSort(query.sort));
  for (const [name, value] of formatWorkload(query.workload)) params.set(name, value);
  return params;
}
