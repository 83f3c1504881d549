import { isUsable } from "@/lib/contract/states";
import { gatewaySet } from "./gateway-names";
import type { SearchIndex } from "./search-index";

/** Gateways to include, any of which matches, and gateways to exclude. */
interface Wanted {
  wanted: readonly string[];
  excluded: readonly string[];
}

/**
 * Returns a test that gives `fail` for an offer whose gateway is not requested, otherwise 0. A value with several
 * gateways matches an offer at one of them if its model is usable at all of them.
 */
export function gatewayTest(index: SearchIndex, { wanted, excluded }: Wanted, fail: number): (offer: number) => number {
  const places = (value: string) => gatewaySet(value).map((slug) => index.gateways.findIndex((g) => g.slug === slug));
  const all = wanted.map(places);
  const single = new Set(all.filter((set) => set.length === 1).flat());
  const sets = all.filter((set) => set.length > 1);
  const bars = new Set(excluded.flatMap(places));
  const plain = Uint32Array.from(index.gateways, (_, place) =>
    (wanted.length === 0 || single.has(place)) && !bars.has(place) ? 0 : fail,
  );
  if (sets.length === 0) return (offer) => plain[index.gateway[offer] as number] as number;
  const meets = sets.map((set) => modelsAtAll(index, set));
  return (offer) => {
    const gateway = index.gateway[offer] as number;
    if (plain[gateway] === 0 || bars.has(gateway)) return plain[gateway] as number;
    const model = index.modelOf[offer] as number;
    return sets.some((set, i) => set.includes(gateway) && meets[i]?.[model] === 1) ? 0 : fail;
  };
}

/** 1 for each model with a usable offer at every gateway of the set. */
function modelsAtAll(index: SearchIndex, set: readonly number[]): Uint8Array {
  const usable = index.traits.map(({ state }) => isUsable(state));
  const models = new Uint8Array(index.ids.length);
  const serving = new Set<number>();
  for (let m = 0; m < models.length; m++) {
    serving.clear();
    for (let o = index.firstOffer[m] as number; o < (index.primaryEnd[m] as number); o++) {
      if (usable[index.trait[o] as number]) serving.add(index.gateway[o] as number);
    }
    models[m] = set.every((gateway) => serving.has(gateway)) ? 1 : 0;
  }
  return models;
}
