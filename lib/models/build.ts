import type { Model } from "@/lib/contract/model";
import type { OfferGroup } from "./group";
import { compareCodeUnits } from "./ids";
import { mergeOffers } from "./merge";
import { IndexPacker } from "./pack";
import type { IndexedGateway, PackedIndex } from "./search-index";

/** What one gateway has in a catalog: its offers, and the merged models that have at least one of them. */
export interface GatewayCount {
  offers: number;
  models: number;
}

/** A catalog, built: the slim index over its models in the order they were added, and its counts. */
export interface BuiltCatalog {
  index: PackedIndex;
  models: number;
  offers: number;
  perGateway: Map<string, GatewayCount>;
  aliasIds: string[];
  aliasModels: Uint32Array<ArrayBuffer>;
}

/** Groups of offers of one model each, sorted by id; an array, or parsed one by one while they are walked. */
export type Groups = Iterable<OfferGroup> & { readonly length: number };

/** When a model without a date of its own was first seen, in seconds since 1970: lists say a number for every model. */
function firstSeen({ firstSeen, offers }: OfferGroup): number {
  const days = [firstSeen ?? offers.map(({ source }) => source.fetched_at)].flat().map((day) => Date.parse(day));
  return Math.floor(Math.min(...days.filter((day) => day > 0)) / 1_000);
}

/** Builds a catalog model by model, so that only one at a time is held as objects. */
export class CatalogBuilder {
  readonly #index: IndexPacker;
  readonly #perGateway: Map<string, GatewayCount>;
  readonly #aliases: { alias: string; model: number }[] = [];
  #models = 0;
  #offers = 0;

  constructor(gateways: readonly IndexedGateway[]) {
    this.#index = new IndexPacker(gateways);
    this.#perGateway = new Map(gateways.map((g) => [g.slug, { offers: 0, models: 0 }]));
  }

  /** Merges the offers of one model and adds it. Groups come in the order of their ids. Throws on an unknown gateway. */
  add(group: OfferGroup): Model {
    const model = mergeOffers(group);
    this.#index.add(model);
    for (const alias of group.aliases) this.#aliases.push({ alias, model: this.#models });
    this.#models++;
    this.#offers += model.offers.length;
    for (const { gateway } of model.offers) this.#count(gateway).offers++;
    for (const gateway of model.source_gateways) this.#count(gateway).models++;
    return model.created === null ? { ...model, created: firstSeen(group) } : model;
  }

  finish(): BuiltCatalog {
    const aliases = this.#aliases.sort((a, b) => compareCodeUnits(a.alias, b.alias));
    return {
      index: this.#index.pack(),
      aliasIds: aliases.map(({ alias }) => alias),
      aliasModels: Uint32Array.from(aliases, ({ model }) => model),
      models: this.#models,
      offers: this.#offers,
      perGateway: this.#perGateway,
    };
  }

  #count(gateway: string): GatewayCount {
    const known = this.#perGateway.get(gateway);
    if (!known) throw new Error(`the catalog knows no gateway named "${gateway}"`);
    return known;
  }
}
