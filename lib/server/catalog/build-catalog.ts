import { idKey } from "@/lib/models/ids";
import type { CatalogStore } from "../db/catalog";
import type { IdentityStore } from "../db/identity";
import type { BuildInput, Built } from "./build-order";
import { buildSnapshot } from "./build-snapshot";
import { collectOffers } from "./collect";
import type { Embedded } from "./embedded";

interface BuildSources {
  store: CatalogStore;
  identities: IdentityStore;
  embedded: Embedded;
}

/** Builds the catalog from stored and built-in offers. */
export async function buildCatalog({ store, identities, embedded }: BuildSources, input: BuildInput): Promise<Built> {
  const { gateways, rows, reference } = input;
  const assigned = await identities.assigned();
  const groups = collectOffers({
    embedded,
    stored: await store.offers(),
    slugs: new Set(gateways.map(({ slug }) => slug)),
    gateways: rows,
    assigned,
    reference,
  });
  const assignedKeys = new Set(assigned.map(({ id_key }) => id_key));
  const names = groups.names.map((name) => ({ ...name, id_key: idKey(name.id) }));
  const synced = [...rows.values()].flatMap((row) => row.synced_at ?? []).sort();
  return {
    snapshot: await buildSnapshot(groups, gateways, synced.at(-1) ?? embedded.asOf, groups.past),
    newNames: names.filter(({ id_key }) => !assignedKeys.has(id_key)),
  };
}
