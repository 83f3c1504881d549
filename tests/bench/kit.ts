import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Model } from "@/lib/contract/model";
import type { Offer } from "@/lib/contract/offer";
import { openCatalog } from "@/lib/server/catalog/open";
import { readRow } from "@/lib/server/catalog/row-table";
import type { Catalog } from "@/lib/server/catalog/snapshot";
import { startCatalog } from "@/lib/server/catalog/thread";
import { type Env, parseEnv } from "@/lib/server/env";
import { createLog } from "@/lib/server/log";
import { SLUGS, type Slug } from "../fakes/rows/counts";
import { scaledCounts } from "../fakes/rows/generate";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";

/** The two catalog sizes of all measurements. */
export const SIZES = [2_293, 50_000] as const;

export { table } from "@/scripts/verify/table";

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

export const round = (value: number, digits = 1) => Number(value.toFixed(digits));

/** Milliseconds of CPU that this process spent in `work`. */
export function cpuOf<T>(work: () => T): { ms: number; result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

/** Fake upstreams with `size` offers in total, distributed as in the seed's table. */
export function upstreamsOf(size: number, delayMs = 0): Promise<Upstreams> {
  return startUpstreams({ counts: scaledCounts(size), ...(delayMs ? { delayMs } : {}) });
}

export function benchEnv(variables: Record<string, string>): Env {
  const fixed = { LOG_LEVEL: "error", SYNC_ON_START: "0", SYNC_INTERVAL_SECONDS: "0", DATA_DIR: freshDir() };
  return parseEnv({ ...fixed, ...variables });
}

const freshDir = () => mkdtempSync(join(tmpdir(), "gatewayz-bench-"));

/** A catalog in this thread, or in its own as in production. */
function openHere(env: Env): Promise<Catalog> {
  return openCatalog({ env, log: createLog(env.LOG_LEVEL) });
}

export function openThread(env: Env): Promise<Catalog> {
  return startCatalog(new URL("./catalog-worker.mjs", import.meta.url), env, createLog(env.LOG_LEVEL));
}

/** All offers of fake upstreams of this size, as read by one run of each provider. */
export async function offersOf(size: number): Promise<Offer[]> {
  const upstreams = await upstreamsOf(size);
  const catalog = await openHere(benchEnv(upstreams.env()));
  await catalog.sync();
  const { rows, models } = catalog.snapshot();
  const offers = Array.from({ length: models }, (_, m) => readRow<Model>(rows, m)).flatMap(({ description, offers }) =>
    offers.map((offer) => ({ ...offer, description })),
  );
  await catalog.stop();
  await upstreams.close();
  return offers;
}

export type { Slug };
export { SLUGS };
