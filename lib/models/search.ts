import type { BrowseQuery } from "@/lib/contract/query";
import { FacetCounter, type FacetCounts, type StepCounts } from "./facets";
import { figuresOf } from "./figures";
import { compile } from "./filters";
import { textScores } from "./match";
import type { SearchIndex } from "./search-index";
import { bestFigure, sortModels } from "./sort";

export type { FacetCounts, StepCounts };

export interface SearchResult {
  /** Model numbers, in order. */
  models: Uint32Array;
  /** For each of them the number of the offer whose facts are shown: one that meets all filters. */
  offers: Uint32Array;
  facets: FacetCounts;
  steps: StepCounts;
}

/** The day of a time (ISO 8601) in days since 1970; NaN where there is none. */
export function dayOf(time: string | null): number {
  return Math.floor(Date.parse(time ?? "") / 86_400_000);
}

/**
 * The models that meet a query, in its order. All filters must hold for one and the same offer, and that offer is the
 * one shown: of several the best in the order asked for. `q` is taken as words alone: see `foldTyped`. `today` is the
 * snapshot's day, in days since 1970. Pure, and the same in the server and in the browser.
 */
export function search(index: SearchIndex, query: BrowseQuery, today = Number.NaN): SearchResult {
  const scores = textScores(index, query.q);
  const figures = figuresOf(index, query.workload);
  const { modelFails, offerFails } = compile(index, query, figures, today);
  const key = query.sort.key === "relevance" && scores === null ? "gateways" : query.sort.key;
  const best = bestFigure(index, key, figures);
  const counter = new FacetCounter(index, figures, today);
  const models = new Uint32Array(index.ids.length);
  const shown = new Uint32Array(index.ids.length);
  let found = 0;
  for (const m of index.order) {
    if (scores !== null && scores[m] === 0) continue;
    const own = modelFails(m);
    if ((own & (own - 1)) !== 0) continue;
    const first = index.firstOffer[m] as number;
    const end = index.firstOffer[m + 1] as number;
    let match = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let o = first; o < end; o++) {
      const fails = own | offerFails(o);
      if ((fails & (fails - 1)) !== 0) continue;
      if (end - first === 1) counter.one(o, fails);
      else counter.gather(o, fails);
      if (fails !== 0) continue;
      const figure = best === null ? 0 : best(o);
      if (match < 0 || figure < least) {
        match = o;
        least = figure;
      }
    }
    if (end - first > 1) counter.settle();
    if (match < 0) continue;
    models[found++] = m;
    shown[m] = match;
  }
  const ordered = sortModels(index, models.subarray(0, found), { ...query.sort, key }, { shown, scores, best });
  const offers = new Uint32Array(found);
  for (let i = 0; i < found; i++) offers[i] = shown[ordered[i] as number] as number;
  return { models: ordered, offers, ...counter.results() };
}
