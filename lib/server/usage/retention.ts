import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import { purgeConversations, purgeUsage } from "../db/retention";
import type { StateDatabase } from "../db/schema";
import type { Log } from "../log";

const DAY_MS = 86_400_000;
const FIRST_RUN_MS = 60_000;
const INTERVAL_MS = 3_600_000;
/** Pause between batches that lets others write, in ms. */
const PAUSE_MS = 100;

/** Days until permanent deletion; 0 for never. */
interface RetentionDays {
  usage: number;
  deletedConversations: number;
}

/** Deletes expired data in small batches. Several processes may do so at the same time. */
export class Retention {
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    readonly db: Kysely<StateDatabase>,
    readonly days: RetentionDays,
    readonly log: Log,
  ) {}

  /** Runs soon, and then every hour until stopped. */
  start(): void {
    this.#running = this.#repeat();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Deletes everything that is expired at `now` (ms). Resolves early when stopped. */
  async run(now = Date.now()): Promise<void> {
    const { usage, deletedConversations } = this.days;
    const before = (days: number) => new Date(now - days * DAY_MS).toISOString();
    let rows = 0;
    while (usage > 0 && !this.#stop.signal.aborted) {
      const purged = await purgeUsage(this.db, before(usage));
      if (purged === 0) break;
      rows += purged;
      await this.#pause(PAUSE_MS);
    }
    while (deletedConversations > 0 && !this.#stop.signal.aborted) {
      if (!(await purgeConversations(this.db, before(deletedConversations)))) break;
      await this.#pause(PAUSE_MS);
    }
    if (rows > 0) this.log.info({ rows, days: usage }, "expired usage was deleted");
  }

  async #repeat(): Promise<void> {
    for (let wait = FIRST_RUN_MS; ; wait = INTERVAL_MS) {
      await this.#pause(wait);
      if (this.#stop.signal.aborted) return;
      await this.run().catch((error: Error) => this.log.warn({ err: error }, "expired rows could not be deleted"));
    }
  }

  #pause(ms: number): Promise<unknown> {
    return sleep(ms, undefined, { signal: this.#stop.signal, ref: false }).catch(() => {});
  }
}
