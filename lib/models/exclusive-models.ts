import type { SearchIndex } from "./search-index";

/** The number of models that only this gateway has. */
export function exclusiveModels(index: SearchIndex, slug: string): number {
  const place = index.gateways.findIndex((gateway) => gateway.slug === slug);
  let alone = 0;
  for (let m = 0; m < index.gatewayCount.length; m++) {
    if (index.gatewayCount[m] === 1 && index.gateway[index.firstOffer[m] ?? 0] === place) alone++;
  }
  return alone;
}
