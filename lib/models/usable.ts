import { isUsable } from "@/lib/contract/states";
import { cached } from "./cached";
import type { SearchIndex } from "./search-index";

interface Usable {
  /** 1 for each model with a usable offer. */
  models: Uint8Array;
  count: number;
  offers: number;
}

/** The models of an index that are usable according to their gateways. */
export const usableModels = cached((index: SearchIndex): Usable => {
  const states = index.traits.map(({ state }) => isUsable(state));
  const models = new Uint8Array(index.ids.length);
  let offers = 0;
  for (let o = 0; o < index.trait.length; o++) {
    if (!states[index.trait[o] as number]) continue;
    models[index.modelOf[o] as number] = 1;
    offers++;
  }
  return { models, count: models.reduce((sum, flag) => sum + flag, 0), offers };
});
