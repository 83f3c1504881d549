import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { sqliteEngine } from "../db/engines";
import type { StateDatabase } from "../db/schema";
import { UsageStore } from "../db/usage";
import type { FromThread, ToThread } from "./usage-thread";

/** The thread that writes usage, in the order of arrival. */
const port = parentPort;
if (!port) throw new Error("usage-worker runs as a worker thread only");
const { dataDir } = workerData as { dataDir: string };
const store = new UsageStore(sqliteEngine<StateDatabase>(join(dataDir, "state.db")));

port.on("message", async ({ call, rows, values }: ToThread) => {
  const error = await store.addValues(rows, values).then(
    () => null,
    ({ message, code }: NodeJS.ErrnoException) => ({ message, code }),
  );
  port.postMessage({ call, error } satisfies FromThread);
});
