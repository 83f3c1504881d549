import type { SharedCatalog } from "@/lib/client/backend";
import { Lru } from "@/lib/models/lru";
import { urlProblems } from "@/lib/models/query/url-problems";
import { relaxationsOf } from "@/lib/models/relax";
import { rowOf } from "@/lib/models/row";
import { countFacets, dayOf, search } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";
import { usableModels } from "@/lib/models/usable";
import { type FirstPage, PAGE_ROWS, readQuery, resolveQuery, topAuthors } from "./first-page";
import { unknownValues } from "./unknown-values";

/** Per snapshot. */
const MAX_CACHED_PAGES = 50;
const pageCache = new WeakMap<SearchIndex, Lru<string, FirstPage>>();

/** One page of the search result for a URL. Frequent requests are computed once per snapshot. */
export function firstPage(catalog: SharedCatalog, params: URLSearchParams): FirstPage {
  const pages = pageCache.get(catalog.index) ?? new Lru<string, FirstPage>(MAX_CACHED_PAGES);
  pageCache.set(catalog.index, pages);
  const { index, packed, syncedAt } = catalog;
  const source = { hash: packed.hash, bytes: packed.br.byteLength, today: dayOf(syncedAt) };
  return pages.getOrMake(params.toString(), () => buildPage(index, params, source));
}

/** One page of the search result for a URL. */
export function buildPage(
  index: SearchIndex,
  params: URLSearchParams,
  source: Pick<FirstPage, "hash" | "bytes" | "today">,
): FirstPage {
  const { today } = source;
  const typed = readQuery(params, index.gateways);
  const { query } = resolveQuery(typed, index.gateways);
  const { models, offers } = search(index, query, today, "usable");
  const { facets, steps } = countFacets(index, query, today, "usable");
  const last = Math.max(1, Math.ceil(models.length / PAGE_ROWS));
  const page = Math.min(last, Math.max(1, Math.trunc(Number(params.get("page"))) || 1));
  const from = (page - 1) * PAGE_ROWS;
  const shown = [...models.subarray(from, from + PAGE_ROWS)];
  return {
    ...source,
    query: typed,
    page,
    rows: shown.map((m, i) => rowOf(index, m, offers[from + i] ?? 0, query.workload)),
    found: models.length,
    models: usableModels(index).count,
    facets: { ...facets, authors: topAuthors(facets.authors, query) },
    steps,
    gateways: index.gateways,
    unknown: unknownValues(index, query),
    problems: urlProblems(params),
    speeds: index.speed.some((speed) => !Number.isNaN(speed)),
    relaxations: models.length === 0 ? relaxationsOf(index, query, today) : [],
  };
}
