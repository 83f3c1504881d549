import { randomUUID } from "node:crypto";
import type { AddUsage, NewUsage } from "../db/usage";
import type { Log } from "../log";
import type { CallRecord } from "./record";

/** Rows are written together this often, in ms, off the path of answers. */
const WRITE_MS = 250;
/** What waits while the store is away; beyond it the oldest are lost, and the log says so. */
const MAX_WAITING = 100_000;

/** Writes usage in batches; nothing is lost on an orderly stop. */
export class UsageWriter {
  #waiting: NewUsage[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  readonly #add: AddUsage;
  readonly #log: Log;

  /** Told of rows that have been written. */
  onWritten: (rows: readonly NewUsage[]) => void = () => {};

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

  /** Takes the record of a call that somebody made with a key. */
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
    try {
      await this.#add(rows);
      this.#written(rows);
    } catch (error) {
      // One row that the store never takes must not hold back the others.
      const refused = isRefused(error);
      const what = refused ? "usage could not be written together: one by one" : "usage waits until the store is back";
      this.#log.warn({ err: error, rows: rows.length }, what);
      const left: NewUsage[] = refused ? [] : rows;
      for (const row of refused ? rows : [])
        await this.#add([row]).then(
          () => this.#written([row]),
          (cause: unknown) => (isRefused(cause) ? this.#drop(row, cause) : left.push(row)),
        );
      this.#waiting = [...left, ...this.#waiting];
      if (left.length > 0) this.#timer ??= setTimeout(() => void this.flush(), WRITE_MS * 20);
    }
  }

  #written(rows: readonly NewUsage[]): void {
    try {
      this.onWritten(rows);
    } catch (error) {
      this.#log.error({ err: error, rows: rows.length }, "written usage could not be announced");
    }
  }

  /** The row of an account that has been deleted meanwhile is dropped in silence. */
  #drop(row: NewUsage, cause: unknown): void {
    if (/foreign key/i.test(messageOf(cause))) return;
    this.lost++;
    this.#log.error({ err: cause, requestId: row.request_id }, "a usage row that the store refuses is lost");
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
/** What SQLite and PostgreSQL say of a row that they will never take. */
const REFUSED = /foreign key|violates|constraint failed|out of range|invalid (?:input|byte)|datatype mismatch/i;
const isRefused = (error: unknown) =>
  REFUSED.test(messageOf(error)) || /^2[23]/.test(String((error as { code?: unknown } | null)?.code ?? ""));

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
