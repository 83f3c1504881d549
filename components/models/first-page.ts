import { type BrowseQuery, LISTS, type ListName, parseBrowseQuery } from "@/lib/contract/query";
import { presentName } from "@/lib/models/gateway-names";
import { foldTyped, type TypedError } from "@/lib/models/query/typed";
import type { ModelRow } from "@/lib/models/row";
import type { FacetCounts, Relaxation, StepCounts } from "@/lib/models/search";
import type { IndexedGateway } from "@/lib/models/search-index";

/** How many rows a page has that is made by the server. */
export const PAGE_ROWS = 20;
/** How many authors a page names. */
export const TOP_AUTHORS = 8;

/** What the server knows of the browser's state: enough to show it, and to go on without asking again. */
export interface FirstPage {
  /** Names the index to fetch, and what it weighs on the way, in bytes. */
  hash: string;
  bytes: number;
  /** When the snapshot was made, in days since 1970; ages count from it. */
  today: number;
  /** The query: typed filters in their fields, `q` with the words and what is invalid. */
  query: BrowseQuery;
  page: number;
  rows: ModelRow[];
  /** How many models meet the query, and how many there are. */
  found: number;
  models: number;
  facets: FacetCounts;
  steps: StepCounts;
  gateways: IndexedGateway[];
  relaxations: Relaxation[];
  /** Messages on unknown values, and on what is invalid in the URL. */
  unknown: string[];
  problems: string[];
  /** Whether any speed is known: the list has a column for them then. */
  speeds: boolean;
}

/** Reads the state in an address: typed filters are moved to their places, unless some cannot be read. */
export function readQuery(params: URLSearchParams, gateways: readonly IndexedGateway[]): BrowseQuery {
  const asked = parseBrowseQuery(params);
  const { query, errors } = effective(asked, gateways);
  return errors.length > 0 ? asked : query;
}

/** What a state asks for, and what of it cannot be read; gateways and authors are called by their present names. */
export function effective(
  asked: BrowseQuery,
  gateways: readonly IndexedGateway[],
): { query: BrowseQuery; errors: TypedError[] } {
  const { query, errors } = foldTyped(asked);
  const present = (list: ListName) => [...new Set(query[list].map((value) => presentName(gateways, list, value)))];
  return { query: { ...query, gateways: present("gateways"), authors: present("authors") }, errors };
}

/** A page as it travels as JSON. */
export type SentPage = Omit<FirstPage, "facets"> & { facets: Record<keyof FacetCounts, [string, number][]> };

/** A page made ready to travel. */
export function sendPage(page: FirstPage): SentPage {
  const lists = LISTS.map(([list]) => [list, [...page.facets[list]]]);
  return { ...page, facets: Object.fromEntries(lists) as SentPage["facets"] };
}

/** A page that has come, as it was before it was sent. */
export function readPage(sent: SentPage): FirstPage {
  const lists = LISTS.map(([list]) => [list, new Map(sent.facets[list])]);
  return { ...sent, facets: Object.fromEntries(lists) as FacetCounts };
}

/**
 * The authors with the most models, of those whose name has a text in it, and those that are asked for: hundreds more
 * would weigh on the page.
 */
export function topAuthors(
  counts: FacetCounts["authors"],
  { authors }: BrowseQuery,
  text = "",
): FacetCounts["authors"] {
  const named = authors.map((name) => name.replace(/^-/, ""));
  const asked = [...counts].filter(([name]) => named.includes(name) || name.includes(text));
  const most = asked.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return new Map(most.filter(([name, count], place) => named.includes(name) || (count > 0 && place < TOP_AUTHORS)));
}
