import type { CallRecord } from "../chat/record";
import type { Log } from "../log";
import type { Metrics } from "../metrics";
import { type LiveStats, sampleOf } from "./live-stats";
import type { UsageWriter } from "./usage-writer";

/** In ms; recording each call by itself would cost several times as much. */
const FLUSH_MS = 50;

interface LedgerOptions {
  writer: UsageWriter;
  metrics: Metrics;
  live: LiveStats;
  log: Log;
}

/** Records every finished call: usage, figures, and log. */
export class Ledger {
  readonly #options: LedgerOptions;
  #waiting: CallRecord[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  add(call: CallRecord): void {
    this.#waiting.push(call);
    this.#timer ??= setTimeout(() => this.enter(), FLUSH_MS);
  }

  /** Records all pending calls. */
  enter(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const calls = this.#waiting;
    this.#waiting = [];
    const { writer, metrics, live, log } = this.#options;
    const logged = log.isLevelEnabled("info");
    for (const call of calls) {
      try {
        writer.add(call);
        metrics.chat(call);
        // Offers that did not answer were counted as they were tried.
        const sample = call.answered ? sampleOf(call) : null;
        if (sample) live.add(sample);
        if (logged) log.info(call, "chat");
      } catch (error) {
        log.error({ err: error, requestId: call.requestId }, "a call could not be recorded in full");
      }
    }
  }
}
