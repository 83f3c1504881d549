import type { Clock } from "@/lib/net/deadline";
import type { Env } from "../env";
import type { CatalogEngine } from "./engine";
import type { ReferenceReader } from "./reference-reader";
import { startSchedule } from "./schedule";

interface ScheduleParts {
  env: Env;
  slugs: readonly string[];
  engine: CatalogEngine;
  reader: ReferenceReader;
  clock: Clock;
}

/** Schedules the reads of the gateways and the reference according to the settings. */
export class SyncSchedule {
  readonly #parts: ScheduleParts;
  readonly #intervalMs: number;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
    this.#intervalMs = parts.env.SYNC_INTERVAL_SECONDS * 1000;
  }

  /** Starts with all gateways immediately, unless the settings delay them. Returns a function that stops it. */
  start(): () => void {
    return this.#start(() => this.#firstMs());
  }

  /** Continues the previous process's schedule. Returns a function that stops it. */
  resume(): () => void {
    return this.#start((slug) => this.#dueMs(slug));
  }

  #start(firstMs: (slug: string) => number | null): () => void {
    const { env, slugs, engine, reader } = this.#parts;
    const sync = (slug: string) => engine.sync(slug);
    const stopGateways = startSchedule({ slugs, sync, intervalMs: this.#intervalMs, firstMs });
    const stopReference = env.REFERENCE && env.SYNC_ON_START ? reader.start() : () => {};
    return () => {
      stopGateways();
      stopReference();
    };
  }

  #firstMs(): number | null {
    const { env } = this.#parts;
    return env.SYNC_ON_START ? 0 : this.#intervalMs || null;
  }

  #dueMs(slug: string): number | null {
    const { engine, clock } = this.#parts;
    const last = engine.lastAttempt(slug);
    if (last === null) return this.#firstMs();
    if (this.#intervalMs === 0) return null;
    // A time in the future was written by a fast clock and would delay the next sync.
    const passedMs = Math.max(0, clock.now() - Date.parse(last));
    return Math.max(0, this.#intervalMs - passedMs);
  }
}
