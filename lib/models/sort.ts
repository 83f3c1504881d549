import type { Sort } from "@/lib/contract/query";
import type { SearchIndex } from "./search-index";

const MAX_MODELS = 2 ** 21;
const MAX_DAYS = 2 ** 20;

/**
 * The order everything starts from: most gateways first, then newest, then by key. Sorts by figure are stable
 * on top of it, so that every order is total and the same everywhere. Sorts plain numbers, which is fast.
 */
export function defaultOrder(gatewayCount: Uint8Array, created: Float64Array): Uint32Array {
  const marks = Float64Array.from(gatewayCount, (count, m) => {
    const days = created[m] ?? Number.NaN;
    const age = Number.isNaN(days) ? MAX_DAYS - 1 : Math.min(MAX_DAYS - 2, Math.max(0, MAX_DAYS / 2 - days));
    return ((64 - Math.min(count, 63)) * MAX_DAYS + age) * MAX_MODELS + m;
  });
  return Uint32Array.from(marks.sort(), (mark) => mark % MAX_MODELS);
}

/** What is known of the rows to sort: the offer shown for a model and its score in the search. */
export interface Sortable {
  shown: Uint32Array;
  scores: Float64Array;
}

/** Sorts model numbers in place by `sort`; unknown figures always come last, in either direction. */
export function sortModels(index: SearchIndex, models: Uint32Array, sort: Sort, rows: Sortable): Uint32Array {
  if (sort.key === "name") {
    const sign = sort.reversed ? -1 : 1;
    return models.sort((a, b) => sign * compareText(index.nameWords[a], index.nameWords[b]));
  }
  const figure = figureOf(index, sort.key, rows);
  const figures = new Float64Array(index.ids.length);
  for (const m of models) {
    const value = figure(m);
    figures[m] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : sort.reversed ? -value : value;
  }
  return models.sort((a, b) => {
    const x = figures[a] ?? 0;
    const y = figures[b] ?? 0;
    return x < y ? -1 : x > y ? 1 : 0;
  });
}

/** A model's figure in an order, smaller first; NaN is unknown. */
function figureOf(index: SearchIndex, key: Exclude<Sort["key"], "name">, { shown, scores }: Sortable) {
  const at = (column: Float64Array) => (m: number) => column[shown[m] ?? 0] ?? Number.NaN;
  const priced = (column: Float64Array) => (m: number) =>
    index.traits[index.trait[shown[m] ?? 0] ?? 0]?.priceDoubt ? Number.NaN : at(column)(m);
  const negated = (read: (m: number) => number) => (m: number) => -read(m);
  switch (key) {
    case "relevance":
      return (m: number) => -(scores[m] ?? 0);
    case "gateways":
      return (m: number) => -(index.gatewayCount[m] ?? 0);
    case "context":
      return negated(at(index.context));
    case "speed":
      return negated(at(index.speed));
    case "released":
      return (m: number) => -(index.created[m] ?? Number.NaN);
    case "in":
      return priced(index.priceIn);
    case "out":
      return priced(index.priceOut);
  }
}

function compareText(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
