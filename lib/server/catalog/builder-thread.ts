import { Worker } from "node:worker_threads";
import type { BuildOrder, Built } from "./build-order";
import { received, type SentSnapshot, type WorkerInput } from "./worker-protocol";

/** Its only message. */
export interface FromBuilder {
  snapshot: SentSnapshot;
  newNames: Built["newNames"];
}

/**
 * Builds the catalog in a thread of its own, which ends with the build, so that all of its memory is returned. Rejects when the thread ends without a result.
 */
export function buildInThread(entry: URL, order: BuildOrder): Promise<Built> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { order } satisfies WorkerInput });
    let built: Promise<Built> | null = null;
    worker.on("message", ({ snapshot, newNames }: FromBuilder) => {
      built = received(snapshot).then((whole) => ({ snapshot: whole, newNames }));
    });
    worker.on("error", reject);
    // Only then is its memory returned.
    worker.on("exit", (code) => {
      if (built) resolve(built);
      else reject(new Error(`the thread that builds the catalog ended with code ${code}`));
    });
  });
}
