import { type Clock, systemClock, withDeadline } from "@/lib/net/deadline";
import { NetError, toNetError } from "@/lib/net/errors";
import { type EndReason, PageCapError, readPages } from "@/lib/net/pages";
import { Dedupe, type RawRow } from "./dedupe";
import { type ListPage, parseListPage } from "./list-page";
import { ListReader } from "./plan";
import { REQUEST_DEADLINE_MS, request, type Transport } from "./request";
import type { Ask } from "./scout";

/** How backends respond to a limit that is too large, or an offset past the end. */
const REFUSALS = new Set([400, 404, 413, 416, 422]);
/** A limit that every known backend accepts. */
const SAFE_LIMIT = 100;

/** One gateway of a backend, and how to read it. */
export interface PaginateOptions {
  transport: Transport;
  /** The backend's URL, without `/v1`. */
  baseUrl: string;
  gateway: string;
  headers?: Record<string, string>;
  /** Rows per page; the backend may return fewer. Default 1,000. */
  limit?: number;
  /** Deadline for all pages of this gateway, in ms. Default 70,000. */
  deadlineMs?: number;
  /** Pages requested in parallel. Default 4. */
  concurrency?: number;
  /** Maximum number of requests, not counting retries. Default 2,000. */
  maxPages?: number;
  clock?: Clock;
  /** Returns a number in [0, 1), for the delays between retries. */
  random?: () => number;
  signal?: AbortSignal;
  onProgress?: (progress: { pages: number; models: number; total: number | null }) => void;
}

/** The rows of one gateway, and how reading ended. */
export interface PaginateResult {
  /** In list order, each exact ID once; the first wins. */
  models: RawRow[];
  /** Whether these are all rows that the backend can be made to return. */
  complete: boolean;
  reason: EndReason;
  /** Requests answered, including probes. */
  pages: number;
  /** Rows whose ID also appeared at an earlier position; repeated pages and overlapping windows don't count. */
  duplicates: number;
  /** Distinct rows without a usable ID. */
  skipped: number;
  /** The total number of rows, as last claimed by the backend. */
  total: number | null;
  error?: { code: string; message: string };
}

/**
 * Reads all models of one gateway from `GET {base}/v1/models?gateway=&limit=&offset=` (or `/models` if that is a 404)
 * of any compatible backend, even a faulty one. Never throws: rows read before a failure are kept.
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
  #reading: ListReader | undefined;

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
    const firstPages: ListPage[] = [answer];
    this.#reading = new ListReader(limit, Math.max(1, concurrency), this.#rows);
    const list = readPages(
      this.#reading.run(),
      async (ask: Ask) => firstPages.pop() ?? (await this.#readOrRefused(ask, signal)),
      { maxPages, onUnusedAnswer: ({ offset, limit }, rest) => this.#rows.add(offset, limit, rest?.rows ?? []) },
    );
    try {
      let step = await list.next();
      for (; !step.done; step = await list.next()) this.#report();
      return step.value;
    } catch (thrown) {
      if (thrown instanceof PageCapError) return { reason: "page_cap", complete: false };
      throw thrown;
    }
  }

  /** Finds the path and the limit that this backend accepts. */
  async #readFirst(signal: AbortSignal, limit: number): Promise<{ limit: number; answer: ListPage }> {
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

  async #readOrRefused({ offset, limit, tolerant }: Ask, signal: AbortSignal): Promise<ListPage | null> {
    try {
      return await this.#readPage(offset, limit, signal);
    } catch (thrown) {
      if (tolerant && thrown instanceof NetError && REFUSALS.has(thrown.status ?? 0)) return null;
      throw thrown;
    }
  }

  async #readPage(offset: number, limit: number, signal: AbortSignal): Promise<ListPage> {
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
    return parseListPage(answer.body);
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
