import type { SearchIndex } from "./search-index";
import { usableModels } from "./usable";

/** The number of usable models that only this gateway serves. */
export function exclusiveModels(index: SearchIndex, slug: string): number {
  const position = index.gateways.findIndex((gateway) => gateway.slug === slug);
  const usable = usableModels(index).models;
  let alone = 0;
  for (let m = 0; m < index.gatewayCount.length; m++) {
    if (usable[m] === 1 && index.gatewayCount[m] === 1 && index.gateway[index.firstOffer[m] ?? 0] === position) alone++;
  }
  return alone;
}
