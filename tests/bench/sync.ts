import { median, round, SIZES, SLUGS, table } from "./kit";
import { startFakes, startServer } from "./server-process";

const PAGE_DELAY_MS = 100;
const RUNS = 3;
/** Number of consecutive syncs over which memory is measured, by size. */
const MANY = { 2293: 100, 50000: 8 };

/**
 * A sync of all gateways compared with the slowest one, and its effect on the serving thread. Fakes run in parallel.
 */
export async function benchSync(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const fakes = await startFakes(size, PAGE_DELAY_MS);
    const server = await startServer(fakes.env);
    await server.sync();
    const slowest = await slowestOf((slug) => server.sync(slug));
    await server.loopMs();
    const all: number[] = [];
    const alone: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      all.push(await server.sync());
      alone.push(await server.sync(slowest));
    }
    const loop = await server.loopMs();
    const ratio = round(median(all) / median(alone), 2);
    rows.push([size, round(median(all)), slowest, round(median(alone)), ratio, round(loop)]);
    await server.stop();
    await fakes.stop();
  }
  console.log(table(["offers", "all ms", "slowest", "alone ms", "ratio", "longest loop block ms"], rows));
  await memoryOverSyncs();
}

async function slowestOf(sync: (slug: string) => Promise<number>): Promise<string> {
  const times: [string, number][] = [];
  for (const slug of SLUGS) times.push([slug, await sync(slug)]);
  return times.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

/** Memory of a gateway's process, without the web app, over many syncs. */
async function memoryOverSyncs(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const fakes = await startFakes(size);
    const server = await startServer(fakes.env);
    const seen: number[] = [];
    for (let i = 0; i < MANY[size]; i++) {
      await server.sync();
      seen.push(server.rssMb());
    }
    const quarter = Math.ceil(seen.length / 4);
    const [second, last] = [seen.slice(quarter, 2 * quarter), seen.slice(-quarter)];
    rows.push([size, seen.length, round(median(second)), round(median(last)), round(server.peakMb())]);
    await server.stop();
    await fakes.stop();
  }
  console.log(table(["offers", "syncs", "RSS MB, second quarter", "last quarter", "peak"], rows));
}
