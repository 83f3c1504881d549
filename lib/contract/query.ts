/** What a list of models can be sorted by; each has its natural direction, `-` in front turns it round. */
export const SORTS = ["relevance", "gateways", "name", "context", "in", "out", "speed", "released"] as const;
export type SortKey = (typeof SORTS)[number];
export type Sort = { key: SortKey; reversed: boolean };

/** The state of the browser, as the URL holds it. Lists are alternatives; different lists must all hold, for one offer. */
export interface BrowseQuery {
  q: string;
  gateways: string[];
  inputs: string[];
  outputs: string[];
  abilities: string[];
  sort: Sort;
}

/** The query of a bare `/models`. */
export const EMPTY_QUERY: BrowseQuery = {
  q: "",
  gateways: [],
  inputs: [],
  outputs: [],
  abilities: [],
  sort: { key: "relevance", reversed: false },
};

/** The lists of a query and the URL parameter of each. */
export const LISTS = [
  ["gateways", "gateway"],
  ["inputs", "input"],
  ["outputs", "output"],
  ["abilities", "ability"],
] as const;
export type ListName = (typeof LISTS)[number][0];

const MAX_QUERY = 500;

/** Reads the URL of the browser. What it cannot read it leaves out: a page never fails on its own address. */
export function parseBrowseQuery(params: URLSearchParams): BrowseQuery {
  const query: BrowseQuery = { ...EMPTY_QUERY, q: (params.get("q") ?? "").slice(0, MAX_QUERY) };
  for (const [list, param] of LISTS) {
    const values = params.getAll(param).flatMap((value) => value.split(","));
    query[list] = [...new Set(values.map((v) => v.trim().toLowerCase()).filter((v) => v !== "" && v !== "all"))];
  }
  return { ...query, sort: parseSort(params.get("sort") ?? "") ?? EMPTY_QUERY.sort };
}

/** `-in` and the like; null when there is no such order. */
export function parseSort(text: string): Sort | null {
  const reversed = text.startsWith("-");
  const key = SORTS.find((name) => name === text.slice(reversed ? 1 : 0));
  return key ? { key, reversed } : null;
}

/** The shortest URL parameters that hold this query; `parseBrowseQuery` reads them back. */
export function formatBrowseQuery(query: BrowseQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q.trim()) params.set("q", query.q);
  for (const [list, param] of LISTS) if (query[list].length > 0) params.set(param, query[list].join(","));
  if (query.sort.key !== "relevance") params.set("sort", `${query.sort.reversed ? "-" : ""}${query.sort.key}`);
  return params;
}
