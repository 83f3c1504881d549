import type { Model } from "@/lib/contract/model";
import type { Offer } from "@/lib/contract/offer";
import { mergeOffers } from "./merge";
import { IndexPacker } from "./pack";
import type { IndexedGateway, PackedIndex } from "./search-index";

/** What one gateway has in a catalogue: its offers, and the merged models that have at least one of them. */
export interface GatewayCount {
  offers: number;
  models: number;
}

/** A catalogue, built: the slim index over its models in the order they were added, and its counts. */
export interface BuiltCatalog {
  index: PackedIndex;
  models: number;
  offers: number;
  perGateway: Map<string, GatewayCount>;
}

/** Groups of offers of one model each, sorted by key; an array, or parsed one by one while they are walked. */
export type Groups = Iterable<readonly Offer[]> & { readonly length: number };

/** Builds a catalogue model by model, so that only one at a time is held as objects. */
export class CatalogBuilder {
  readonly #index: IndexPacker;
  readonly #perGateway: Map<string, GatewayCount>;
  #models = 0;
  #offers = 0;

  constructor(gateways: readonly IndexedGateway[]) {
    this.#index = new IndexPacker(gateways);
    this.#perGateway = new Map(gateways.map((g) => [g.slug, { offers: 0, models: 0 }]));
  }

  /** Merges the offers of one model and adds it. Groups come in the order of their keys. Throws on an unknown gateway. */
  add(group: readonly Offer[]): Model {
    const model = mergeOffers(group);
    this.#index.add(model);
    this.#models++;
    this.#offers += model.offers.length;
    for (const { gateway } of model.offers) this.#count(gateway).offers++;
    for (const gateway of model.source_gateways) this.#count(gateway).models++;
    return model;
  }

  finish(): BuiltCatalog {
    return {
      index: this.#index.pack(),
      models: this.#models,
      offers: this.#offers,
      perGateway: this.#perGateway,
    };
  }

  #count(gateway: string): GatewayCount {
    const known = this.#perGateway.get(gateway);
    if (!known) throw new Error(`the catalogue knows no gateway named "${gateway}"`);
    return known;
  }
}
