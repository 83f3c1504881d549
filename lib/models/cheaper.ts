import type { Model } from "@/lib/contract/model";
import { type BrowseQuery, EMPTY_QUERY } from "@/lib/contract/query";
import { isUsable, USABLE_STATES } from "@/lib/contract/states";
import { DAY_SECONDS } from "@/lib/contract/time-units";
import { familyTest } from "./family";
import { figureReader, figuresOf } from "./figures";
import { findModel } from "./find-model";
import { releasedAt } from "./released";
import { rowOf } from "./row";
import { type SearchResult, search } from "./search";
import type { SearchIndex } from "./search-index";

/** Limits in URLs have nine decimals. */
const FINEST = 1e9;

/** Models of other families that match a model's capabilities and cost less. */
export interface Cheaper {
  /** By release date, closest first; the saving in percent, rounded down. */
  models: { model: number; offer: number; percent: number }[];
  /** The offer they are compared with: its number, and its blended price (3 input : 1 output) in USD per 1M tokens. */
  offer: number;
  blend: number;
  /** A query for all cheaper matches, including the same family, and their number. */
  query: BrowseQuery;
  count: number;
}

/**
 * Finds at most `limit` models of other families with an offer that matches the capabilities, modalities, and context
 * of this model's cheapest offer at a lower price. Ignores doubtful prices and free offers. Null when there are none.
 */
export function cheaperModels(index: SearchIndex, model: Model, limit: number): Cheaper | null {
  const self = findModel(index, model.id);
  const blendOf = figureReader(index, figuresOf(index, EMPTY_QUERY.workload), "blend");
  const offer = self < 0 ? null : cheapestOffer(index, self, blendOf);
  if (offer === null) return null;
  const { capabilities: abilities, inputs, outputs, context } = rowOf(index, self, offer.number);
  const query: BrowseQuery = {
    ...EMPTY_QUERY,
    inputs,
    outputs,
    abilities: abilities.filter((name) => name !== "vision" || !inputs.includes("image")),
    prices: ["known"],
    states: [...USABLE_STATES],
    bounds: [
      ...(context === null ? [] : [{ field: "ctx", sign: ">=", value: context } as const]),
      { field: "blend", sign: "<", value: Math.floor(offer.blend * FINEST) / FINEST },
    ],
  };
  const result = search(index, query);
  const nearest = nearestOf(index, model, result, limit);
  if (nearest.length === 0) return null;
  return {
    models: nearest.map((position) => {
      const cheap = result.offers[position] as number;
      const percent = Math.floor((1 - blendOf(cheap) / offer.blend) * 100);
      return { model: result.models[position] as number, offer: cheap, percent };
    }),
    offer: offer.number,
    blend: offer.blend,
    query,
    count: result.models.length,
  };
}

/** The cheapest usable paid offer of a model; null when no price is trusted. */
function cheapestOffer(
  index: SearchIndex,
  model: number,
  blendOf: (offer: number) => number,
): { number: number; blend: number } | null {
  let best: { number: number; blend: number } | null = null;
  for (let o = index.firstOffer[model] as number; o < (index.primaryEnd[model] as number); o++) {
    const traits = index.traits[index.trait[o] as number];
    const blend = blendOf(o);
    if (traits?.priceState !== "known" || !isUsable(traits.state) || !(blend > 0)) continue;
    if (best === null || blend < best.blend) best = { number: o, blend };
  }
  return best;
}

/** Indices into a result: models of other families whose release is nearest to a model's; unknown dates last. */
function nearestOf(index: SearchIndex, model: Model, { models }: SearchResult, limit: number): number[] {
  const isFamily = familyTest(index, model);
  const day = Math.floor((releasedAt(model) ?? Number.NaN) / DAY_SECONDS);
  const nearest: { position: number; apart: number }[] = [];
  for (let position = 0; position < models.length; position++) {
    const m = models[position] as number;
    const days = Math.abs((index.created[m] as number) - day);
    const apart = Number.isNaN(days) ? Number.POSITIVE_INFINITY : days;
    const insertAt = nearest.findIndex((other) => apart < other.apart);
    if ((insertAt < 0 && nearest.length >= limit) || isFamily(m)) continue;
    nearest.splice(insertAt < 0 ? nearest.length : insertAt, 0, { position, apart });
    nearest.length = Math.min(nearest.length, limit);
  }
  return nearest.map(({ position }) => position);
}
