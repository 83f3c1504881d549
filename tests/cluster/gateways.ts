import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import pg from "pg";
import { type Program, signIn, startProgram } from "../e2e/program";
import { type Balancer, startBalancer } from "../fakes/balancer";
import { type Cuttable, startCuttable } from "../fakes/cuttable";
import { type ScriptedUpstream, startScriptedUpstream } from "../fakes/scripted-upstream";
import { postgresPlace, REDIS } from "../server/databases";

export const MODEL = "llama-3.3-70b-versatile";

/**
 * Several gateways in separate processes behind a load balancer, over real PostgreSQL and Redis that can be
 * disconnected.
 */
export interface Gateways {
  url: string;
  upstream: ScriptedUpstream;
  postgres: Cuttable;
  redis: Cuttable;
  balancer: Balancer;
  programs: Program[];
  /** A key of the only account. */
  key: string;
  /** Starts another gateway and adds it to the balancer. */
  add(): Promise<Program>;
  /** Ends a gateway with a signal; returns its exit code. */
  end(program: Program, signal?: NodeJS.Signals): Promise<number | null>;
  /** Queries the database directly. */
  query<T extends pg.QueryResultRow>(text: string): Promise<T[]>;
  call(path: string, body?: unknown, init?: RequestInit, through?: string): Promise<Response>;
  close(): Promise<void>;
}

/**
 * Starts `count` gateways with additional settings. Parallel test files need different Redis databases, because
 * breakers and counts are shared there.
 */
export async function startGateways(
  count: number,
  redisDatabase: number,
  more: Record<string, string> = {},
): Promise<Gateways> {
  await promisify(execFile)(process.execPath, ["scripts/setup.mjs", "bundle"]);
  const place = await postgresPlace();
  const [postgres, redis, upstream] = [
    await startCuttable(5432),
    await startCuttable(6379),
    await startScriptedUpstream(),
  ];
  await forget(redisDatabase);
  const databaseUrl = place.place.databaseUrl ?? "";
  const variables = {
    ...place.variables,
    DATABASE_URL: databaseUrl.replace(":5432", `:${postgres.port}`),
    REDIS_URL: `redis://127.0.0.1:${redis.port}/${redisDatabase}`,
    WEB_APP: "0",
    LOG_LEVEL: "warn",
    REQUESTS_PER_MINUTE: "100000",
    DRAIN_GRACE_SECONDS: "1",
    DRAIN_SECONDS: "20",
    ...more,
    GROQ_BASE_URL: `${upstream.url}/groq`,
    GROQ_API_KEY: "key-groq",
  };
  const start = () => startProgram(variables);
  const programs = await Promise.all(Array.from({ length: count }, start));
  const balancer = await startBalancer(programs.map(({ url }) => url));
  const key = await signIn(programs[0] as Program);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    url: balancer.url,
    upstream,
    postgres,
    redis,
    balancer,
    programs,
    key,
    add: async () => {
      const program = await start();
      programs.push(program);
      balancer.add(program.url);
      return program;
    },
    end: async (program, signal) => {
      const code = await program.stop(signal);
      balancer.remove(program.url);
      programs.splice(programs.indexOf(program), 1);
      return code;
    },
    query: async <T extends pg.QueryResultRow>(text: string) => (await client.query<T>(text)).rows,
    call: (path, body, init = {}, through = balancer.url) =>
      fetch(through + path, {
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...init,
      }),
    close: async () => {
      await Promise.all(programs.map((program) => program.stop("SIGKILL")));
      await Promise.all([balancer.close(), postgres.close(), redis.close(), upstream.close(), client.end()]);
      await place.remove();
    },
  };
}

/** Removes what a previous run has stored. */
async function forget(redisDatabase: number): Promise<void> {
  const redis = new Redis(`${REDIS}/${redisDatabase}`);
  const kept = await redis.keys("gatewayz:*");
  if (kept.length > 0) await redis.del(kept);
  redis.disconnect();
}
