import type { Sort, SortKey } from "@/lib/contract/query";
import { lowerBound } from "./binary-search";
import { cached } from "./cached";
import { type Figures, figureReader, rankReader } from "./figures";
import type { SearchIndex } from "./search-index";

const MAX_MODELS = 2 ** 21;
const MAX_DAYS = 2 ** 20;

/**
 * The default order: most gateways first, then newest, then by key. All other orders are stable on top of it, so that
 * every order is total and the same everywhere. Sorts plain numbers, which is fast.
 */
export function defaultOrder(gatewayCount: Uint16Array, created: Float64Array): Uint32Array {
  const marks = Float64Array.from(gatewayCount, (count, m) => {
    const days = created[m] ?? Number.NaN;
    const age = Number.isNaN(days) ? MAX_DAYS - 1 : Math.min(MAX_DAYS - 2, Math.max(0, MAX_DAYS / 2 - days));
    return ((64 - Math.min(count, 63)) * MAX_DAYS + age) * MAX_MODELS + m;
  });
  return Uint32Array.from(marks.sort(), (mark) => mark % MAX_MODELS);
}

/** Reads an offer's figure for a sort order: smaller is better, Infinity is unknown; null when offers don't differ. */
type BestFigure = ((offer: number) => number) | null;

/** How to compare a model's offers in a sort order. */
export function bestFigure(index: SearchIndex, key: SortKey, figures: Figures): BestFigure {
  const field = key === "context" ? "ctx" : key;
  if (field === "relevance" || field === "gateways" || field === "name") return null;
  if (field === "released" || field === "added") return null;
  if (field !== "ctx" && field !== "speed") return knownFirst(rankReader(index, figures, field));
  return knownFirst(figureReader(index, figures, field), -1);
}

/** A figure whose unknown values come last. */
export function knownFirst(read: (offer: number) => number, sign: 1 | -1 = 1): (offer: number) => number {
  return (offer) => {
    const figure = read(offer);
    return Number.isNaN(figure) ? Number.POSITIVE_INFINITY : sign * figure;
  };
}

/** Input of a sort: the offer shown per model, its search score, and how offers compare. */
interface Sortable {
  shown: Uint32Array;
  scores: Float64Array | null;
  best: BestFigure;
}

/** Sorts models that are in the default order; unknown figures are always last, in either direction. */
export function sortModels(index: SearchIndex, models: Uint32Array, sort: Sort, rows: Sortable): Uint32Array {
  if (sort.key === "gateways" && !sort.reversed) return models.slice();
  const figure = modelFigure(index, sort.key, rows);
  const values = new Float64Array(models.length);
  let isIntegral = true;
  for (let i = 0; i < models.length; i++) {
    const value = figure(models[i] as number);
    const isKnown = Number.isFinite(value);
    values[i] = isKnown ? (sort.reversed ? -value : value) : Number.POSITIVE_INFINITY;
    isIntegral &&= !isKnown || (Number.isInteger(value) && Math.abs(value) < UNKNOWN);
  }
  const places = isIntegral ? null : distinct(values);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    values[i] = (places === null ? Math.min(value, UNKNOWN) + UNKNOWN : placeOf(places, value)) * MAX_MODELS + i;
  }
  values.sort();
  const sorted = new Uint32Array(models.length);
  for (let i = 0; i < sorted.length; i++) sorted[i] = models[(values[i] as number) % MAX_MODELS] as number;
  return sorted;
}

/** Represents unknown among integers that are all smaller: sorting integers is faster. */
const UNKNOWN = 2 ** 30;

function distinct(values: Float64Array): Float64Array {
  const rising = values.slice().sort();
  let length = 0;
  for (const value of rising) if (length === 0 || value !== rising[length - 1]) rising[length++] = value;
  return rising.subarray(0, length);
}

function placeOf(rising: Float64Array, value: number): number {
  return Math.min(
    rising.length - 1,
    lowerBound(rising.length, (i) => !((rising[i] as number) < value)),
  );
}

/** A model's figure in a sort order, smaller first; NaN or Infinity is unknown. */
function modelFigure(index: SearchIndex, key: SortKey, { shown, scores, best }: Sortable): (model: number) => number {
  if (best !== null) return (m) => best(shown[m] as number);
  if (key === "relevance") return (m) => -(scores?.[m] ?? 0);
  if (key === "released") return (m) => -(index.created[m] as number);
  if (key === "added") return (m) => -(index.seen[m] as number);
  if (key === "gateways") return (m) => -(index.gatewayCount[m] as number);
  const ranks = nameRanks(index);
  return (m) => ranks[m] as number;
}

/** The rank of each model by name. Equal names share a rank. */
const nameRanks = cached(({ nameWords: names }: SearchIndex) => {
  const byName = Uint32Array.from(names, (_, m) => m).sort((a, b) => compareText(names[a], names[b]));
  const ranks = new Uint32Array(names.length);
  for (let i = 1; i < byName.length; i++) {
    const [before, here] = [byName[i - 1] as number, byName[i] as number];
    ranks[here] = (ranks[before] as number) + (names[before] === names[here] ? 0 : 1);
  }
  return ranks;
});

function compareText(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
