import { BOUND_FIELDS, BOUND_NAMES, type BoundField, type ModelField } from "@/lib/contract/bound";
import { ALL_HOLD, LISTS, type ListName } from "@/lib/contract/query";
import { type Figures, figureReader, isModelField, modelFigure } from "./figures";
import { FILTER_NAMES, filterBit, isNumbered, type NumberedList, traitBits, valuesOf } from "./filters";
import type { SearchIndex } from "./search-index";

/** The number of models that each value of a facet would show, given the other filters. */
export type FacetCounts = Record<ListName, Map<string, number>>;
/** The number of models that each suggested step would show as the only limit on its figure. */
export type StepCounts = Record<BoundField, number[]>;

/** One facet's counts, with separate paths for models with one and with several offers. */
interface Facet {
  bit: number;
  /** Whether an offer that fails only this facet's own filter counts: true where values are alternatives. */
  lifted: boolean;
  counts: Uint32Array;
  /** The only key that decides how an offer counts; models with one offer are tallied by it and counted at the end. */
  by: keyof Tallies | "offer";
  /** Counts several models with the same key. */
  many(place: number, models: number): void;
  /** Counts a model with one offer. */
  one(offer: number): void;
  /** Collects an offer of a model with several; `settle` then counts the model. */
  gather(offer: number): void;
  settle(): void;
}

interface Tallies {
  trait: Uint32Array;
  gateway: Uint32Array;
  price: Uint32Array;
}

/** Counts models for all facets in one pass; runs for every model on every keystroke without allocating. */
export class FacetCounter {
  readonly #facets: Facet[];
  readonly #byBit: (Facet | undefined)[];
  readonly #index: SearchIndex;
  readonly #byOffer: Facet[];
  readonly #tallies: Tallies;
  readonly #doubt: boolean[];

