import { BOUND_FIELDS, BOUND_NAMES, type BoundField } from "@/lib/contract/bound";
import { LISTS, type ListName } from "@/lib/contract/query";
import { type Figures, figureReader } from "./figures";
import { ALL_HOLD, FILTER_NAMES, filterBit, traitBits, valuesOf } from "./filters";
import type { SearchIndex } from "./search-index";

/** How many models each value of a facet would show, given the other filters. */
export type FacetCounts = Record<ListName, Map<string, number>>;
/** How many models would show with each offered step of a figure as the only limit on it. */
export type StepCounts = Record<BoundField, number[]>;

/** What one facet has counted, and how it counts a model by one offer or by several. */
interface Facet {
  bit: number;
  /** Whether an offer that fails this facet's own filter counts for it: where one of the values would do. */
  lifted: boolean;
  counts: Uint32Array;
  /** Counts a model with one offer. */
  one(offer: number): void;
  /** Gathers an offer of a model with several, and then counts the model. */
  gather(offer: number): void;
  settle(): void;
}

/** Counts models for all facets at once; runs for every model on every keystroke, and allocates nothing there. */
export class FacetCounter {
  readonly #facets: Facet[];
  readonly #byBit: (Facet | undefined)[];
  readonly #index: SearchIndex;

  constructor(index: SearchIndex, figures: Figures, today: number) {
    this.#index = index;
    this.#facets = FILTER_NAMES.map((name): Facet => {
      const list = LISTS.find(([known]) => known === name)?.[0];
      return list ? listFacet(index, list) : stepFacet(index, name as BoundField, figures, today);
    });
    this.#byBit = this.#facets.map((facet) => (facet.lifted ? facet : undefined));
  }

  /** A model with one offer, which fails no filter, or just one. */
  one(offer: number, fails: number): void {
    if (fails !== 0) this.#byBit[31 - Math.clz32(fails)]?.one(offer);
    else for (const facet of this.#facets) facet.one(offer);
  }

  /** An offer of a model with several; `settle` counts the model. */
  gather(offer: number, fails: number): void {
    if (fails !== 0) this.#byBit[31 - Math.clz32(fails)]?.gather(offer);
    else for (const facet of this.#facets) facet.gather(offer);
  }

  settle(): void {
    for (const facet of this.#facets) facet.settle();
  }

  results(): { facets: FacetCounts; steps: StepCounts } {
    const countsOf = (name: (typeof FILTER_NAMES)[number]) => this.#facets[FILTER_NAMES.indexOf(name)]?.counts ?? [];
    const named = (list: ListName) => {
      const counts = countsOf(list);
      return new Map(valuesOf(this.#index, list).map((value, i) => [value, counts[i] ?? 0]));
    };
    return {
      facets: Object.fromEntries(LISTS.map(([list]) => [list, named(list)])) as FacetCounts,
      steps: Object.fromEntries(BOUND_NAMES.map((field) => [field, [...countsOf(field)]])) as StepCounts,
    };
  }
}

/** A list counts the values that its offers have, as bits; an author, of which there are more, by its number. */
function listFacet(index: SearchIndex, list: ListName): Facet {
  const counts = new Uint32Array(valuesOf(index, list).length);
  const base = { bit: filterBit(list), lifted: !ALL_HOLD.includes(list), counts };
  if (list === "authors") {
    let author = -1;
    return {
      ...base,
      one: (offer) => bump(counts, index.author[index.modelOf[offer] as number] as number),
      gather: (offer) => {
        author = index.author[index.modelOf[offer] as number] as number;
      },
      settle: () => {
        if (author >= 0) bump(counts, author);
        author = -1;
      },
    };
  }
  const bitsOf = offerBits(index, list);
  let stands = 0;
  const count = (bits: number) => {
    for (let rest = bits; rest !== 0; rest &= rest - 1) bump(counts, 31 - Math.clz32(rest & -rest));
  };
  return {
    ...base,
    one: (offer) => count(bitsOf(offer)),
    gather: (offer) => {
      stands |= bitsOf(offer);
    },
    settle: () => {
      count(stands);
      stands = 0;
    },
  };
}

function offerBits(index: SearchIndex, list: Exclude<ListName, "authors">): (offer: number) => number {
  if (list === "gateways") return (offer) => 1 << (index.gateway[offer] as number);
  if (list === "weights") return (offer) => index.open[index.modelOf[offer] as number] as number;
  const byTrait = Int32Array.from(index.traits, traitBits(list));
  return (offer) => byTrait[index.trait[offer] as number] as number;
}

/** A figure counts the steps that the best of a model's offers reaches. Which steps those are is looked up by price. */
function stepFacet(index: SearchIndex, field: BoundField, figures: Figures, today: number): Facet {
  const { steps, most } = BOUND_FIELDS[field];
  const counts = new Uint32Array(steps.length);
  const read =
    field === "age"
      ? (offer: number) => today - (index.created[index.modelOf[offer] as number] as number)
      : figureReader(index, figures, field);
  let reached = Number.NaN;
  const count = (figure: number) => {
    if (Number.isNaN(figure)) return;
    // Steps rise: at most a few are looked at, from the end that the fewest figures reach.
    if (most) for (let i = 0; i < steps.length && figure >= (steps[i] as number); i++) bump(counts, i);
    else for (let i = steps.length - 1; i >= 0 && figure <= (steps[i] as number); i--) bump(counts, i);
  };
  const idle = () => {};
  const base = { bit: filterBit(field), lifted: steps.length > 0, counts };
  if (steps.length === 0) return { ...base, one: idle, gather: idle, settle: idle };
  return {
    ...base,
    one: (offer) => count(read(offer)),
    gather: (offer) => {
      const figure = read(offer);
      if (Number.isNaN(reached) || (most ? figure > reached : figure < reached)) reached = figure;
    },
    settle: () => {
      count(reached);
      reached = Number.NaN;
    },
  };
}

function bump(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] as number) + 1;
}
