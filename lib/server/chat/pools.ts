import { subscribe } from "node:diagnostics_channel";
import { Client, type Dispatcher, Pool } from "undici";
import type { CallUpstream, UpstreamFlow, UpstreamSink } from "../providers/call";

/** Maximum connections per origin; further calls wait. */
const CONNECTIONS = 10_000;
/** Errors of a connection that its other end had closed. */
const RESETS: readonly unknown[] = ["ECONNRESET", "EPIPE", "ECONNABORTED", "UND_ERR_SOCKET"];
/** Node wraps `queueMicrotask` in an async resource, which costs ten times as much. */
const NOW = Promise.resolve();
const LEFT = new Error("the response is no longer needed");

/** Keep-alive connections to each gateway. Redirects are not followed: one could send a key to another host. */
export class Pools {
  readonly #pools = new Map<string, Pool>();
  readonly #once = new Set<Client>();
  readonly #connection: { connect: { timeout: number }; keepAliveTimeout: number; maxHeaderSize: number };

  /** @param connectMs connect timeout */
  constructor(connectMs = 10_000) {
    this.#connection = { connect: { timeout: connectMs }, keepAliveTimeout: 30_000, maxHeaderSize: 65_536 };
  }

  readonly call: CallUpstream = ({ origin, path, headers, body, silenceMs }, sink) => {
    const pool = this.#pools.get(origin) ?? this.#open(origin);
    const options = { path, method: "POST" as const, headers, body, headersTimeout: 0, bodyTimeout: silenceMs };
    const flow = new Flow(sink, () => this.#dispatchOnce(origin, options, flow));
    NOW.then(() => flow.over || pool.dispatch(options, flow)).catch((error: Error) => flow.fail(error));
    return flow;
  };

  /** The number of active connections, for tests that look for leaks. */
  get running(): number {
    let all = 0;
    for (const pool of [...this.#pools.values(), ...this.#once]) all += pool.stats.running;
    return all;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values(), ...this.#once].map((pool) => pool.destroy()));
  }

  #open(origin: string): Pool {
    const pool = new Pool(origin, { ...this.#connection, connections: CONNECTIONS });
    this.#pools.set(origin, pool);
    return pool;
  }

  /** Sends a call on a new connection, which can't be stale. */
  #dispatchOnce(origin: string, options: Dispatcher.DispatchOptions, flow: Flow): void {
    const client = new Client(origin, this.#connection);
    this.#once.add(client);
    client.dispatch(options, flow);
    client.close(() => this.#once.delete(client));
  }
}

/** Passes one undici response to its sink until it ends or is closed. */
class Flow implements UpstreamFlow, Dispatcher.DispatchHandler {
  readonly #sink: UpstreamSink;
  readonly #retry: () => void;
  #controller: Dispatcher.DispatchController | null = null;
  #over = false;
  #answered = false;
  #retried = false;
  #pieces: Buffer[] = [];
  /** The request was sent on a reused connection. */
  reused = false;

  /** @param retry sends the call again on a new connection */
  constructor(sink: UpstreamSink, retry: () => void) {
    this.#sink = sink;
    this.#retry = retry;
  }

  get over(): boolean {
    return this.#over;
  }

  /** The request could not be sent at all. */
  fail(error: Error): void {
    this.#end(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    starting = this;
    if (this.#over) controller.abort(LEFT);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[]>): void {
    this.#answered = true;
    if (!this.#over && status >= 200) this.#sink.head(status, headers);
  }

  onResponseData(_: Dispatcher.DispatchController, bytes: Buffer): void {
    // One read of a socket has many chunks of a stream: passing them one by one would cost as much as everything else.
    if (!this.#over && this.#pieces.push(bytes) === 1) void NOW.then(() => this.#pass());
  }

  onResponseEnd(): void {
    this.#end(null);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    const stale = this.reused && !this.#answered && RESETS.includes((error as NodeJS.ErrnoException).code);
    if (stale && !this.#retried && !this.#over) {
      this.#retried = true;
      this.#retry();
    } else this.#end(error);
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

  #pass(): void {
    const pieces = this.#pieces;
    const [only] = pieces;
    if (!only || this.#over) return;
    this.#pieces = [];
    try {
      this.#sink.data(pieces.length === 1 ? only : Buffer.concat(pieces));
    } catch (error) {
      this.#controller?.abort(error as Error);
    }
  }

  #end(error: Error | null): void {
    this.#pass();
    if (this.#over) return;
    this.#over = true;
    this.#sink.end(error);
  }
}

/** The call whose request is being written: undici reports its socket right after the start. */
let starting: Flow | null = null;
const used = new WeakSet<object>();

subscribe("undici:client:sendHeaders", (message) => {
  const { socket } = message as { socket: object };
  if (starting) starting.reused = used.has(socket);
  starting = null;
  used.add(socket);
});
