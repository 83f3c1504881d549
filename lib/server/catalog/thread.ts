import { Worker } from "node:worker_threads";
import type { Selectable } from "kysely";
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

/** Starts the catalog in a worker thread (`entry`: its built file); resolves with its first snapshot. */
export function startCatalog(entry: URL, env: Env, log: Log): Promise<Catalog> {
  return new Promise((resolve, reject) => {
    const catalog = new ThreadCatalog(entry, env, {
      ready: () => resolve(catalog),
      failed: (message) => reject(new Error(message)),
      crashed: (error) => {
        log.error({ err: error }, "the catalog thread ended: the last catalog is still served, but not updated");
        reject(error);
      },
    });
  });
}

interface Lifecycle {
  ready(): void;
  failed(message: string): void;
  crashed(error: Error): void;
}

/** The catalog of a worker thread: its last snapshot is stored here, everything else is requested by messages. */
class ThreadCatalog implements Catalog {
  readonly #worker: Worker;
  readonly #lifecycle: Lifecycle;
  readonly #syncs = new Map<number, (reports: SyncReport[]) => void>();
  readonly #asks = new Map<number, (answer: { value: unknown } | { error: string }) => void>();
  #snapshot: Snapshot | undefined;
  #gateways: Gateway[] = [];
  #lastCall = 0;
  #stopped = () => {};
  /** Keeps messages in order, although assembling a snapshot takes several turns of the event loop. */
  #handled = Promise.resolve();

  constructor(entry: URL, env: Env, lifecycle: Lifecycle) {
    this.#lifecycle = lifecycle;
    this.#worker = new Worker(entry, { workerData: { env: env.raw } satisfies WorkerInput });
    this.#worker.on("error", (error: Error) => lifecycle.crashed(error));
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

  sync(slugs?: readonly string[]): Promise<SyncReport[]> {
    return new Promise((resolve) => {
      const call = ++this.#lastCall;
      this.#syncs.set(call, resolve);
      this.#post({ type: "sync", call, slugs });
    });
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
    return new Promise((resolve) => {
      this.#stopped = resolve;
      this.#post({ type: "stop" });
    });
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #ask<T>(ask: Ask): Promise<T> {
    return new Promise((resolve, reject) => {
      const call = ++this.#lastCall;
      this.#asks.set(call, (answer) =>
        "error" in answer ? reject(new Error(answer.error)) : resolve(answer.value as T),
      );
      this.#post({ type: "ask", call, ask });
    });
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
      case "synced":
        this.#syncs.get(message.call)?.(message.reports);
        this.#syncs.delete(message.call);
        break;
      case "answer":
        this.#asks.get(message.call)?.(message.answer);
        this.#asks.delete(message.call);
        break;
      case "stopped":
        this.#stopped();
        break;
    }
  }
}
