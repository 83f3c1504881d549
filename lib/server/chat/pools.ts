import { type Dispatcher, Pool } from "undici";
import type { CallUpstream, UpstreamFlow, UpstreamSink } from "../providers/call";

/** Connections to one origin; what comes beyond waits its turn. */
const CONNECTIONS = 10_000;
const LEFT = new Error("nobody waits for the answer any more");

/** Connections kept open to each gateway. Redirects are not followed: one could carry a key to another host. */
export class Pools {
  readonly #pools = new Map<string, Pool>();
  readonly #connectMs: number;

  /** @param connectMs how long a connection may take */
  constructor(connectMs = 10_000) {
    this.#connectMs = connectMs;
  }

  readonly call: CallUpstream = ({ origin, path, headers, body, silenceMs }, sink) => {
    const pool = this.#pools.get(origin) ?? this.#open(origin);
    const flow = new Flow(sink);
    pool.dispatch({ path, method: "POST", headers, body, headersTimeout: 0, bodyTimeout: silenceMs }, flow);
    return flow;
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
      connect: { timeout: this.#connectMs },
      keepAliveTimeout: 30_000,
      maxHeaderSize: 65_536,
    });
    this.#pools.set(origin, pool);
    return pool;
  }
}

/** One answer as undici tells it, handed to its sink until it has ended or is closed. */
class Flow implements UpstreamFlow, Dispatcher.DispatchHandler {
  readonly #sink: UpstreamSink;
  #controller: Dispatcher.DispatchController | null = null;
  #over = false;

  constructor(sink: UpstreamSink) {
    this.#sink = sink;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) controller.abort(LEFT);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[]>): void {
    if (!this.#over && status >= 200) this.#sink.head(status, headers);
  }

  onResponseData(_: Dispatcher.DispatchController, bytes: Buffer): void {
    if (!this.#over) this.#sink.data(bytes);
  }

  onResponseEnd(): void {
    this.#end(null);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#end(error);
  }

  pause(): void {
    this.#controller?.pause();
  }

  resume(): void {
    this.#controller?.resume();
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#controller?.abort(LEFT);
  }

  #end(error: Error | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#sink.end(error);
  }
}
