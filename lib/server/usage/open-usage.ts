import type { AuthServices } from "../auth/open";
import { type CallRecord, withSoundFigures } from "../chat/record";
import { UsageStore } from "../db/usage";
import type { Env } from "../env";
import type { Log } from "../log";
import type { Metrics } from "../metrics";
import { Ledger } from "./ledger";
import { type LiveStats, sampleOf } from "./live-stats";
import { openUsageThread } from "./usage-thread";
import { UsageWriter } from "./usage-writer";

const HOUR_MS = 3_600_000;
/** How many of the last hour's calls are loaded at the start, for the live figures. */
const REREAD_TRIES = 5_000;

interface UsageOptions {
  env: Pick<Env, "DATABASE_URL" | "DATA_DIR">;
  log: Log;
  auth: Pick<AuthServices, "state">;
  /** The built file of the thread that writes usage into the embedded database; without it, this thread does. */
  usageWorker?: URL;
}

/** Opens the recording of calls, and starts the live figures with those of the last hour. */
export function openUsage({ env, log, auth, usageWorker }: UsageOptions, metrics: Metrics, live: LiveStats) {
  const usage = new UsageStore(auth.state.db);
  const thread = usageWorker && !env.DATABASE_URL ? openUsageThread(usageWorker, env.DATA_DIR) : null;
  const writer = new UsageWriter(thread?.add ?? usage.add, log);
  const ledger = new Ledger({ writer, metrics, live, log });
  metrics.beforeRead(() => ledger.enter());
  rereadCalls(usage, live).catch((error: Error) =>
    log.warn({ err: error }, "live figures start empty: usage could not be read"),
  );
  return {
    usage,
    writer,
    record: (call: CallRecord) => ledger.add(withSoundFigures(call)),
    flush: () => {
      ledger.enter();
      return writer.flush();
    },
    close: async () => thread?.close(),
  };
}

/** Starts the live figures with the calls of the last hour. */
async function rereadCalls(usage: UsageStore, live: LiveStats): Promise<void> {
  const rows = await usage.since(new Date(Date.now() - HOUR_MS).toISOString(), REREAD_TRIES);
  for (const row of rows.reverse()) {
    const sample = sampleOf({
      at: Date.parse(row.at),
      gateway: row.gateway,
      nativeId: row.native_id,
      outcome: row.outcome,
      errorType: row.error_type,
      firstTokenMs: row.first_token_ms,
      durationMs: row.duration_ms,
      completionTokens: row.completion_tokens,
    });
    if (sample) live.addForeign(sample);
  }
}
