import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "./log";

/** How often idle connections are closed while a server drains, in ms. */
const SWEEP_MS = 100;

/** How to shut down a server. Times in ms. */
interface DrainOptions {
  server: Server;
  /** How long requests are still accepted, so that load balancers notice the shutdown first. */
  graceMs: number;
  /** How long running answers may take after that. */
  limitMs: number;
  /** Resolves when no work without a connection is running. */
  idle(): Promise<void>;
  /** Called at the limit: ends running work cleanly. */
  interrupt(): Promise<void>;
  /** Called when no new requests are accepted. */
  onClosed?(): void;
  /** Aborts when nothing should be waited for. */
  hurry: AbortSignal;
}

/** Stops accepting requests and lets running ones finish. Resolves when no connections are left; never rejects. */
export async function drain(options: DrainOptions): Promise<void> {
  const { server, graceMs, limitMs, idle, interrupt, onClosed, hurry } = options;
  if (graceMs > 0) await sleep(graceMs, undefined, { signal: hurry }).catch(() => {});
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  onClosed?.();
  const late = sleep(limitMs, undefined, { signal: hurry, ref: false }).catch(() => {});
  await Promise.race([Promise.all([closed, idle()]), late]);
  await interrupt();
  // Events that announce the end are still being sent.
  await new Promise((resolve) => setImmediate(resolve));
  clearInterval(sweeping);
  server.closeAllConnections();
  await closed;
}

interface UncaughtOptions {
  log: Pick<Log, "error">;
  /** Drains and ends the process with exit code 1; a process that is already draining continues. */
  stop(): Promise<void>;
  /** Time in ms after which the process ends regardless of running work. */
  limitMs: number;
}

/** Logs every uncaught error with its cause; the first one drains the process, which then ends with exit code 1. */
export function drainOnUncaught({ log, stop, limitMs }: UncaughtOptions): void {
  let ending = false;
  const handle = (error: unknown, origin: string) => {
    log.error(
      { err: error, origin },
      ending ? "another uncaught error" : "uncaught error: the process drains and ends",
    );
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), limitMs).unref();
    stop().catch((cause: unknown) => {
      log.error({ err: cause }, "draining failed");
      process.exit(1);
    });
  };
  process.on("uncaughtException", handle);
  process.on("unhandledRejection", (reason) => handle(reason, "unhandledRejection"));
}
