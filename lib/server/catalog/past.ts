import type { Model } from "@/lib/contract/model";
import type { Offer } from "@/lib/contract/offer";
import { lowerBound } from "@/lib/models/binary-search";
import { authorIds } from "@/lib/models/identity/author-ids";
import { compareCodeUnits, idKey } from "@/lib/models/ids";
import type { OfferGroup } from "@/lib/models/merge";
import { mergeOffers } from "@/lib/models/merge";
import { unknownFacts } from "@/lib/models/unknown-facts";
import type { PastOffer } from "./embedded";
import { type RowTable, RowWriter, rowBytes } from "./row-table";

/** Models that no gateway lists any more; their IDs still resolve. */
export interface PastModels {
  /** Keys of their IDs, sorted, and the row that each resolves to. */
  ids: string[];
  models: Uint32Array<ArrayBuffer>;
  rows: RowTable;
}

/** An offer of which only the ID and the date of its last listing are known. */
export function pastOffer({ gateway, id, last_seen }: PastOffer, asOf: string): Offer {
  return {
    gateway,
    id,
    ...unknownFacts(id),
    state: "gone",
    state_note: last_seen ? `last listed on ${last_seen}` : `no longer listed as of ${asOf}`,
    first_seen: null,
    source: { source: "built-in catalog", fetched_at: last_seen ?? asOf },
  };
}

/** Merges and serializes models that no gateway lists any more. */
export async function buildPast(groups: readonly OfferGroup[]): Promise<PastModels> {
  const writer = new RowWriter();
  const keys: { key: string; model: number }[] = [];
  groups.forEach((group, model) => {
    writer.add(mergeOffers(group));
    for (const key of new Set([idKey(group.id), ...group.aliases])) keys.push({ key, model });
  });
  writer.end();
  keys.sort((a, b) => compareCodeUnits(a.key, b.key));
  return {
    ids: keys.map(({ key }) => key),
    models: Uint32Array.from(keys, ({ model }) => model),
    rows: await writer.finish(),
  };
}

/** The JSON of the past model with this ID; null when there is none. */
export function pastBytes({ ids, models, rows }: PastModels, id: string): Uint8Array | null {
  for (const key of [id, ...authorIds(id)].map(idKey)) {
    const position = lowerBound(ids.length, (i) => compareCodeUnits(ids[i] ?? "", key) >= 0);
    if (ids[position] === key) return rowBytes(rows, models[position] ?? 0);
  }
  return null;
}

/** The past model with this ID, parsed; null when there is none. */
export function readPast(past: PastModels, id: string): Model | null {
  const bytes = pastBytes(past, id);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Model);
}
