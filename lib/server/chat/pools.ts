import { Pool } from "undici";
import type { CallUpstream } from "../providers/call";

/** Connections to one origin; what comes beyond waits its turn. */
const CONNECTIONS = 1_024;
const CONNECT_MS = 10_000;

/** Connections kept open to each gateway. Redirects are not followed: one could carry a key to another host. */
export class Pools {
  readonly #pools = new Map<string, Pool>();

  readonly call: CallUpstream = async ({ origin, path, headers, body, signal, silenceMs }) => {
    const pool = this.#pools.get(origin) ?? this.#open(origin);
    const answer = await pool.request({
      path,
      method: "POST",
      headers,
      body,
      signal,
      headersTimeout: 0,
      bodyTimeout: silenceMs,
    });
    // Without a listener an error of the body would end the process.
    answer.body.on("error", () => undefined);
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  };

  /** How many connections are in use, for tests that look for leaks. */
  get running(): number {
    let all = 0;
    for (const pool of this.#pools.values()) all += pool.stats.running;
    return all;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()));
  }

  #open(origin: string): Pool {
    const pool = new Pool(origin, {
      connections: CONNECTIONS,
      connect: { timeout: CONNECT_MS },
      keepAliveTimeout: 30_000,
      maxHeaderSize: 65_536,
    });
    this.#pools.set(origin, pool);
    return pool;
  }
}
