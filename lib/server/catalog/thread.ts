import { Worker } from "node:worker_threads";
import type { Selectable } from "kysely";
import type { Gateway, SyncReport } from "@/lib/contract/gateway";
import type { HistoryResult } from "../db/history";
import type { StoredReport } from "../db/identity";
import type { SyncRunTable } from "../db/schema";
import type { Env } from "../env";
import type { Log } from "../log";
import { type Catalog, LARGE_CATALOG, type Snapshot } from "./snapshot";
import { type Ask, type FromWorker, received, type ToWorker, type WorkerInput } from "./worker-protocol";

/** V8 starts to collect garbage, in steps and beside the program, when this many bytes are added outside its heap. */
const PRESSURE_BYTES = 65 * 1024 * 1024;

/** Lets V8 collect the last snapshot, which would stay for hours where nothing else is allocated. */
function collectInSteps(): void {
  // Never written to, so it takes no memory.
  new ArrayBuffer(PRESSURE_BYTES);
}

/**
 * Starts the catalog in a worker thread and resolves with its first snapshot.
 * @param entry the built worker file
 */
export function startCatalog(entry: URL, env: Env, log: Log): Promise<Catalog> {
  const worker = new Worker(entry, { workerData: { env: env.raw } satisfies WorkerInput });
  const calls = new Map<number, (reports: SyncReport[]) => void>();
  const asks = new Map<number, (answer: { value: unknown } | { error: string }) => void>();
  let snapshot: Snapshot | undefined;
  let gateways: Gateway[] = [];
  let lastCall = 0;
  let stopped = () => {};
  const post = (message: ToWorker) => worker.postMessage(message);
  const asked = <T>(ask: Ask) =>
    new Promise<T>((resolve, reject) => {
      lastCall++;
      asks.set(lastCall, (answer) =>
        "error" in answer ? reject(new Error(answer.error)) : resolve(answer.value as T),
      );
      post({ type: "ask", call: lastCall, ask });
    });
  const catalog: Catalog = {
    snapshot: () => snapshot as Snapshot,
    gateways: () => gateways,
    sync: (slugs) =>
      new Promise((resolve) => {
        lastCall++;
        calls.set(lastCall, resolve);
        post({ type: "sync", call: lastCall, slugs });
      }),
    history: (ask) => asked<HistoryResult>({ name: "history", ask }),
    report: (ask) => asked<boolean>({ name: "report", ask }),
    reports: (ask) => asked<StoredReport[]>({ name: "reports", ask }),
    runs: (ask) => asked<Selectable<SyncRunTable>[]>({ name: "runs", ask }),
    stop: () =>
      new Promise((resolve) => {
        stopped = resolve;
        post({ type: "stop" });
      }),
  };
  // Keeps messages in order, although assembling a snapshot takes several turns of the event loop.
  let handled = Promise.resolve();
  return new Promise((resolve, reject) => {
    worker.on("error", (error) => {
      log.error({ err: error }, "the catalog thread ended: the last catalog is still served, but not updated");
      reject(error);
    });
    const handle = async (message: FromWorker) => {
      switch (message.type) {
        case "snapshot":
          snapshot = await received(message.snapshot);
          gateways = message.gateways;
          if (snapshot.offers >= LARGE_CATALOG) collectInSteps();
          break;
        case "gateways":
          gateways = message.gateways;
          break;
        case "ready":
          resolve(catalog);
          break;
        case "failed":
          reject(new Error(message.message));
          break;
        case "synced":
          calls.get(message.call)?.(message.reports);
          calls.delete(message.call);
          break;
        case "answer":
          asks.get(message.call)?.(message.answer);
          asks.delete(message.call);
          break;
        case "stopped":
          stopped();
          break;
      }
    };
    worker.on("message", (message: FromWorker) => {
      handled = handled.then(() => handle(message));
    });
  });
}
