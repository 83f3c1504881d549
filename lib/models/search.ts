import type { Bound } from "@/lib/contract/bound";
import type { BrowseQuery, ListName } from "@/lib/contract/query";
import { DAY_MS } from "@/lib/contract/time-units";
import { FacetCounter, type FacetCounts, type StepCounts } from "./facets";
import { type Figures, figureReader, figuresOf } from "./figures";
import { compile, type Scope } from "./filters";
import { textScores } from "./match";
import { namedGateways } from "./named";
import { offerRanks } from "./offer-ranks";
import type { SearchIndex } from "./search-index";
import { bestFigure, knownFirst, sortModels } from "./sort";

export type { FacetCounts, Scope, StepCounts };

/** The models that match a query, sorted. */
export interface SearchResult {
  /** Model numbers, sorted. */
  models: Uint32Array;
  /** For each of them, the number of the offer to show: one that matches all filters. */
  offers: Uint32Array;
}

/** The counts for each possible further filter. */
export interface Counts {
  facets: FacetCounts;
  steps: StepCounts;
}

/** A query relaxed in one place, and the number of models it finds. */
export interface Relaxation {
  /** The removed part (the words, all filters, a list value, or a limit) or the limit that replaces another. */
  change:
    | { words: true }
    | { filters: true }
    | { list: ListName; value: string }
    | { off: Bound }
    | { off: Bound; on: Bound };
  query: BrowseQuery;
  found: number;
}

/** Days since 1970 of an ISO 8601 time; NaN when null. */
export function dayOf(time: string | null): number {
  return Math.floor(Date.parse(time ?? "") / DAY_MS);
}

/**
 * The models that match a query, sorted. All filters must match the same primary offer, and that offer is shown. Of
 * several, usable ones win, then gateways named in the words, then paid before free; then the best in the requested
 * order, or the lowest monthly cost. `q` is read as words only: see `foldTyped`. `today` is the snapshot's day, in days
 * since 1970. Pure, and identical on the server and in the browser.
 */
export function search(index: SearchIndex, query: BrowseQuery, today = Number.NaN, scope: Scope = "all"): SearchResult {
  const scores = textScores(index, query.q);
  const figures = figuresOf(index, query.workload);
  const { modelFails, offerFails, isOfOffer } = compile(index, query, figures, today, scope);
  const key = query.sort.key === "relevance" && scores === null ? "gateways" : query.sort.key;
  const best = bestFigure(index, key, figures);
  const named = namedGateways(index, query.q);
  const ranks = offerRanks(index, named);
  const choose = best ?? knownFirst(figureReader(index, figures, "month"));
  const pick = (m: number) => lowestOffer(index, m, offerFails, ranks, choose);
  const representative =
    isOfOffer || named.size > 0 || best !== null ? null : representativeOffers(figures, index, pick);
  const models = new Uint32Array(index.ids.length);
  const shown = new Uint32Array(index.ids.length);
  let count = 0;
  for (const m of index.order) {
    if ((scores !== null && scores[m] === 0) || modelFails(m) !== 0) continue;
    const match = representative === null ? pick(m) : (representative[m] as number);
    if (match < 0) continue;
    models[count++] = m;
    shown[m] = match;
  }
  const ordered = sortModels(index, models.subarray(0, count), { ...query.sort, key }, { shown, scores, best });
  const offers = new Uint32Array(count);
  for (let i = 0; i < count; i++) offers[i] = shown[ordered[i] as number] as number;
  return { models: ordered, offers };
}

/** A model's offer that passes all filters, with the lowest rank and then figure; -1 when there is none. */
function lowestOffer(
  index: SearchIndex,
  model: number,
  fails: (offer: number) => number,
  ranks: (offer: number) => number,
  figures: (offer: number) => number,
): number {
  const first = index.firstOffer[model] as number;
  const end = index.primaryEnd[model] as number;
  if (end - first === 1) return fails(first) === 0 ? first : -1;
  let match = -1;
  let least = Number.POSITIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  for (let o = first; o < end; o++) {
    if (fails(o) !== 0) continue;
    const rank = ranks(o);
    if (rank > lowest) continue;
    const figure = figures(o);
    if (rank === lowest && figure >= least) continue;
    match = o;
    least = figure;
    lowest = rank;
  }
  return match;
}

const representativeCache = new WeakMap<Figures, Int32Array>();

/** The offer that each model shows when no filter applies to offers, -1 for none; cached with the figures. */
function representativeOffers(figures: Figures, index: SearchIndex, pick: (model: number) => number): Int32Array {
  const representatives = representativeCache.get(figures) ?? Int32Array.from(index.ids, (_, m) => pick(m));
  representativeCache.set(figures, representatives);
  return representatives;
}

/**
 * For each facet value, the number of models that the query would show with it and all other filters. Costs as much as
 * the search, and is separate because rows are needed first.
 */
export function countFacets(index: SearchIndex, query: BrowseQuery, today = Number.NaN, scope: Scope = "all"): Counts {
  const scores = textScores(index, query.q);
  const figures = figuresOf(index, query.workload);
  const { modelFails, offerFails } = compile(index, query, figures, today, scope);
  const counter = new FacetCounter(index, figures, today);
  for (const m of index.order) {
    if (scores !== null && scores[m] === 0) continue;
    const modelFailures = modelFails(m);
    if (!failsAtMostOne(modelFailures)) continue;
    const first = index.firstOffer[m] as number;
    const end = index.primaryEnd[m] as number;
    for (let o = first; o < end; o++) {
      const fails = modelFailures | offerFails(o);
      if (!failsAtMostOne(fails)) continue;
      if (end - first === 1) counter.one(o, fails);
      else counter.gather(o, fails);
    }
    if (end - first > 1) counter.settle();
  }
  return counter.results();
}

/** Whether at most one filter fails: removing that one shows the model. */
function failsAtMostOne(fails: number): boolean {
  return (fails & (fails - 1)) === 0;
}
