import { Worker } from "node:worker_threads";
import { type AddUsage, valuesOf } from "../db/usage";

/** Rows for the thread, their values as a flat list: sending objects costs several times as much. */
export interface ToThread {
  call: number;
  rows: number;
  values: unknown[];
}

/** Written, or the error. */
export interface FromThread {
  call: number;
  error: { message: string; code: unknown } | null;
}

/** Writes usage into the embedded database in a separate thread, so that disk syncs never block a response. */
export interface UsageThread {
  add: AddUsage;
  /** Ends the thread; call it when everything is written. */
  close(): Promise<void>;
}

/**
 * Starts at the first row; a thread that ended is restarted for the next rows, and its pending ones are reported as
 * failed.
 * @param entry the built worker file
 */
export function openUsageThread(entry: URL, dataDir: string): UsageThread {
  const waiting = new Map<number, { resolve(): void; reject(error: Error): void }>();
  let worker: Worker | null = null;
  let last = 0;
  const start = (): Worker => {
    const started = new Worker(entry, { workerData: { dataDir } });
    let cause: Error | null = null;
    started.on("error", (error) => {
      cause = error as Error;
    });
    started.on("exit", () => {
      worker = null;
      for (const { reject } of waiting.values()) reject(cause ?? new Error("the thread that writes usage has ended"));
      waiting.clear();
    });
    started.on("message", ({ call, error }: FromThread) => {
      const pending = waiting.get(call);
      waiting.delete(call);
      if (error === null) pending?.resolve();
      else pending?.reject(Object.assign(new Error(error.message), { code: error.code }));
    });
    return started;
  };
  return {
    add: (rows) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        last++;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ call: last, rows: rows.length, values: valuesOf(rows) } satisfies ToThread);
      }),
    close: async () => void (await worker?.terminate()),
  };
}