  constructor(index: SearchIndex, figures: Figures, today: number) {
    this.#index = index;
    this.#facets = FILTER_NAMES.map((name): Facet => {
      const list = LISTS.find(([known]) => known === name)?.[0];
      return list ? listFacet(index, list) : stepFacet(index, name as BoundField, figures, today);
    });
    this.#byOffer = this.#facets.filter(({ by, counts }) => by === "offer" && counts.length > 0);
    this.#doubt = index.traits.map(({ priceDoubt }) => priceDoubt);
    this.#tallies = {
      trait: new Uint32Array(index.traits.length),
      gateway: new Uint32Array(index.gateways.length),
      price: new Uint32Array(index.prices.length),
    };
    this.#byBit = this.#facets.map((facet) => (facet.lifted ? facet : undefined));
  }

  /** A model with one offer that fails no filter or exactly one. */
  one(offer: number, fails: number): void {
    if (fails !== 0) {
      this.#byBit[31 - Math.clz32(fails)]?.one(offer);
      return;
    }
    const trait = this.#index.trait[offer] as number;
    bump(this.#tallies.trait, trait);
    bump(this.#tallies.gateway, this.#index.gateway[offer] as number);
    if (!this.#doubt[trait]) bump(this.#tallies.price, this.#index.price[offer] as number);
    for (const facet of this.#byOffer) facet.one(offer);
  }

  /** An offer of a model with several; `settle` counts the model. */
  gather(offer: number, fails: number): void {
    if (fails !== 0) this.#byBit[31 - Math.clz32(fails)]?.gather(offer);
    else for (const facet of this.#facets) facet.gather(offer);
  }

  settle(): void {
    for (const facet of this.#facets) facet.settle();
  }

  #countTallies(): void {
    for (const { by, many } of this.#facets) {
      if (by === "offer") continue;
      const tally = this.#tallies[by];
      for (let place = 0; place < tally.length; place++) if (tally[place]) many(place, tally[place] as number);
    }
    for (const tally of Object.values(this.#tallies)) tally.fill(0);
  }

  results(): { facets: FacetCounts; steps: StepCounts } {
    this.#countTallies();
    const countsOf = (name: (typeof FILTER_NAMES)[number]) => this.#facets[FILTER_NAMES.indexOf(name)]?.counts ?? [];
    const named = (list: ListName) => {
      const counts = countsOf(list);
      const values = valuesOf(this.#index, list).map((value, i): [string, number] => [value, counts[i] ?? 0]);
      return new Map(values.filter(([value]) => value !== ""));
    };
    return {
      facets: Object.fromEntries(LISTS.map(([list]) => [list, named(list)])) as FacetCounts,
      steps: Object.fromEntries(BOUND_NAMES.map((field) => [field, [...countsOf(field)]])) as StepCounts,
    };
  }
}

/** Most lists count values as bits; gateways, authors, and licenses have too many values, and are counted by number. */
function listFacet(index: SearchIndex, list: ListName): Facet {
  const counts = new Uint32Array(valuesOf(index, list).length);
  const base = { bit: filterBit(list), lifted: !ALL_HOLD.includes(list), counts };
  if (isNumbered(list)) return { ...base, ...numbered(index, list, counts) };
  const { by, bits, bitsOf } = offerBits(index, list);
  let stands = 0;
  const count = (has: number, models = 1) => {
    for (let rest = has; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      counts[bit] = (counts[bit] as number) + models;
    }
  };
  return {
    ...base,
    by,
    many: (place, models) => count(bits(place), models),
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

/** Counts by value number; a model with several offers once per distinct value. */
function numbered(index: SearchIndex, list: NumberedList, counts: Uint32Array) {
  const column = list === "authors" ? index.author : index.license;
  const numberOf =
    list === "gateways"
      ? (offer: number) => index.gateway[offer] as number
      : (offer: number) => column[index.modelOf[offer] as number] as number;
  /** The last model counted for each value, starting at 1. */
  const counted = new Uint32Array(counts.length);
  return {
    by: list === "gateways" ? ("gateway" as const) : ("offer" as const),
    many: (place: number, models: number) => {
      counts[place] = (counts[place] as number) + models;
    },
    one: (offer: number) => bump(counts, numberOf(offer)),
    gather: (offer: number) => {
      const value = numberOf(offer);
      const model = (index.modelOf[offer] as number) + 1;
      if (counted[value] === model) return;
      counted[value] = model;
      bump(counts, value);
    },
    settle: () => {},
  };
}

/** The key of an offer's values in a list, and the values as bits. */
function offerBits(index: SearchIndex, list: Exclude<ListName, NumberedList>) {
  if (list === "weights") {
    const bitsOf = (offer: number) => index.open[index.modelOf[offer] as number] as number;
    return { by: "offer" as const, bits: () => 0, bitsOf };
  }
  const byTrait = Int32Array.from(index.traits, traitBits(list));
  const bits = (trait: number) => byTrait[trait] as number;
  return { by: "trait" as const, bits, bitsOf: (offer: number) => bits(index.trait[offer] as number) };
}

/** Counts the steps reached by the best of a model's offers; steps are looked up by price. */
function stepFacet(index: SearchIndex, field: BoundField, figures: Figures, today: number): Facet {
  const { steps, most } = BOUND_FIELDS[field];
  const counts = new Uint32Array(steps.length);
  const ownFigure = isModelField(field) ? modelFigure(index, field, today) : null;
  const read =
    ownFigure !== null
      ? (offer: number) => ownFigure(index.modelOf[offer] as number)
      : figureReader(index, figures, field as Exclude<BoundField, ModelField>);
  let reached = Number.NaN;
  const count = (figure: number, models = 1) => {
    if (Number.isNaN(figure)) return;
    // Steps are ascending: stop at the first one not reached.
    for (let k = 0; k < steps.length; k++) {
      const i = most ? k : steps.length - 1 - k;
      if (most ? figure < (steps[i] as number) : figure > (steps[i] as number)) return;
      counts[i] = (counts[i] as number) + models;
    }
  };
  const idle = () => {};
  const base = { bit: filterBit(field), lifted: steps.length > 0, counts };
  if (steps.length === 0) return { ...base, by: "offer", many: idle, one: idle, gather: idle, settle: idle };
  const priced = field === "in" || field === "out" || field === "blend" || field === "month";
  return {
    ...base,
    by: priced ? "price" : "offer",
    many: (price, models) => count(priced ? (figures[field][price] as number) : Number.NaN, models),
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

function bump(counts: Uint32Array, position: number): void {
  counts[position] = (counts[position] as number) + 1;
}
