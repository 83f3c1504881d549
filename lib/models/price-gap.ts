import { isUsable } from "@/lib/contract/states";
import { DEFAULT_WORKLOAD } from "@/lib/contract/workload";
import { figureReader, figuresOf } from "./figures";
import { type ModelRow, rowOf } from "./row";
import type { SearchIndex } from "./search-index";
import { usableModels } from "./usable";

/** The cheapest paid offer of a model at each of its gateways, cheapest first. */
export interface PriceGap {
  rows: ModelRow[];
  /** The highest cost divided by the lowest. */
  ratio: number;
  offers: number;
}

/** A model at this many gateways is widely served. */
const MIN_GATEWAYS = 3;
/** The largest gap among this many of the most widely served models is shown. */
const CANDIDATES = 8;

/** The widely served model whose monthly cost differs most between gateways; null when there is none. */
export function widestGap(index: SearchIndex): PriceGap | null {
  const { models } = usableModels(index);
  const candidates = [...index.order.subarray(0, CANDIDATES * 4)]
    .filter((m) => models[m] === 1)
    .map((m) => gapOf(index, m))
    .filter((gap) => gap !== null)
    .slice(0, CANDIDATES);
  return candidates.reduce<PriceGap | null>(
    (widest, gap) => (widest && widest.ratio >= gap.ratio ? widest : gap),
    null,
  );
}

function gapOf(index: SearchIndex, model: number): PriceGap | null {
  const month = figureReader(index, figuresOf(index, DEFAULT_WORKLOAD), "month");
  const cheapest = new Map<number, number>();
  const from = index.firstOffer[model] as number;
  const to = index.primaryEnd[model] as number;
  for (let offer = from; offer < to; offer++) {
    const traits = index.traits[index.trait[offer] as number];
    if (traits?.priceState !== "known" || !isUsable(traits.state) || !(month(offer) > 0)) continue;
    const gateway = index.gateway[offer] as number;
    const cheapestSoFar = cheapest.get(gateway);
    if (cheapestSoFar === undefined || month(offer) < month(cheapestSoFar)) cheapest.set(gateway, offer);
  }
  if (cheapest.size < MIN_GATEWAYS) return null;
  const offers = [...cheapest.values()].sort((a, b) => month(a) - month(b));
  return {
    rows: offers.map((offer) => rowOf(index, model, offer)),
    ratio: month(offers.at(-1) as number) / month(offers[0] as number),
    offers: to - from,
  };
}
