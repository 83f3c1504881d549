import { readFileSync } from "node:fs";
import { Pool } from "undici";
import { BENCH_MODEL } from "../protocol-calls";

/** What is put under load: its URL, its keys, and its processes. */
export interface Target {
  name: string;
  url: string;
  keys: readonly string[];
  pids: readonly number[];
  stop(): Promise<void>;
}

/** The result of a load test. Times in ms, CPU of the gateways in µs per request, total memory in MB. */
export interface Figures {
  perSecond: number;
  p50: number;
  p99: number;
  first50: number;
  first99: number;
  cpu: number;
  rss: number;
  failed: number;
}

const TICKS_A_SECOND = 100;
const body = (stream: boolean, extra: object = {}) =>
  JSON.stringify({ model: BENCH_MODEL, stream, messages: [{ role: "user", content: "hello there" }], ...extra });

export const headersOf = (key: string | undefined) => ({
  "content-type": "application/json",
  authorization: `Bearer ${key}`,
});

/** Seconds of CPU that these processes have used. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    // The name in parentheses may contain spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  }, 0);
}

/** Total resident memory of these processes in MB. */
export function rssMb(pids: readonly number[]): number {
  return pids.reduce(
    (sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024,
    0,
  );
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** One call: whether it reached its end, and when its first and last bytes arrived, in ms after it was sent. */
export async function call(pool: Pool, key: string | undefined, stream: boolean, extra: object = {}) {
  const start = performance.now();
  const answer = await pool.request({
    path: "/v1/chat/completions",
    method: "POST",
    headers: headersOf(key),
    body: body(stream, extra),
  });
  let first = 0;
  let tail = "";
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    first ||= performance.now() - start;
    if (stream) tail = (tail + chunk.subarray(-40).toString("latin1")).slice(-40);
  }
  const good = answer.statusCode === 200 && (!stream || tail.endsWith("data: [DONE]\n\n"));
  return { good, first, whole: performance.now() - start };
}

/** Calls without pauses, at a given concurrency and for a given time. */
export async function load(target: Target, stream: boolean, seconds: number, atOnce = 16): Promise<Figures> {
  const pool = new Pool(target.url, { connections: atOnce, pipelining: 1 });
  const times: number[] = [];
  const firsts: number[] = [];
  let failed = 0;
  const worker = async (n: number, until: number) => {
    while (performance.now() < until) {
      const { good, first, whole } = await call(pool, target.keys[n % target.keys.length], stream);
      if (!good) failed++;
      times.push(whole);
      firsts.push(first);
    }
  };
  const all = (until: number) => Promise.all(Array.from({ length: atOnce }, (_, n) => worker(n, until)));
  await all(performance.now() + 1_000);
  times.length = firsts.length = 0;
  const [start, cpu] = [performance.now(), cpuSeconds(target.pids)];
  await all(start + seconds * 1_000);
  const took = (performance.now() - start) / 1_000;
  const used = cpuSeconds(target.pids) - cpu;
  await pool.close();
  return {
    perSecond: times.length / took,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    first50: percentile(firsts, 0.5),
    first99: percentile(firsts, 0.99),
    cpu: (used * 1e6) / times.length,
    rss: rssMb(target.pids),
    failed,
  };
}
