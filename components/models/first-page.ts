import { type BrowseQuery, LISTS, type ListName, parseBrowseQuery } from "@/lib/contract/query";
import { type ModelRow, rowOf } from "@/lib/models/row";
import { type FacetCounts, search } from "@/lib/models/search";
import type { IndexedGateway, SearchIndex } from "@/lib/models/search-index";

/** How many rows a page has that is made by the server. */
export const PAGE_ROWS = 50;

/** What the server knows of the browser's state: enough to show it, and to go on without asking again. */
export interface FirstPage {
  /** Names the index to fetch. */
  hash: string;
  query: BrowseQuery;
  page: number;
  rows: ModelRow[];
  /** How many models meet the query, and how many there are. */
  found: number;
  models: number;
  facets: FacetCounts;
  gateways: IndexedGateway[];
  relaxations: Relaxation[];
}

/** A filter taken off a query that nothing meets, and what would be found then. */
export interface Relaxation {
  /** What is taken off: a value of a list, or the words. */
  without: { list: ListName; value: string } | "words";
  query: BrowseQuery;
  found: number;
}

/** Reads the state in an address; old names of gateways become their present ones. */
export function readQuery(params: URLSearchParams, gateways: readonly IndexedGateway[]): BrowseQuery {
  const query = parseBrowseQuery(params);
  const slugs = query.gateways.map((name) => gateways.find((g) => g.aliases.includes(name))?.slug ?? name);
  return { ...query, gateways: [...new Set(slugs)] };
}

/** The state of an address, searched and cut to one page. */
export function firstPage(index: SearchIndex, hash: string, params: URLSearchParams): FirstPage {
  const query = readQuery(params, index.gateways);
  const { models, offers, facets } = search(index, query);
  const last = Math.max(1, Math.ceil(models.length / PAGE_ROWS));
  const page = Math.min(last, Math.max(1, Math.trunc(Number(params.get("page"))) || 1));
  const from = (page - 1) * PAGE_ROWS;
  const rows = [...models.subarray(from, from + PAGE_ROWS)].map((m, i) => rowOf(index, m, offers[from + i] ?? 0));
  return {
    hash,
    query,
    page,
    rows,
    found: models.length,
    models: index.ids.length,
    facets,
    gateways: index.gateways,
    relaxations: models.length === 0 ? relaxationsOf(index, query) : [],
  };
}

/** Which single filter hides everything: the ways back from an empty list, the most fruitful first. */
export function relaxationsOf(index: SearchIndex, query: BrowseQuery): Relaxation[] {
  const fewer: Omit<Relaxation, "found">[] = LISTS.flatMap(([list]) =>
    query[list].map((value) => ({
      without: { list, value },
      query: { ...query, [list]: query[list].filter((v) => v !== value) },
    })),
  );
  if (query.q.trim()) fewer.push({ without: "words", query: { ...query, q: "" } });
  return fewer
    .map((less) => ({ ...less, found: search(index, less.query).models.length }))
    .filter(({ found }) => found > 0)
    .sort((a, b) => b.found - a.found);
}
