import { monitorEventLoopDelay } from "node:perf_hooks";
import { benchEnv, median, openThread, round, SIZES, SLUGS, table, upstreamsOf } from "./kit";

const PAGE_DELAY_MS = 100;
const RUNS = 3;
const MANY = 30;

/** A sync of all gateways against the slowest alone; what it does to the serving thread and to memory. */
export async function benchSync(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const upstreams = await upstreamsOf(size, PAGE_DELAY_MS);
    const catalog = await openThread(benchEnv(upstreams.env()));
    await catalog.sync();
    const all: number[] = [];
    const alone: number[] = [];
    const timed = async (slugs?: string[]) => {
      const start = performance.now();
      await catalog.sync(slugs);
      return performance.now() - start;
    };
    const loop = monitorEventLoopDelay({ resolution: 5 });
    loop.enable();
    for (let i = 0; i < RUNS; i++) {
      all.push(await timed());
      let slowest = 0;
      for (const slug of i === 0 ? SLUGS : ["huggingface"]) slowest = Math.max(slowest, await timed([slug]));
      alone.push(slowest);
    }
    loop.disable();
    rows.push([
      size,
      round(median(all)),
      round(median(alone)),
      round(median(all) / median(alone), 2),
      round(loop.max / 1e6),
      round(process.memoryUsage().rss / 1e6),
    ]);
    await catalog.stop();
    await upstreams.close();
  }
  console.log(
    table(["offers", "all ms", "slowest alone ms", "ratio", "longest loop block ms", "RSS MB (with fakes)"], rows),
  );
  await memoryOverSyncs();
}

/** Memory of a process of its own, without the fakes, over many syncs. */
async function memoryOverSyncs(): Promise<void> {
  const { startServer } = await import("./server-process");
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const upstreams = await upstreamsOf(size);
    const server = await startServer(upstreams.env());
    const seen: number[] = [];
    for (let i = 0; i < (size > 10_000 ? MANY / 10 : MANY); i++) {
      await server.sync();
      seen.push(server.rssMb());
    }
    const tenth = Math.ceil(seen.length / 10);
    rows.push([
      size,
      seen.length,
      round(median(seen.slice(0, tenth))),
      round(median(seen.slice(-tenth))),
      round(Math.max(...seen)),
    ]);
    await server.stop();
    await upstreams.close();
  }
  console.log(table(["offers", "syncs", "RSS MB, first tenth", "last tenth", "largest"], rows));
}
