import { randomUUID } from "node:crypto";
import type { CallRecord } from "../chat/record";
import { isDiskFull, isUnfit, isUnreachable } from "../db/availability";
import type { AddUsage, NewUsage } from "../db/usage";
import { noteFullDisk } from "../disk";
import type { Log } from "../log";

/** How often rows are written together, in ms, in the background. */
const WRITE_MS = 250;
/** Maximum rows waiting while the store is unavailable; beyond it, the oldest are dropped and the loss is logged. */
const MAX_WAITING = 100_000;

/** Failures per pass that no single row explains; then all remaining rows wait. */
const MAX_FAILURES = 16;

/** A call whose row is not written yet. Rows are built only when they are written, to save memory while they wait. */
interface WaitingCall {
  record: CallRecord;
  /** Its number among the calls of this process. */
  number: number;
}

/** Writes usage in batches; an orderly stop loses nothing. */
export class UsageWriter {
  #waiting: WaitingCall[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  readonly #add: AddUsage;
  readonly #log: Log;

  /** Rows dropped since the start. */
  lost = 0;

  /** Rows that are not written yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  constructor(add: AddUsage, log: Log) {
    this.#add = add;
    this.#log = log;
  }

  add(record: CallRecord): void {
    if (record.accountId === null || record.keyId === null) return;
    this.#waiting.push({ record, number: calls++ });
    if (this.#waiting.length > MAX_WAITING) {
      this.#waiting.shift();
      this.lost++;
      this.#log.error(
        { requestId: record.requestId },
        "the database has been unavailable for too long: dropping usage",
      );
    }
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_MS);
  }

  /** Writes pending rows; resolves when they are written or must wait longer. Never rejects. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const unstored = await this.#store(waiting, { failures: 0 });
    this.#waiting = [...unstored, ...this.#waiting];
    if (unstored.length > 0) this.#timer ??= setTimeout(() => void this.flush(), WRITE_MS * 20);
  }

  /** Writes ever smaller halves, so that a bad row doesn't block the others. Resolves with the rest. */
  async #store(waiting: WaitingCall[], pass: { failures: number }): Promise<WaitingCall[]> {
    try {
      await this.#add(waiting.map(rowOf));
      return [];
    } catch (error) {
      const unfit = isUnfit(error);
      if (!unfit && (isUnreachable(error) || isDiskFull(error) || ++pass.failures > MAX_FAILURES)) {
        if (!isDiskFull(error) || noteFullDisk())
          this.#log.warn({ err: error, rows: waiting.length }, "usage waits until the database is available");
        return waiting;
      }
      if (waiting.length > 1) {
        const half = waiting.length >> 1;
        const first = await this.#store(waiting.slice(0, half), pass);
        return [...first, ...(await this.#store(waiting.slice(half), pass))];
      }
      if (!unfit) return waiting;
      this.#drop(waiting[0], error);
      return [];
    }
  }

  /** Rows of accounts that were deleted meanwhile are dropped silently. */
  #drop(dropped: WaitingCall | undefined, cause: unknown): void {
    if (/foreign key/i.test(messageOf(cause))) return;
    this.lost++;
    this.#log.error(
      { err: cause, requestId: dropped?.record.requestId },
      "dropped a usage row that the database rejects",
    );
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const PROCESS = randomUUID();
let calls = 0;

/** The last formatted time: most calls of a batch have the same one. */
let moment = { at: Number.NaN, text: "" };

function isoOf(at: number): string {
  if (moment.at !== at) moment = { at, text: new Date(at).toISOString() };
  return moment.text;
}

function rowOf({ record, number }: WaitingCall): NewUsage {
  return {
    at: isoOf(record.at),
    account_id: Number(record.accountId),
    key_id: Number(record.keyId),
    request_id: record.requestId,
    // Ordered by time: an index of random IDs would cost as much as the row.
    call_id: `${record.at.toString(36)}-${PROCESS}-${number.toString(36)}`,
    answer_id: record.answerId ?? null,
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
