import type { Server } from "node:http";
import { drain, drainOnUncaught } from "./drain";
import type { Env } from "./env";
import type { Log } from "./log";

/** A second signal this many ms after the first forces an immediate exit. Terminals and npm deliver one signal twice. */
const RETRY_MS = 1_000;

/** Time limit of closing after the last answer when the process ends on an uncaught error, in seconds. */
const STOP_SECONDS = 10;

interface EndOptions {
  server: Server;
  env: Pick<Env, "DRAIN_SECONDS" | "DRAIN_GRACE_SECONDS">;
  log: Log;
  work: {
    /** Resolves when no work without a connection is running. */
    idle(): Promise<void>;
    /** Called when no new requests are accepted. */
    closed(): void;
    /** Ends running work cleanly. */
    interrupt(): Promise<void>;
  };
  onStopping(): void;
  /** Called after the drain: answers that have just ended still record their usage. */
  close(): Promise<void>;
}

/** Drains the server on SIGINT, SIGTERM, or an uncaught error; a second signal ends it immediately. */
export function endOnSignals({ server, env, log, work, onStopping, close }: EndOptions): void {
  /** In ms on the monotonic clock; null while running. */
  let stoppingSince: number | null = null;
  let exitCode = 0;
  const hurry = new AbortController();
  const stop = async (graceMs: number) => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > RETRY_MS) hurry.abort();
      return;
    }
    stoppingSince = performance.now();
    onStopping();
    await drain({
      server,
      graceMs,
      limitMs: env.DRAIN_SECONDS * 1000,
      idle: work.idle,
      onClosed: work.closed,
      interrupt: work.interrupt,
      hurry: hurry.signal,
    });
    await close();
    process.exit(exitCode);
  };
  const graceMs = env.DRAIN_GRACE_SECONDS * 1000;
  process.on("SIGINT", () => void stop(0));
  process.on("SIGTERM", () => void stop(graceMs));
  drainOnUncaught({
    log,
    stop: () => {
      exitCode = 1;
      return stoppingSince === null ? stop(graceMs) : Promise.resolve();
    },
    limitMs: graceMs + (env.DRAIN_SECONDS + STOP_SECONDS) * 1000,
  });
}
