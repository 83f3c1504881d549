import { randomUUID } from "node:crypto";
import { isDiskFull, isUnfit, isUnreachable } from "../db/availability";
import type { AddUsage, NewUsage } from "../db/usage";
import { noteFullDisk } from "../disk";
import type { Log } from "../log";
import type { CallRecord } from "./record";

/** Rows are written together this often, in ms, off the path of answers. */
const WRITE_MS = 250;
/** What waits while the store is away; beyond it the oldest are lost, and the log says so. */
const MAX_WAITING = 100_000;

/** In one pass, failures for which no row is known to be the cause; then all the rest waits. */
const MAX_FAILURES = 16;

/** Writes usage in batches; nothing is lost on an orderly stop. */
export class UsageWriter {
  #waiting: NewUsage[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  readonly #add: AddUsage;
  readonly #log: Log;

  /** Rows that were given up since the start. */
  lost = 0;

  /** Rows that are not written yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  constructor(add: AddUsage, log: Log) {
    this.#add = add;
    this.#log = log;
  }

  /** Adds the record of a call. */
  add(record: CallRecord): void {
    const row = rowOf(record);
    if (!row) return;
    this.#waiting.push(row);
    if (this.#waiting.length > MAX_WAITING) {
      this.#waiting.shift();
      this.lost++;
      this.#log.error({ requestId: record.requestId }, "the store is away for so long that usage is lost");
    }
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_MS);
  }

  /** Writes what waits; resolves when it is written or has to wait longer. Never rejects. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const rows = this.#waiting;
    if (rows.length === 0) return;
    this.#waiting = [];
    const left = await this.#store(rows, { failures: 0 });
    this.#waiting = [...left, ...this.#waiting];
    if (left.length > 0) this.#timer ??= setTimeout(() => void this.flush(), WRITE_MS * 20);
  }

  /** Writes rows together, or in ever smaller halves, so that an odd one stops no other. Resolves with those that wait. */
  async #store(rows: NewUsage[], pass: { failures: number }): Promise<NewUsage[]> {
    try {
      await this.#add(rows);
      return [];
    } catch (error) {
      const unfit = isUnfit(error);
      if (!unfit && (isUnreachable(error) || isDiskFull(error) || ++pass.failures > MAX_FAILURES)) {
        if (!isDiskFull(error) || noteFullDisk())
          this.#log.warn({ err: error, rows: rows.length }, "usage waits until the store is back");
        return rows;
      }
      if (rows.length > 1) {
        const half = rows.length >> 1;
        const first = await this.#store(rows.slice(0, half), pass);
        return [...first, ...(await this.#store(rows.slice(half), pass))];
      }
      if (!unfit) return rows;
      this.#drop(rows[0], error);
      return [];
    }
  }

  /** The row of an account that has been deleted meanwhile is dropped in silence. */
  #drop(row: NewUsage | undefined, cause: unknown): void {
    if (/foreign key/i.test(messageOf(cause))) return;
    this.lost++;
    this.#log.error({ err: cause, requestId: row?.request_id }, "a usage row that the store refuses is lost");
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function rowOf(record: CallRecord): NewUsage | null {
  if (record.accountId === null || record.keyId === null) return null;
  return {
    at: new Date(record.at).toISOString(),
    account_id: record.accountId,
    key_id: record.keyId,
    request_id: record.requestId,
    // In the order of time: the index of random ones costs as much as the row.
    call_id: `${record.at.toString(36)}-${randomUUID()}`,
    model: record.model,
    gateway: record.gateway,
    native_id: record.nativeId,
    own_key: record.ownKey ? 1 : 0,
    stream: record.stream ? 1 : 0,
    prompt_tokens: record.promptTokens,
    completion_tokens: record.completionTokens,
    cached_tokens: record.cachedTokens,
    estimated: record.estimated ? 1 : 0,
    cost_usd: record.costUsd,
    first_token_ms: record.firstTokenMs,
    duration_ms: record.durationMs,
    outcome: record.outcome,
    error_type: record.errorType,
    attempts: record.attempts,
  };
}
