import { BOUND_NAMES, type Bound, MODEL_FIELDS, matchesBound } from "@/lib/contract/bound";
import { ALL_HOLD, type BrowseQuery, LISTS, type ListName } from "@/lib/contract/query";
import { isUsable, OFFER_STATES, PRICE_STATES } from "@/lib/contract/states";
import { type Figures, figureReader, isModelField, modelFigure } from "./figures";
import { presentName } from "./gateway-names";
import { gatewayTest } from "./gateway-sets";
import { CAPABILITIES, CAPABILITY_VALUES, type SearchIndex } from "./search-index";

/** Each filter of a query has one bit, in this order. */
export const FILTER_NAMES = [...LISTS.map(([list]) => list), ...BOUND_NAMES] as const;
type FilterName = (typeof FILTER_NAMES)[number];
/** A requested value that no offer has: this bit is never set. */
const NO_OFFER = 1 << 31;
const WEIGHTS = ["open"] as const;

/** The bit that marks a filter as failed. */
export function filterBit(name: FilterName): number {
  return 1 << FILTER_NAMES.indexOf(name);
}

/** Lists with exactly one value per offer. */
export type NumberedList = "gateways" | "authors" | "licenses";

/** Whether a list has exactly one value per offer, from an unlimited set; all other lists fit into 31 bits. */
export function isNumbered(list: ListName): list is NumberedList {
  return list === "gateways" || list === "authors" || list === "licenses";
}

/** The values of a list in an index, in the order of their numbers. */
export function valuesOf(index: SearchIndex, list: ListName): readonly string[] {
  const values = {
    gateways: index.gateways.map((g) => g.slug),
    authors: index.authors,
    inputs: index.modalities,
    outputs: index.modalities,
    abilities: CAPABILITY_VALUES,
    prices: PRICE_STATES,
    weights: WEIGHTS,
    licenses: index.licenses,
    states: OFFER_STATES,
  }[list];
  return isNumbered(list) ? values : values.slice(0, 31);
}

/** A query compiled for an index: failed filters as bits, so that checking an offer is a few reads. */
interface Compiled {
  modelFails(model: number): number;
  /** Whether any filter applies to offers; otherwise `offerFails` is always 0. */
  isOfOffer: boolean;
  offerFails(offer: number): number;
}

/** The models that a query without words or a status shows: all, or only usable ones. */
export type Scope = "all" | "usable";

/** Compiles a query. `today` is in days since 1970; with NaN, no age matches. */
export function compile(
  index: SearchIndex,
  query: BrowseQuery,
  figures: Figures,
  today: number,
  scope: Scope = "all",
): Compiled {
  const authors = numberedTable(index, query, "authors");
  const weights = failTable(index, query, "weights", WEIGHT_BITS) ?? NONE_FAIL;
  const licenses = numberedTable(index, query, "licenses");
  const modelFilters = MODEL_FIELDS.flatMap((field) => {
    const bounds = query.bounds.filter((b) => b.field === field);
    return bounds.length === 0 ? [] : [{ bit: filterBit(field), bounds, figure: modelFigure(index, field, today) }];
  });
  const gatewayFails = gatewayTest(index, splitValues(index, query, "gateways"), filterBit("gateways"));
  const hides = scope === "usable" && query.states.length === 0 && query.q.trim() === "";
  const byTrait = hides
    ? Uint32Array.from(index.traits, ({ state }) => (isUsable(state) ? 0 : filterBit("states")))
    : new Uint32Array(index.traits.length);
  for (const list of TRAIT_LISTS) {
    if (query[list].length === 0) continue;
    failTable(index, query, list, index.traits.map(traitBits(list)))?.forEach((fail, t) => {
      byTrait[t] = (byTrait[t] as number) | fail;
    });
  }
  const reads = BOUND_NAMES.flatMap((field) => {
    const bounds = query.bounds.filter((b) => b.field === field);
    if (bounds.length === 0 || isModelField(field)) return [];
    return [{ bit: filterBit(field), bounds, figure: figureReader(index, figures, field) }];
  });
  const ofModel = modelFilters.length + query.authors.length + query.weights.length + query.licenses.length > 0;
  const ofTrait = hides || TRAIT_LISTS.some((list) => query[list].length > 0);
  return {
    modelFails: (m) => {
      if (!ofModel) return 0;
      let fails =
        (authors[index.author[m] as number] as number) |
        (weights[index.open[m] as number] as number) |
        (licenses[index.license[m] as number] as number);
      for (const { bit, bounds, figure } of modelFilters) if (!matchesAll(figure(m), bounds)) fails |= bit;
      return fails;
    },
    isOfOffer: ofTrait || reads.length + query.gateways.length > 0,
    offerFails: (o) => {
      let fails = gatewayFails(o) | (byTrait[index.trait[o] as number] as number);
      for (const { bit, bounds, figure } of reads) if (!matchesAll(figure(o), bounds)) fails |= bit;
      return fails;
    },
  };
}

