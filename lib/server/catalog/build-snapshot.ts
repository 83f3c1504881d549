import { createHash } from "node:crypto";
import { CatalogBuilder, type Groups } from "@/lib/models/build";
import type { OfferGroup } from "@/lib/models/merge";
import type { IndexedGateway } from "@/lib/models/search-index";
import { unpack } from "@/lib/models/unpack";
import { compress, WholeList } from "./compress";
import { buildPast } from "./past";
import { RowWriter } from "./row-table";
import { envelope, type Snapshot } from "./snapshot";

/**
 * Merges, indexes, serializes, and compresses a catalog. Takes seconds of CPU at 50,000 offers: run it in a worker.
 * Holds only a few blocks of the whole response in memory at a time.
 */
export async function buildSnapshot(
  groups: Groups,
  gateways: readonly IndexedGateway[],
  syncedAt: string,
  past: readonly OfferGroup[] = [],
): Promise<Snapshot> {
  const total = groups.length;
  const [head, tail] = envelope({ total, limit: null, offset: 0, returned: total, gateway: "all", syncedAt });
  const builder = new CatalogBuilder(gateways);
  const writer = new RowWriter();
  const list = new WholeList();
  await list.write(head);
  for (const group of groups) {
    const block = writer.add(builder.add(group));
    if (block) await Promise.all([list.write(block), writer.settled()]);
  }
  const last = writer.end();
  if (last) await list.write(last);
  await list.write(tail);
  const { index, models, offers, perGateway, aliasIds, aliasModels } = builder.finish();
  const { all, rows } = await list.finish(head, await writer.finish(), tail);
  const packed = Buffer.from(JSON.stringify(index));
  return {
    etag: hash(head, rows.bytes, tail),
    syncedAt,
    models,
    offers,
    rows,
    all,
    packed: { ...(await compress(packed)), hash: hash(packed) },
    index: { ...unpack(index), aliasIds, aliasModels },
    past: await buildPast(past),
    perGateway,
  };
}

function hash(...parts: Uint8Array[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part);
  return sum.digest("base64url").slice(0, 22);
}
