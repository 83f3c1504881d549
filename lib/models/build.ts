import type { Offer } from "@/lib/contract/offer";
import { mergeOffers } from "./merge";
import { IndexPacker } from "./pack";
import { type RowTable, RowWriter } from "./rows";
import type { IndexedGateway, PackedIndex } from "./search-index";

/** What one gateway has in a catalogue: its offers, and the merged models that have at least one of them. */
export interface GatewayCount {
  offers: number;
  models: number;
}

/** A catalogue, built: every model as a row, and the slim index over them in the same order. */
export interface BuiltCatalog {
  rows: RowTable;
  index: PackedIndex;
  models: number;
  offers: number;
  perGateway: Map<string, GatewayCount>;
}

/**
 * Merges groups of offers into a catalogue. `groups` come sorted by key and are read one by one, so that
 * only one model at a time is held as objects.
 */
export function buildCatalog(groups: Iterable<readonly Offer[]>, gateways: readonly IndexedGateway[]): BuiltCatalog {
  const rows = new RowWriter();
  const index = new IndexPacker(gateways);
  const perGateway = new Map<string, GatewayCount>(gateways.map((g) => [g.slug, { offers: 0, models: 0 }]));
  let models = 0;
  let offers = 0;
  for (const group of groups) {
    const model = mergeOffers(group);
    rows.add(model);
    index.add(model);
    models++;
    offers += model.offers.length;
    for (const { gateway } of model.offers) count(perGateway, gateway).offers++;
    for (const gateway of model.source_gateways) count(perGateway, gateway).models++;
  }
  return { rows: rows.finish(), index: index.pack(), models, offers, perGateway };
}

function count(perGateway: Map<string, GatewayCount>, gateway: string): GatewayCount {
  const known = perGateway.get(gateway);
  if (!known) throw new Error(`the catalogue knows no gateway named "${gateway}"`);
  return known;
}
