import { Worker } from "node:worker_threads";
import type { Selectable } from "kysely";
import { ApiError } from "@/lib/contract/error";
import type { Gateway, SyncReport } from "@/lib/contract/gateway";
import type { MergeReport } from "@/lib/contract/report";
import type { HistoryQuery, HistoryResult } from "../db/history";
import type { StoredReport } from "../db/identity";
import type { RunsQuery } from "../db/runs";
import type { SyncRunTable } from "../db/schema";
import type { Env } from "../env";
import type { Log } from "../log";
import { type Catalog, LARGE_CATALOG, type Snapshot } from "./snapshot";
import { type Ask, type FromWorker, received, type ToWorker, type WorkerInput } from "./worker-protocol";

/** V8 starts incremental garbage collection when this many bytes are allocated outside its heap. */
const PRESSURE_BYTES = 65 * 1024 * 1024;

/** Lets V8 collect the previous snapshot, which would otherwise stay for hours when nothing else is allocated. */
function collectInSteps(): void {
  // Never written to, so it takes no memory.
  new ArrayBuffer(PRESSURE_BYTES);
}

/**
 * Starts the catalog in a worker thread (`entry`: its built file); resolves with its first snapshot. When the thread ends
 * unexpectedly, the last snapshot is still served, and everything else is rejected with provider_unavailable.
 */
export function startCatalog(entry: URL, env: Env, log: Log): Promise<Catalog> {
  return new Promise((resolve, reject) => {
    let isReady = false;
    const catalog = new ThreadCatalog(entry, env, {
      ready: () => {
        isReady = true;
        resolve(catalog);
      },
      failed: (message) => reject(new Error(message)),
      crashed: (error) => {
        reject(error);
        if (isReady) log.error({ err: error }, "the catalog thread ended: the last catalog is served until a restart");
      },
    });
  });
}

interface Lifecycle {
  ready(): void;
  failed(message: string): void;
  crashed(error: Error): void;
}

const ENDED = "the catalog of this server is no longer updated, and its stored data is unavailable until a restart";

/** The catalog of a worker thread: its last snapshot is stored here, everything else is requested by messages. */
class ThreadCatalog implements Catalog {
  readonly #worker: Worker;
  readonly #lifecycle: Lifecycle;
  readonly #asks = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #snapshot: Snapshot | undefined;
  #gateways: Gateway[] = [];
  #lastCall = 0;
  #hasEnded = false;
  #isStopping = false;
  #stopped = () => {};
  /** Keeps messages in order, although assembling a snapshot takes several turns of the event loop. */
  #handled = Promise.resolve();

  constructor(entry: URL, env: Env, lifecycle: Lifecycle) {
    this.#lifecycle = lifecycle;
    this.#worker = new Worker(entry, { workerData: { env: env.raw } satisfies WorkerInput });
    let cause: Error | null = null;
    this.#worker.on("error", (error: Error) => {
      cause = error;
    });
    this.#worker.on("exit", (code) => {
      const error = cause ?? new Error(`the catalog thread ended with code ${code}`);
      this.#handled = this.#handled.then(() => this.#end(error));
    });
    this.#worker.on("message", (message: FromWorker) => {
      this.#handled = this.#handled.then(() => this.#handle(message));
    });
  }

  snapshot(): Snapshot {
    return this.#snapshot as Snapshot;
  }

  gateways(): Gateway[] {
    return this.#gateways;
  }

  sync(ask?: readonly string[]): Promise<SyncReport[]> {
    return this.#ask({ name: "sync", ask });
  }

  history(ask: HistoryQuery): Promise<HistoryResult> {
    return this.#ask({ name: "history", ask });
  }

  report(ask: MergeReport): Promise<boolean> {
    return this.#ask({ name: "report", ask });
  }

  reports(ask: number): Promise<StoredReport[]> {
    return this.#ask({ name: "reports", ask });
  }

  runs(ask: RunsQuery): Promise<Selectable<SyncRunTable>[]> {
    return this.#ask({ name: "runs", ask });
  }

  stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#hasEnded) return Promise.resolve();
    return new Promise((resolve) => {
      this.#stopped = resolve;
      this.#post({ type: "stop" });
    });
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #ask<T>(ask: Ask): Promise<T> {
    if (this.#hasEnded) return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      const call = ++this.#lastCall;
      this.#asks.set(call, { resolve: (value) => resolve(value as T), reject });
      this.#post({ type: "ask", call, ask });
    });
  }

  #answer(call: number, answer: { value: unknown } | { error: string }): void {
    const asked = this.#asks.get(call);
    this.#asks.delete(call);
    if ("error" in answer) asked?.reject(new Error(answer.error));
    else asked?.resolve(answer.value);
  }

  #end(error: Error): void {
    this.#hasEnded = true;
    // Otherwise, a sync would seem to be running forever.
    this.#gateways = this.#gateways.map((gateway) => ({ ...gateway, progress: null }));
    for (const { reject } of this.#asks.values()) reject(unavailable());
    this.#asks.clear();
    this.#stopped();
    if (!this.#isStopping) this.#lifecycle.crashed(error);
  }

  async #handle(message: FromWorker): Promise<void> {
    switch (message.type) {
      case "snapshot":
        this.#snapshot = await received(message.snapshot);
        this.#gateways = message.gateways;
        if (this.#snapshot.offers >= LARGE_CATALOG) collectInSteps();
        break;
      case "gateways":
        this.#gateways = message.gateways;
        break;
      case "ready":
        this.#lifecycle.ready();
        break;
      case "failed":
        this.#lifecycle.failed(message.message);
        break;
      case "answer":
        this.#answer(message.call, message.answer);
        break;
      case "stopped":
        this.#stopped();
        break;
    }
  }
}

const unavailable = () =>
  new ApiError("provider_unavailable", ENDED, { code: "catalog_unavailable", retryable: false });
