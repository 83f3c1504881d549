import type { BrowseQuery, ListName } from "@/lib/contract/query";
import { needles, score } from "./match";
import { ABILITIES, type SearchIndex } from "./search-index";
import { sortModels } from "./sort";

/** How many models each value of a facet would show, given the other filters. */
export type FacetCounts = Record<ListName, Map<string, number>>;

export interface SearchResult {
  /** Model numbers, in order. */
  models: Uint32Array;
  /** For each of them the number of the offer whose facts are shown: the first that meets all filters. */
  offers: Uint32Array;
  facets: FacetCounts;
}

/** A filter over one list of the query. */
interface Filter {
  list: ListName;
  values: readonly string[];
  /** The values an offer stands for, as bits. */
  bits(offer: number): number;
  wanted: number;
  /** Whether an offer needs all wanted values, or one of them. */
  all: boolean;
}

/** A wanted value that nobody has: no offer ever sets this bit. */
const NOBODY = 1 << 31;

/**
 * The models that meet a query, in its order. All filters must hold for one and the same offer, and that offer is
 * the one shown. Pure, and the same in the server and in the browser.
 */
export function search(index: SearchIndex, query: BrowseQuery): SearchResult {
  const wanted = needles(query.q);
  const filters = filtersOf(index, query);
  const counts = filters.map((filter) => new Uint32Array(filter.values.length));
  const models = new Uint32Array(index.ids.length);
  const rows = { shown: new Uint32Array(index.ids.length), scores: new Float64Array(index.ids.length) };
  const stands = new Int32Array(filters.length);
  let found = 0;
  for (const m of index.order) {
    const points = wanted.length === 0 ? 1 : score(index, m, wanted);
    if (points === 0) continue;
    const offer = matchModel(index, m, filters, counts, stands);
    if (offer < 0) continue;
    models[found++] = m;
    rows.shown[m] = offer;
    rows.scores[m] = points;
  }
  const ordered = models.slice(0, found);
  const key = query.sort.key === "relevance" && wanted.length === 0 ? "gateways" : query.sort.key;
  if (key !== "gateways" || query.sort.reversed) sortModels(index, ordered, { ...query.sort, key }, rows);
  const facets = {} as FacetCounts;
  filters.forEach((filter, f) => {
    facets[filter.list] = new Map(filter.values.map((value, i) => [value, counts[f]?.[i] ?? 0]));
  });
  return { models: ordered, offers: ordered.map((m) => rows.shown[m] ?? 0), facets };
}

/**
 * The first offer of a model that passes all filters, or -1. Counts the model for each value that it has, or, where
 * one of the values would do, that it would be found by if that filter alone were lifted. Runs for every model on
 * every keystroke: it allocates nothing.
 */
function matchModel(
  index: SearchIndex,
  model: number,
  filters: readonly Filter[],
  counts: Uint32Array[],
  stands: Int32Array,
) {
  const end = index.firstOffer[model + 1] ?? 0;
  stands.fill(0);
  let match = -1;
  for (let offer = index.firstOffer[model] ?? 0; offer < end; offer++) {
    let failed = -1;
    let failures = 0;
    for (let f = 0; f < filters.length; f++) {
      if (passes(filters[f] as Filter, offer)) continue;
      failed = f;
      failures++;
    }
    if (failures === 0 && match < 0) match = offer;
    if (failures === 0) {
      for (let f = 0; f < filters.length; f++) stands[f] = (stands[f] as number) | (filters[f] as Filter).bits(offer);
    } else if (failures === 1 && !(filters[failed] as Filter).all) {
      stands[failed] = (stands[failed] as number) | (filters[failed] as Filter).bits(offer);
    }
  }
  for (let f = 0; f < counts.length; f++) {
    const column = counts[f] as Uint32Array;
    for (let bits = stands[f] as number, i = 0; bits !== 0; bits >>>= 1, i++) {
      if (bits & 1) column[i] = (column[i] as number) + 1;
    }
  }
  return match;
}

function passes(filter: Filter, offer: number): boolean {
  if (filter.wanted === 0) return true;
  const hit = filter.bits(offer) & filter.wanted;
  return filter.all ? hit === filter.wanted : hit !== 0;
}

function filtersOf(index: SearchIndex, query: BrowseQuery): Filter[] {
  const trait = (key: "input" | "output" | "abilities") => (offer: number) =>
    index.traits[index.trait[offer] ?? 0]?.[key] ?? 0;
  const slugs = query.gateways.map((name) => index.gateways.find((g) => g.aliases.includes(name))?.slug ?? name);
  const gateways = index.gateways.map((g) => g.slug);
  return [
    filter("gateways", gateways, slugs, (offer) => 1 << (index.gateway[offer] ?? 0), false),
    filter("inputs", index.modalities, query.inputs, trait("input"), true),
    filter("outputs", index.modalities, query.outputs, trait("output"), true),
    filter("abilities", ABILITIES, query.abilities, trait("abilities"), true),
  ];
}

function filter(
  list: ListName,
  values: readonly string[],
  asked: readonly string[],
  bits: Filter["bits"],
  all: boolean,
): Filter {
  const known = values.slice(0, 31);
  const places = asked.map((name) => known.indexOf(name));
  const wanted = places.reduce((sum, place) => sum | (place < 0 ? NOBODY : 1 << place), 0);
  return { list, values: known, bits, all, wanted };
}
