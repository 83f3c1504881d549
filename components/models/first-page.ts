import { type BrowseQuery, LISTS, type ListName, parseBrowseQuery } from "@/lib/contract/query";
import { presentName } from "@/lib/models/gateway-names";
import { foldTyped, type TypedError } from "@/lib/models/query/typed";
import type { ModelRow } from "@/lib/models/row";
import type { FacetCounts, Relaxation, StepCounts } from "@/lib/models/search";
import type { IndexedGateway } from "@/lib/models/search-index";

/** Rows per server-rendered page. */
export const PAGE_ROWS = 20;
/** Authors per page. */
export const TOP_AUTHORS = 8;

/** The first page of results, with all that the browser needs to take over. */
export interface FirstPage {
  /** Hash of the index to fetch, and its compressed size in bytes. */
  hash: string;
  bytes: number;
  /** Day of the snapshot, in days since 1970; ages count from it. */
  today: number;
  /** The query: typed filters in their fields, `q` with the words and invalid filters. */
  query: BrowseQuery;
  page: number;
  rows: ModelRow[];
  /** Number of matching models, and of all models. */
  found: number;
  models: number;
  facets: FacetCounts;
  steps: StepCounts;
  gateways: IndexedGateway[];
  relaxations: Relaxation[];
  /** Messages on unknown values, and on invalid parts of the URL. */
  unknown: string[];
  problems: string[];
  /** Whether any speed is known, and so the list has a column for it. */
  speeds: boolean;
}

/** The query in a URL. Typed filters are moved into their fields, unless one of them is invalid. */
export function readQuery(params: URLSearchParams, gateways: readonly IndexedGateway[]): BrowseQuery {
  const parsed = parseBrowseQuery(params);
  const { query, errors } = resolveQuery(parsed, gateways);
  return errors.length > 0 ? parsed : query;
}

/** The query with typed filters in their fields and current names; `errors` has the invalid filters. */
export function resolveQuery(
  typed: BrowseQuery,
  gateways: readonly IndexedGateway[],
): { query: BrowseQuery; errors: TypedError[] } {
  const { query, errors } = foldTyped(typed);
  const currentNames = (list: ListName) => [...new Set(query[list].map((value) => presentName(gateways, list, value)))];
  return { query: { ...query, gateways: currentNames("gateways"), authors: currentNames("authors") }, errors };
}

export type PageJson = Omit<FirstPage, "facets"> & { facets: Record<keyof FacetCounts, [string, number][]> };

export function toJson(page: FirstPage): PageJson {
  const lists = LISTS.map(([list]) => [list, [...page.facets[list]]]);
  return { ...page, facets: Object.fromEntries(lists) as PageJson["facets"] };
}

export function fromJson(json: PageJson): FirstPage {
  const lists = LISTS.map(([list]) => [list, new Map(json.facets[list])]);
  return { ...json, facets: Object.fromEntries(lists) as FacetCounts };
}

/**
 * The authors with the most models whose name contains `text`, and those in the query. The list is short, because
 * hundreds more would slow the page down.
 */
export function topAuthors(
  counts: FacetCounts["authors"],
  { authors }: BrowseQuery,
  text = "",
): FacetCounts["authors"] {
  const named = authors.map((name) => name.replace(/^-/, ""));
  const matching = [...counts].filter(([name]) => named.includes(name) || name.includes(text));
  const ranked = matching.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return new Map(ranked.filter(([name, count], rank) => named.includes(name) || (count > 0 && rank < TOP_AUTHORS)));
}