const TRAIT_LISTS = ["inputs", "outputs", "abilities", "prices", "states"] as const;
const WEIGHT_BITS = [0, 1];
const NONE_FAIL = new Uint32Array(WEIGHT_BITS.length);

/** The values of a trait in a list, as bits. */
export function traitBits(list: (typeof TRAIT_LISTS)[number]) {
  return (traits: SearchIndex["traits"][number]): number => {
    if (list === "inputs") return traits.input;
    if (list === "outputs") return traits.output;
    if (list === "abilities") return capabilityValueBits(traits);
    if (list === "prices") return 1 << PRICE_STATES.indexOf(traits.priceState);
    return 1 << OFFER_STATES.indexOf(traits.state);
  };
}

/** The values of `CAPABILITY_VALUES` that a trait has, as bits. */
function capabilityValueBits({ capabilities, lacks }: SearchIndex["traits"][number]): number {
  const count = CAPABILITIES.length;
  const unlisted = ~(capabilities | lacks) & ((1 << count) - 1);
  return capabilities | (lacks << count) | (unlisted << (2 * count));
}

function matchesAll(figure: number, bounds: readonly Bound[]): boolean {
  for (const bound of bounds) if (!matchesBound(figure, bound)) return false;
  return true;
}

/** A query's values of a list under their current names, split into included and excluded ones. */
export function splitValues(index: SearchIndex, query: BrowseQuery, list: ListName) {
  const slug = (name: string) => presentName(index.gateways, list, name);
  const wanted = query[list].filter((value) => !value.startsWith("-")).map(slug);
  const excluded = query[list].filter((value) => value.startsWith("-")).map((value) => slug(value.slice(1)));
  return { wanted, excluded };
}

/** The values that fail a filter, by index; null when the query does not use it. */
function failTable(
  index: SearchIndex,
  query: BrowseQuery,
  list: ListName,
  bitsOf: readonly number[],
): Uint32Array | null {
  if (query[list].length === 0) return null;
  const values = valuesOf(index, list);
  const { wanted, excluded } = splitValues(index, query, list);
  const bits = (names: readonly string[], missing: number) =>
    names.reduce((sum, name) => sum | (values.includes(name) ? 1 << values.indexOf(name) : missing), 0);
  const want = bits(wanted, NO_OFFER);
  const bar = bits(excluded, 0);
  const all = ALL_HOLD.includes(list);
  const fail = filterBit(list);
  return Uint32Array.from(bitsOf, (has) => {
    const met = want === 0 || (all ? (has & want) === want : (has & want) !== 0);
    return met && (has & bar) === 0 ? 0 : fail;
  });
}

function numberedTable(index: SearchIndex, query: BrowseQuery, list: "authors" | "licenses"): Uint32Array {
  if (query[list].length === 0) return new Uint32Array(index[list].length);
  const { wanted, excluded } = splitValues(index, query, list);
  const [want, bar] = [new Set(wanted), new Set(excluded)];
  const fail = filterBit(list);
  const fails = (name: string) => ((want.size === 0 || want.has(name)) && !bar.has(name) ? 0 : fail);
  return Uint32Array.from(valuesOf(index, list), fails);
}
