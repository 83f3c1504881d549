import { type Clock, systemClock, withDeadline } from "@/lib/net/deadline";
import { NetError, toNetError } from "@/lib/net/errors";
import type { EndReason } from "@/lib/net/pages";
import { type Answer, readAnswer } from "./answer";
import { Dedupe, type RawRow } from "./dedupe";
import { type Ending, Reading } from "./plan";
import { REQUEST_DEADLINE_MS, request, type Transport } from "./request";
import type { Ask } from "./scout";

/** What a backend may answer to a limit that is too large for it, or to an offset where nothing is. */
const REFUSALS = new Set([400, 404, 413, 416, 422]);
/** The limit that every known backend accepts. */
const SAFE_LIMIT = 100;

/** One gateway of a backend, and how it is read. */
export interface PaginateOptions {
  transport: Transport;
  /** The backend's address, without `/v1`. */
  baseUrl: string;
  gateway: string;
  headers?: Record<string, string>;
  /** Rows asked for in one page; the backend may give fewer. Default 1,000. */
  limit?: number;
  /** For all pages of this gateway together, in ms. Default 70,000. */
  deadlineMs?: number;
  /** Pages asked for side by side. Default 4. */
  concurrency?: number;
  /** Requests in all, retries not counted. Default 2,000. */
  maxPages?: number;
  clock?: Clock;
  /** A number in [0, 1), for the pauses between tries. */
  random?: () => number;
  signal?: AbortSignal;
  onProgress?: (progress: { pages: number; models: number; total: number | null }) => void;
}

/** What came of one gateway, and how its reading ended. */
export interface PaginateResult {
  /** Each exact id once, the first that was seen, in the order of the list. */
  models: RawRow[];
  /** Whether all that the backend can be made to show is here. */
  complete: boolean;
  reason: EndReason;
  /** Requests that were answered, those that only probed included. */
  pages: number;
  /** Rows whose id stood at an earlier position too; repeated pages and overlapping windows do not count. */
  duplicates: number;
  /** Different rows without a usable id. */
  skipped: number;
  /** How many rows there are, as the backend last said. */
  total: number | null;
  error?: { code: string; message: string };
}

/**
 * Reads all models of one gateway from `GET {base}/v1/models?gateway=&limit=&offset=`, or from `/models` where that
 * answers 404, of any compatible backend, also a faulty one. Never throws: what came before a failure is kept.
 */
export async function paginate(options: PaginateOptions): Promise<PaginateResult> {
  const { deadlineMs = REQUEST_DEADLINE_MS, signal, clock = systemClock } = options;
  const run = new PaginationRun({ ...options, clock });
  return withDeadline(deadlineMs, (inTime) => run.read(inTime), { signal, clock });
}

class PaginationRun {
  readonly #rows = new Dedupe();
  #path = "/v1/models";
  #pages = 0;
  #reading: Reading | undefined;

  constructor(readonly options: PaginateOptions & { clock: Clock }) {}

  async read(signal: AbortSignal): Promise<PaginateResult> {
    try {
      return this.#result(await this.#readAll(signal));
    } catch (thrown) {
      const { code, message } = toNetError(thrown, signal);
      return this.#result({ reason: code === "timeout" ? "deadline" : code, complete: false }, { code, message });
    }
  }

  async #readAll(signal: AbortSignal): Promise<{ reason: EndReason; complete: boolean }> {
    const { concurrency = 4, maxPages = 2_000 } = this.options;
    const { limit, answer } = await this.#readFirst(signal, Math.max(1, this.options.limit ?? 1_000));
    this.#reading = new Reading(limit, Math.max(1, concurrency), this.#rows);
    const plan = this.#reading.run();
    plan.next();
    let step: IteratorResult<Ask[], Ending> = plan.next([answer]);
    this.#report();
    while (!step.done) {
      if (this.#pages + step.value.length > maxPages) return { reason: "page_cap", complete: false };
      step = plan.next(await this.#readAsked(step.value, signal));
      this.#report();
    }
    return step.value;
  }

  /** Finds the path and the limit that this backend takes. */
  async #readFirst(signal: AbortSignal, limit: number): Promise<{ limit: number; answer: Answer }> {
    try {
      return { limit, answer: await this.#readPage(0, limit, signal) };
    } catch (thrown) {
      const status = thrown instanceof NetError ? thrown.status : undefined;
      if (status === 404 && this.#path === "/v1/models") this.#path = "/models";
      else if (status !== undefined && status !== 404 && REFUSALS.has(status) && limit > SAFE_LIMIT) limit = SAFE_LIMIT;
      else throw thrown;
    }
    return this.#readFirst(signal, limit);
  }

  /** The pages side by side. When one fails, the rows of the others are kept and its error is thrown. */
  async #readAsked(asks: readonly Ask[], signal: AbortSignal): Promise<(Answer | null)[]> {
    const settled = await Promise.allSettled(asks.map((ask) => this.#readOrRefused(ask, signal)));
    const failed = settled.find((one) => one.status === "rejected");
    if (!failed) return settled.map((one) => (one.status === "fulfilled" ? one.value : null));
    for (const [n, { offset, limit }] of asks.entries()) {
      const one = settled[n];
      if (one?.status === "fulfilled") this.#rows.add(offset, limit, one.value?.rows ?? []);
    }
    throw failed.reason;
  }

  async #readOrRefused({ offset, limit, tolerant }: Ask, signal: AbortSignal): Promise<Answer | null> {
    try {
      return await this.#readPage(offset, limit, signal);
    } catch (thrown) {
      if (tolerant && thrown instanceof NetError && REFUSALS.has(thrown.status ?? 0)) return null;
      throw thrown;
    }
  }

  async #readPage(offset: number, limit: number, signal: AbortSignal): Promise<Answer> {
    const { transport, baseUrl, gateway, headers, clock, random } = this.options;
    const query = new URLSearchParams({ gateway, limit: String(limit), offset: String(offset) });
    const answer = await request(transport, `${this.#path}?${query}`, {
      baseUrl,
      signal,
      clock,
      ...(headers && { headers }),
      ...(random && { random }),
    });
    this.#pages++;
    return readAnswer(answer.body);
  }

  #report() {
    this.options.onProgress?.({
      pages: this.#pages,
      models: this.#rows.size,
      total: this.#reading?.claims.total ?? null,
    });
  }

  #result(ending: { reason: EndReason; complete: boolean }, error?: { code: string; message: string }): PaginateResult {
    return {
      models: this.#rows.models(),
      ...ending,
      pages: this.#pages,
      duplicates: this.#reading?.duplicates ?? 0,
      skipped: this.#rows.skipped,
      total: this.#reading?.claims.total ?? null,
      ...(error && { error }),
    };
  }
}
