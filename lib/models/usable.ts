import { isUsable } from "./merge";
import type { SearchIndex } from "./search-index";

/** The models that can be used today, and how many they are. */
export interface Usable {
  /** 1 for each model with an offer that can be used. */
  models: Uint8Array;
  count: number;
  /** How many of all offers can be used. */
  offers: number;
}

const known = new WeakMap<SearchIndex, Usable>();

/** Which models of an index can be used, as far as their gateways say; computed once for an index. */
export function usableModels(index: SearchIndex): Usable {
  const before = known.get(index);
  if (before) return before;
  const states = index.traits.map(({ state }) => isUsable(state));
  const models = new Uint8Array(index.ids.length);
  let offers = 0;
  for (let o = 0; o < index.trait.length; o++) {
    if (!states[index.trait[o] as number]) continue;
    models[index.modelOf[o] as number] = 1;
    offers++;
  }
  const usable = { models, count: models.reduce((sum, one) => sum + one, 0), offers };
  known.set(index, usable);
  return usable;
}
