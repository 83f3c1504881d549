import pg from "pg";
import { freePort, startRole } from "../server-process";
import type { Target } from "./measure";

const POSTGRES = process.env.BENCH_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test";
const REDIS = process.env.BENCH_REDIS_URL ?? "redis://127.0.0.1:6379";

/** One gateway over its embedded database. */
export async function oneProcess(upstream: string): Promise<Target> {
  const port = await freePort();
  const { pid, line, stop } = await startRole(["--gateway", String(port), upstream], {});
  return { name: "one process", url: `http://127.0.0.1:${port}`, keys: line.split(","), pids: [pid ?? 0], stop };
}

/** Three gateways over PostgreSQL and Redis behind a balancer; the balancer's CPU is not theirs. */
export async function threeProcesses(upstream: string): Promise<Target> {
  const schema = `bench_${process.pid}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: POSTGRES });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`CREATE SCHEMA ${schema}`);
  const settings = {
    DATABASE_URL: `${POSTGRES}?options=-c%20search_path%3D${schema}`,
    REDIS_URL: REDIS,
    KEY_PEPPER: "a pepper for benchmarks that is long",
    ENCRYPTION_KEY: "ab".repeat(32),
  };
  const ports = [await freePort(), await freePort(), await freePort()];
  const gateways: Awaited<ReturnType<typeof startRole>>[] = [];
  for (const port of ports) gateways.push(await startRole(["--gateway", String(port), upstream], settings));
  const front = await freePort();
  const balancer = await startRole(["--balancer", String(front), ports.join(",")], {});
  return {
    name: "three gateways, PostgreSQL, Redis",
    url: `http://127.0.0.1:${front}`,
    keys: gateways.flatMap(({ line }) => line.split(",")),
    pids: gateways.map(({ pid }) => pid ?? 0),
    stop: async () => {
      await balancer.stop();
      for (const gateway of gateways) await gateway.stop();
      await run(`DROP SCHEMA ${schema} CASCADE`);
    },
  };
}
