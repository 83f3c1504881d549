import type { Model } from "@/lib/contract/model";
import type { IdentifiedOffer, Offer } from "@/lib/contract/offer";
import { CatalogBuilder } from "@/lib/models/build";
import { groupOffers } from "@/lib/models/group";
import { mergeOffers } from "@/lib/models/merge";
import { perToken } from "@/lib/models/price";
import type { IndexedGateway, SearchIndex } from "@/lib/models/search-index";
import { unknownFacts } from "@/lib/models/unknown-facts";
import { unpack } from "@/lib/models/unpack";

/** An offer with only its gateway and ID known. */
export function offer(gateway: string, id: string, facts: Partial<IdentifiedOffer> = {}): IdentifiedOffer {
  const text = { input_modalities: ["text"], output_modalities: ["text"] };
  return {
    gateway,
    id,
    ...unknownFacts(id, { architecture: text, ...facts }),
    source: { source: "test", fetched_at: "2026-01-01T00:00:00.000Z" },
    identity: { method: "exact", evidence: id, refused: null, tags: [], rules: 1 },
    ...facts,
  };
}

/** A known price, in USD per 1M tokens. */
export function priced(input: number, output: number): Pick<Offer, "pricing" | "price_state"> {
  return { pricing: { prompt: perToken(input), completion: perToken(output) }, price_state: "known" };
}

export const TEST_GATEWAYS: IndexedGateway[] = [
  { slug: "alpha", name: "Alpha", hue: 10, aliases: ["al"] },
  { slug: "beta", name: "Beta", hue: 20, aliases: [] },
  { slug: "gamma", name: "Gamma", hue: 30, aliases: [] },
];

/** The decoded index over these offers. */
export function indexOf(offers: readonly Offer[], gateways: readonly IndexedGateway[] = TEST_GATEWAYS): SearchIndex {
  const builder = new CatalogBuilder(gateways);
  for (const group of groupOffers(offers)) builder.add(group);
  const { index, aliasIds, aliasModels } = builder.finish();
  return { ...unpack(index), aliasIds, aliasModels };
}

/** One model of exactly these offers, under the ID of the first. */
export function modelOf(...offers: IdentifiedOffer[]): Model {
  return mergeOffers({ id: offers[0]?.id ?? "", offers });
}
