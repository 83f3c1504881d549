import { BOUND_NAMES } from "@/lib/contract/bound";
import { type BrowseQuery, LISTS, type ListName } from "@/lib/contract/query";
import { type FacetCounts, type StepCounts, stepCounters } from "./facets";
import { figureReader, figuresOf } from "./figures";
import { ALL_HOLD, compile, filterBit, traitBits, valuesOf } from "./filters";
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

/** Lists counted by bits of their values, where an offer of a model has them. */
const BIT_LISTS = ["gateways", "inputs", "outputs", "abilities", "prices", "states"] as const;

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
  const lists = BIT_LISTS.map((list) => listCounter(index, list));
  const [authors, weights] = [new Uint32Array(index.authors.length), new Uint32Array(1)];
  const [authorBit, weightBit, ageBit] = [filterBit("authors"), filterBit("weights"), filterBit("age")];
  const steps = stepCounters().map((counter) => ({
    counter,
    bit: filterBit(counter.field),
    most: counter.field === "ctx" || counter.field === "speed",
    read: counter.field === "age" ? null : figureReader(index, figures, counter.field),
  }));
  const counted = steps.filter(({ counter, bit }) => counter.counts.length > 0 && bit !== ageBit);
  const reached = new Float64Array(counted.length);
  const age = steps.find(({ bit }) => bit === ageBit);
  const models = new Uint32Array(index.ids.length);
  const shown = new Uint32Array(index.ids.length);
  let found = 0;
  for (const m of index.order) {
    if (scores !== null && scores[m] === 0) continue;
    const own = modelFails(m);
    if ((own & (own - 1)) !== 0) continue;
    for (const list of lists) list.stands = 0;
    reached.fill(Number.NaN);
    let all = 0xffff_ffff;
    let lone = 0;
    let match = -1;
    let least = Number.POSITIVE_INFINITY;
    const end = index.firstOffer[m + 1] as number;
    for (let o = index.firstOffer[m] as number; o < end; o++) {
      const fails = own | offerFails(o);
      if ((fails & (fails - 1)) !== 0) continue;
      if (fails === 0) {
        all = 0;
        const figure = best === null ? 0 : best(o);
        if (match < 0 || figure < least) {
          match = o;
          least = figure;
        }
      } else lone |= fails;
      for (const list of lists) {
        if (fails === 0 || (fails === list.bit && !list.all)) list.stands |= list.bits(o);
      }
      for (let c = 0; c < counted.length; c++) {
        const { bit, most, read } = counted[c] as (typeof counted)[number];
        if ((fails !== 0 && fails !== bit) || read === null) continue;
        const figure = read(o);
        const so = reached[c] as number;
        if (Number.isNaN(so) || (most ? figure > so : figure < so)) reached[c] = figure;
      }
    }
    const passes = (bit: number) => all === 0 || (lone & bit) !== 0;
    if (passes(authorBit)) bump(authors, index.author[m] as number);
    if (passes(weightBit) && index.open[m] === 1) bump(weights, 0);
    if (passes(ageBit)) age?.counter.add(today - (index.created[m] as number));
    for (const list of lists) list.count();
    for (let c = 0; c < counted.length; c++) counted[c]?.counter.add(reached[c] as number);
    if (match < 0) continue;
    models[found++] = m;
    shown[m] = match;
  }
  const ordered = sortModels(index, models.subarray(0, found), { ...query.sort, key }, { shown, scores, best });
  const facets = {} as FacetCounts;
  for (const list of lists) facets[list.name] = list.values();
  const named = (list: ListName, counts: Uint32Array) =>
    new Map(valuesOf(index, list).flatMap((value, i): [string, number][] => [[value, counts[i] ?? 0]]));
  facets.authors = named("authors", authors);
  facets.weights = named("weights", weights);
  const inOrder = Object.fromEntries(LISTS.map(([list]) => [list, facets[list]])) as FacetCounts;
  const stepCounts = Object.fromEntries(BOUND_NAMES.map((f, i) => [f, steps[i]?.counter.counts ?? []]));
  return {
    models: ordered,
    offers: ordered.map((m) => shown[m] as number),
    facets: inOrder,
    steps: stepCounts as StepCounts,
  };
}

/** Counts, for each value of a list, the models that have it; `stands` collects the values of one model as bits. */
function listCounter(index: SearchIndex, name: (typeof BIT_LISTS)[number]) {
  const values = valuesOf(index, name);
  const counts = new Uint32Array(values.length);
  const byTrait = name === "gateways" ? null : Int32Array.from(index.traits, traitBits(name));
  return {
    name,
    bit: filterBit(name),
    all: ALL_HOLD.includes(name),
    stands: 0,
    bits: byTrait
      ? (offer: number) => byTrait[index.trait[offer] as number] as number
      : (offer: number) => 1 << (index.gateway[offer] as number),
    count() {
      for (let bits = this.stands, i = 0; bits !== 0; bits >>>= 1, i++) {
        if (bits & 1) bump(counts, i);
      }
    },
    values: () => new Map(values.map((value, i) => [value, counts[i] ?? 0])),
  };
}

function bump(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] as number) + 1;
}
