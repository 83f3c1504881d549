import { type BoundField, MODEL_FIELDS, type ModelField } from "@/lib/contract/bound";
import type { Workload } from "@/lib/contract/workload";
import { cached } from "./cached";
import { priceCost } from "./price-cost";
import type { SearchIndex } from "./search-index";

/** Figures for filters and sorting, per price or per offer. NaN is unknown. */
export interface Figures {
  /** By price number. */
  in: Float64Array;
  out: Float64Array;
  blend: Float64Array;
  month: Float64Array;
}

const figuresCache = new WeakMap<SearchIndex, { workload: Workload; figures: Figures }>();

/** Figures per price of an index; recalculated when the workload changes. */
export function figuresOf(index: SearchIndex, workload: Workload): Figures {
  const last = figuresCache.get(index);
  if (last?.workload === workload) return last.figures;
  const column = (read: (price: SearchIndex["prices"][number]) => number | null) =>
    Float64Array.from(index.prices, (price) => read(price) ?? Number.NaN);
  const figures = {
    in: column((price) => price.in),
    out: column((price) => price.out),
    blend: column((price) => (price.in === null || price.out === null ? null : (3 * price.in + price.out) / 4)),
    month: column((price) => priceCost(price, workload)?.month ?? null),
  };
  figuresCache.set(index, { workload, figures });
  return figures;
}

/** Whether a field belongs to the model rather than to its offers. */
export function isModelField(field: BoundField): field is ModelField {
  return MODEL_FIELDS.some((modelField) => modelField === field);
}

/** A reader of one figure of a model; NaN is unknown. `today` is in days since 1970. */
export function modelFigure(index: SearchIndex, field: ModelField, today: number): (model: number) => number {
  if (field === "params") return (model) => index.params[model] as number;
  if (field === "spread") return (model) => index.gatewayCount[model] as number;
  if (field === "cutoff") return (model) => index.cutoff[model] as number;
  return (model) => today - (index.created[model] as number);
}

/** A reader of one figure of an offer for filters and sorting; a doubtful price counts as unknown. */
export function figureReader(
  index: SearchIndex,
  figures: Figures,
  field: Exclude<BoundField, ModelField>,
): (offer: number) => number {
  if (field === "ctx") return (offer) => index.context[offer] as number;
  if (field === "speed") return (offer) => index.speed[offer] as number;
  return priceReader(index, figures[field]);
}

/** Like `figureReader`, but returns the rank among all prices. */
export function rankReader(index: SearchIndex, figures: Figures, field: keyof Figures): (offer: number) => number {
  return priceReader(index, ranksOf(figures[field]));
}

function priceReader(index: SearchIndex, column: Float64Array): (offer: number) => number {
  const doubt = doubtfulTraits(index);
  return (offer) =>
    doubt[index.trait[offer] as number] === 1 ? Number.NaN : (column[index.price[offer] as number] as number);
}

/** Ranks are integers, which sort faster than figures. */
const ranksOf = cached((column: Float64Array): Float64Array => {
  const ranks = new Map([...new Set(column.slice().sort())].map((figure, rank) => [figure, rank]));
  return column.map((figure) => (Number.isNaN(figure) ? figure : (ranks.get(figure) ?? figure)));
});

/** 1 for each trait whose price is in doubt. */
const doubtfulTraits = cached(({ traits }: SearchIndex) =>
  Uint8Array.from(traits, ({ priceDoubt }) => (priceDoubt ? 1 : 0)),
);
