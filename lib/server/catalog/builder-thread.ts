import { Worker } from "node:worker_threads";
import type { BuildOrder, Built } from "./build-order";
import { received, type SentSnapshot, type WorkerInput } from "./worker-protocol";

/** The only message of the build thread. */
export interface FromBuilder {
  snapshot: SentSnapshot;
  newNames: Built["newNames"];
}

/** Builds the catalog in a thread that ends with it; rejects when it ends without a result. */
export function buildInThread(entry: URL, order: BuildOrder): Promise<Built> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { order } satisfies WorkerInput });
    let sent: FromBuilder | null = null;
    worker.on("message", (message: FromBuilder) => {
      sent = message;
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      if (sent) resolve(builtFrom(sent));
      else reject(new Error(`the thread that builds the catalog ended with code ${code}`));
    });
  });
}

async function builtFrom({ snapshot, newNames }: FromBuilder): Promise<Built> {
  return { snapshot: await received(snapshot), newNames };
}
