import type { Model } from "@/lib/contract/model";
import { isUsable } from "@/lib/contract/states";
import { compareCodeUnits } from "./ids";
import { mergeOffers, type OfferGroup } from "./merge";
import { IndexPacker } from "./pack";
import { primaryOffers } from "./primary-offers";
import type { GatewayCount, IndexedGateway, PackedIndex } from "./search-index";

/** A built catalog: the packed index over its models, in the order they were added, and its counts. */
interface BuiltCatalog {
  index: PackedIndex;
  models: number;
  offers: number;
  perGateway: Map<string, GatewayCount>;
  aliasIds: string[];
  aliasModels: Uint32Array<ArrayBuffer>;
}

/** Groups of offers of one model each, sorted by ID; an array, or parsed one by one during iteration. */
export type Groups = Iterable<OfferGroup> & { readonly length: number };

/** Unix time in seconds; without a date that of the oldest offer data, because lists need a number. */
function firstSeenSeconds({ firstSeen, offers }: OfferGroup): number {
  const days = [firstSeen ?? offers.map(({ source }) => source.fetched_at)].flat().map((day) => Date.parse(day));
  return Math.floor(Math.min(...days.filter((day) => day > 0)) / 1_000);
}

/** The gateways that a list of usable models shows for a model. */
function usableGateways({ offers }: Model): Set<string> {
  return new Set(primaryOffers(offers).flatMap(({ gateway, state }) => (isUsable(state) ? [gateway] : [])));
}

/** Builds a catalog model by model, so that only one model at a time is in memory as objects. */
export class CatalogBuilder {
  readonly #index: IndexPacker;
  readonly #perGateway: Map<string, GatewayCount>;
  readonly #aliases: { alias: string; model: number }[] = [];
  #models = 0;
  #offers = 0;

  constructor(gateways: readonly IndexedGateway[]) {
    this.#index = new IndexPacker(gateways);
    this.#perGateway = new Map(gateways.map((g) => [g.slug, { offers: 0, models: 0, usable: 0 }]));
  }

  /** Merges the offers of one model and adds it, in the order of IDs. Throws on an unknown gateway. */
  add(group: OfferGroup): Model {
    const model = mergeOffers(group);
    this.#index.add(model);
    for (const alias of group.aliases) this.#aliases.push({ alias, model: this.#models });
    this.#models++;
    this.#offers += model.offers.length;
    for (const { gateway } of model.offers) this.#count(gateway).offers++;
    for (const gateway of model.source_gateways) this.#count(gateway).models++;
    for (const gateway of usableGateways(model)) this.#count(gateway).usable++;
    return model.created === null ? { ...model, created: firstSeenSeconds(group) } : model;
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
    const models = this.#perGateway.get(gateway);
    if (!models) throw new Error(`the catalog knows no gateway named "${gateway}"`);
    return models;
  }
}
