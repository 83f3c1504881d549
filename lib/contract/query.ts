import { DEFAULT_WORKLOAD, formatWorkload, parseWorkload, type Workload } from "@/lib/models/workload";
import { type Bound, formatBound, parseBounds } from "./bound";

/** What a list of models can be sorted by; each has its natural direction, `-` in front turns it round. */
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
/** One of the orders, by its name. */
export type SortKey = (typeof SORTS)[number];
/** An order, and whether it is turned round. */
export type Sort = { key: SortKey; reversed: boolean };

/** The lists of a query and the URL parameter of each. A value with `-` in front must not hold. */
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
/** A list of a query, by its name there. */
export type ListName = (typeof LISTS)[number][0];

/**
 * The state of the browser, as the URL holds it. Values of gateways, authors, prices, weights and states are
 * alternatives, those of inputs, outputs and abilities must all hold; everything together for one offer.
 */
export interface BrowseQuery extends Record<ListName, string[]> {
  /** As typed: words, and filters that `lib/models/query` reads. */
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
/** Each value costs a search where nothing is found: what would be found without it. */
const MAX_VALUES = 50;

/** Reads the URL of the browser. What it cannot read it leaves out: a page never fails on its own address. */
export function parseBrowseQuery(params: URLSearchParams): BrowseQuery {
  const query: BrowseQuery = { ...EMPTY_QUERY, q: (params.get("q") ?? "").slice(0, MAX_QUERY) };
  for (const [list, param] of LISTS) {
    const values = params.getAll(param).flatMap((value) => value.split(","));
    const named = values.map((v) => v.trim().toLowerCase()).filter((v) => v !== "" && v !== "all");
    query[list] = [...new Set(named)].slice(0, MAX_VALUES);
  }
  query.bounds = parseBounds(params.getAll("where").join(","));
  query.workload = parseWorkload(params);
  return { ...query, sort: parseSort(params.get("sort") ?? "") ?? EMPTY_QUERY.sort };
}

/** What else people call an order. */
const ALSO_CALLED = new Map<string, SortKey>([
  ["ctx", "context"],
  ["price", "in"],
  ["newest", "released"],
  ["age", "released"],
  ["recent", "added"],
]);

/** `-in` and the like; null when there is no such order. */
export function parseSort(text: string): Sort | null {
  const reversed = text.startsWith("-");
  const asked = text.slice(reversed ? 1 : 0);
  const key = ALSO_CALLED.get(asked) ?? SORTS.find((name) => name === asked);
  return key ? { key, reversed } : null;
}

/** An order as the URL and the typed query name it. */
export function formatSort({ key, reversed }: Sort): string {
  return `${reversed ? "-" : ""}${key}`;
}

/** The shortest URL parameters that hold this query; `parseBrowseQuery` reads them back. */
export function formatBrowseQuery(query: BrowseQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q.trim()) params.set("q", query.q.trim());
  for (const [list, param] of LISTS) if (query[list].length > 0) params.set(param, query[list].join(","));
  if (query.bounds.length > 0) params.set("where", query.bounds.map(formatBound).join(","));
  if (query.sort.key !== "relevance") params.set("sort", formatSort(query.sort));
  for (const [name, value] of formatWorkload(query.workload)) params.set(name, value);
  return params;
}
