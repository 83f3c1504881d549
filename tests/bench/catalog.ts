import { brotliCompressSync, constants } from "node:zlib";
import type { Offer } from "@/lib/contract/offer";
import { CatalogBuilder } from "@/lib/models/build";
import { groupOffers } from "@/lib/models/group";
import { unpack } from "@/lib/models/unpack";
import { buildSnapshot } from "@/lib/server/catalog/build-snapshot";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { cpuOf, median, offersOf, round, SIZES, table } from "./kit";

const RUNS = 5;

/** Merge and index, then all of a snapshot with its compression, in CPU time, and the size of what the browser loads. */
export async function benchCatalog(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const offers = await offersOf(size);
    const merge: number[] = [];
    const decode: number[] = [];
    const whole: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      const merged = cpuOf(() => mergedIndex(offers));
      merge.push(merged.ms);
      decode.push(cpuOf(() => unpack(merged.result.index)).ms);
      const before = process.cpuUsage();
      await buildSnapshot(groupOffers(offers), PROVIDERS, "");
      const { user, system } = process.cpuUsage(before);
      whole.push((user + system) / 1000);
    }
    const snapshot = await buildSnapshot(groupOffers(offers), PROVIDERS, "");
    const index = Buffer.from(JSON.stringify(mergedIndex(offers).index));
    const best = brotliCompressSync(index, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    const { all, packed, rows: blocks } = snapshot;
    rows.push([
      offers.length,
      snapshot.models,
      round(median(merge)),
      round(median(decode)),
      round(median(whole)),
      round(blocks.bytes.length / 1e6),
      round(all.br.length / 1e3),
      round(packed.br.length / 1e3),
      round(packed.br.length / offers.length),
      round(best / offers.length),
    ]);
  }
  console.log(
    table(
      [
        "offers",
        "models",
        "merge+index ms",
        "decode ms",
        "whole build ms",
        "rows MB",
        "list br kB",
        "index br kB",
        "index B/offer",
        "at br 11",
      ],
      rows,
    ),
  );
}

function mergedIndex(offers: readonly Offer[]) {
  const builder = new CatalogBuilder(PROVIDERS);
  for (const group of groupOffers(offers)) builder.add(group);
  return builder.finish();
}
