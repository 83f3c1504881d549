import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { HOUR_MS } from "@/lib/contract/time-units";
import { type Clock, withDeadline } from "@/lib/net/deadline";
import { type Fetch, getJson } from "@/lib/net/json";
import type { Database } from "../db/schema";
import type { Log } from "../log";
import { REFERENCE_NAME, type Reference, readReference } from "./reference";

/** Refreshed after 6 to 12 hours, so that servers don't all request it at the same time. */
const MIN_INTERVAL_MS = 6 * HOUR_MS;
const SPREAD_MS = 6 * HOUR_MS;
/** Delay after a failure. */
const RETRY_MS = HOUR_MS;
const DEADLINE_MS = 60_000;
const MAX_REFERENCE_BYTES = 32 * 1024 * 1024;

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

interface ReferenceReaderOptions {
  url: string;
  db: Kysely<Database>;
  fetch: Fetch;
  clock: Clock;
  log: Log;
  /** Called when the copy has changed. */
  onChange: () => void;
}

/** Keeps the last good copy of the reference, stored with the catalog; a failure changes nothing. */
export class ReferenceReader {
  readonly #options: ReferenceReaderOptions;
  #current: Reference | null = null;
  #hash = "";
  #timer: NodeJS.Timeout | undefined;
  #stopped = true;
  #reading: Promise<void> = Promise.resolve();

  constructor(options: ReferenceReaderOptions) {
    this.#options = options;
  }

  /** The last good copy; null before the first. */
  get current(): Reference | null {
    return this.#current;
  }

  /** Reads the stored copy. Never rejects: without one, there is no reference yet. */
  async load(): Promise<void> {
    const { db, log } = this.#options;
    try {
      const row = await db
        .selectFrom("reference_copies")
        .selectAll()
        .where("name", "=", REFERENCE_NAME)
        .executeTakeFirst();
      if (!row) return;
      this.#current = readReference(JSON.parse(row.body), row.fetched_at);
      this.#hash = hashOf(row.body);
    } catch (error) {
      log.warn({ err: error }, "the stored copy of the reference could not be read");
    }
  }

  /** Refreshes the copy on schedule; returns a function that stops the schedule. */
  start(): () => void {
    this.#stopped = false;
    const age = this.#current
      ? this.#options.clock.now() - Date.parse(this.#current.fetchedAt)
      : Number.POSITIVE_INFINITY;
    this.#plan(Math.max(0, MIN_INTERVAL_MS - Math.max(0, age)));
    return () => {
      this.#stopped = true;
      clearTimeout(this.#timer);
    };
  }

  /** Resolves when no read is running. */
  async idle(): Promise<void> {
    await this.#reading;
  }

  /** Reads the reference once; false on failure, which leaves the last good copy unchanged. */
  async read(): Promise<boolean> {
    const { url, db, fetch, clock, log, onChange } = this.#options;
    try {
      const { body } = await withDeadline(DEADLINE_MS, (signal) =>
        getJson(fetch, url, { signal, maxBytes: MAX_REFERENCE_BYTES, from: REFERENCE_NAME }),
      );
      const fetched_at = new Date(clock.now()).toISOString();
      const reference = readReference(body, fetched_at);
      const text = JSON.stringify(body);
      const copy = { name: REFERENCE_NAME, fetched_at, body: text };
      await db
        .insertInto("reference_copies")
        .values(copy)
        .onConflict((c) => c.column("name").doUpdateSet({ fetched_at, body: text }))
        .execute();
      const hash = hashOf(text);
      const changed = hash !== this.#hash;
      this.#current = reference;
      this.#hash = hash;
      log.info({ offers: reference.offers.size, changed }, "reference updated");
      if (changed) onChange();
      return true;
    } catch (error) {
      log.warn({ err: error }, "the reference could not be read: keeping its last good copy");
      return false;
    }
  }

  #plan(ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#reading = this.read().then((read) =>
        this.#plan(read ? MIN_INTERVAL_MS + Math.random() * SPREAD_MS : RETRY_MS),
      );
    }, ms).unref();
  }
}
