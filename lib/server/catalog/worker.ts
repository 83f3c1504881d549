import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { parseEnv } from "../env";
import { createLog } from "../log";
import { findProviders } from "../providers/registry";
import { sendBuild } from "./builder";
import { buildInThread } from "./builder-thread";
import { openCatalog } from "./open";
import type { Catalog } from "./snapshot";
import { type Ask, type FromWorker, type ToWorker, toSend, type WorkerInput } from "./worker-protocol";

// At 50,000 offers, a build leaves hundreds of megabytes of garbage, and then this thread is idle until the next sync:
// only an explicit collection makes V8 return the memory.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function answerTo(catalog: Catalog, { name, ask }: Ask): Promise<unknown> {
  if (name === "sync") return catalog.sync(ask);
  if (name === "history") return catalog.history(ask);
  if (name === "runs") return catalog.runs(ask);
  return name === "report" ? catalog.report(ask) : catalog.reports(ask);
}

/** Serves the catalog from its thread: fetching, merging, storing, and compressing never block a response. */
async function serveCatalog(port: MessagePort, raw: Record<string, string | undefined>): Promise<void> {
  const send = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  try {
    const env = parseEnv(raw);
    const catalog = await openCatalog({
      env,
      log: createLog(env.LOG_LEVEL),
      providers: await findProviders(env),
      buildLarge: (order) => {
        // Free the garbage of the runs before the build allocates.
        collectGarbage();
        return buildInThread(new URL("./catalog-worker.mjs", import.meta.url), order);
      },
      onSnapshot: (snapshot, gateways) => {
        const { sent, handedOver } = toSend(snapshot);
        send({ type: "snapshot", snapshot: sent, gateways }, handedOver);
        setImmediate(collectGarbage);
      },
      onGateways: (gateways) => send({ type: "gateways", gateways }),
    });
    port.on("message", async (message: ToWorker) => {
      if (message.type === "ask") {
        const answer = await answerTo(catalog, message.ask).then(
          (value) => ({ value }),
          (error: Error) => ({ error: error.message }),
        );
        send({ type: "answer", call: message.call, answer });
        return;
      }
      await catalog.stop();
      send({ type: "stopped" });
      port.close();
    });
    send({ type: "ready" });
  } catch (error) {
    send({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}

if (!parentPort) throw new Error("catalog/worker runs as a worker thread only");
const input = workerData as WorkerInput;
await ("order" in input ? sendBuild(parentPort, input.order) : serveCatalog(parentPort, input.env));
