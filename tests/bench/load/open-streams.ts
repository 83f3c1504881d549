import { Pool } from "undici";
import { call, cpuSeconds, headersOf, percentile, rssMb, type Target } from "./measure";

/** The result of many parallel streams. */
export interface OpenStreams {
  asked: number;
  /** The highest count reported by the gateways themselves. */
  open: number;
  ended: number;
  first50: number;
  first99: number;
  /** Memory per stream in KB, and CPU of the gateways as a fraction of a core. */
  kbEach: number;
  cores: number;
}

/** Seconds that a stream lasts: the last one must start before the first one ends. */
const lasting = (count: number) => (count > 2_000 ? 30 : 10);

async function running(target: Target): Promise<number> {
  const response = await fetch(`${target.url}/metrics`, { headers: headersOf(target.keys[0]) });
  return Number(/^gatewayz_chats_running (\d+)$/m.exec(await response.text())?.[1] ?? 0);
}

/** Opens this many streams in parallel and waits for the end of each. */
export async function openStreams(target: Target, count: number): Promise<OpenStreams> {
  const pool = new Pool(target.url, { connections: count, headersTimeout: 120_000, bodyTimeout: 120_000 });
  const before = rssMb(target.pids);
  const cpu = cpuSeconds(target.pids);
  const start = performance.now();
  let [most, memory] = [0, 0];
  const looking = setInterval(() => {
    running(target)
      .then((n) => {
        most = Math.max(most, n);
        memory = Math.max(memory, rssMb(target.pids));
      })
      .catch(() => {});
  }, 500);
  const calls = Array.from({ length: count }, (_, n) =>
    call(pool, target.keys[n % target.keys.length], true, { max_tokens: lasting(count) / 2 }).catch(() => null),
  );
  const ends = (await Promise.all(calls)).flatMap((end) => (end?.good ? [end.first] : []));
  clearInterval(looking);
  const cores = (cpuSeconds(target.pids) - cpu) / ((performance.now() - start) / 1_000);
  await pool.close();
  return {
    asked: count,
    open: most,
    ended: ends.length,
    first50: percentile(ends, 0.5),
    first99: percentile(ends, 0.99),
    kbEach: ((memory - before) * 1_024) / count,
    cores,
  };
}
