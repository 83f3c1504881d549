import { brotliCompressSync, constants } from "node:zlib";
import { buildCatalog } from "@/lib/models/build";
import { groupByModel } from "@/lib/models/group";
import { unpack } from "@/lib/models/unpack";
import { compress } from "@/lib/server/catalog/snapshot";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { cpuOf, median, offersOf, round, SIZES, table } from "./kit";

const RUNS = 5;

/** Merge, index and compression of the catalogue, in CPU time, and the size of what the browser loads. */
export async function benchCatalog(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const offers = await offersOf(size);
    const build: number[] = [];
    const decode: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      const built = cpuOf(() => buildCatalog(groupByModel(offers), PROVIDERS));
      build.push(built.ms);
      decode.push(cpuOf(() => unpack(built.result.index)).ms);
    }
    const built = buildCatalog(groupByModel(offers), PROVIDERS);
    const index = Buffer.from(JSON.stringify(built.index));
    const small = cpuOf(() => compress(index)).result.br.length;
    const whole = cpuOf(() => compress(built.rows.bytes));
    const best = brotliCompressSync(index, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    rows.push([
      offers.length,
      built.models,
      round(median(build)),
      round(median(decode)),
      round(built.rows.bytes.length / 1e6),
      round(whole.ms),
      round(whole.result.br.length / 1e3),
      round(small / 1e3),
      round(small / offers.length),
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
        "rows MB",
        "compress ms",
        "list br kB",
        "index br kB",
        "index B/offer",
        "at br 11",
      ],
      rows,
    ),
  );
}
