import { Claims } from "./claims";
import type { Dedupe, RowPage } from "./dedupe";
import { type Plan, Scout } from "./scout";
import { distances, hasSameRows, samples } from "./window";

/** How reading ended. `complete`: everything the backend can be made to return was read. */
interface Ending {
  reason: "end" | "repeated" | "total_not_met";
  complete: boolean;
}

/** `overlap`: rows that an earlier window has too. `stale`: known rows for no known reason. */
type Kind = "fresh" | "overlap" | "stale" | "empty";

/** Steps through an empty stretch that are taken without looking ahead. */
const SHORT_HOLE = 16;
/** Maximum steps through an empty stretch in which looking ahead found nothing. */
const LONG_HOLE = 256;
/** Pages in a row without new rows, though different from each other, after which reading ends. */
const STALE_RUN = 16;

/**
 * Reads a list by offset from a backend that may be faulty, without doing I/O itself.
 * Invariant: every position below `#next` was in the window of a received page. A step is as long as a window is
 * *proven* to be: the row count of a page, or an overlap of two pages confirmed by a third. It can therefore never skip
 * a row, whatever the backend caps or filters.
 */
export class ListReader {
  readonly claims = new Claims();
  /** Rows repeated at another position of the list. */
  duplicates = 0;
  readonly #scout: Scout;
  #next = 0;
  /** End of the windows received so far, including those before a step back. */
  #furthest = 0;
  /** The highest offset in order with new rows. */
  #lastFresh = -1;
  /** End of the hole that was scanned and is being crossed. */
  #surveyed = 0;
  #staleRun = 0;
  /** Pages in order that had rows. */
  readonly #filled: RowPage[] = [];
  /** Pages that seem to have been returned in place of others. */
  #suspects: RowPage[] = [];
  #unreached = false;

  constructor(
    limit: number,
    concurrency: number,
    private readonly rows: Dedupe,
  ) {
    this.#scout = new Scout(limit, concurrency, rows, this.claims);
  }

  *run(): Plan<Ending> {
    for (;;) {
      const [page, kind] = yield* this.#step();
      const isExpected = kind === "fresh" || kind === "overlap" || this.#next < this.#seenUpTo;
      const leave = isExpected ? this.#realign() : kind === "stale" ? this.#leaveStale(page) : this.#leaveEmpty(page);
      const ending = yield* leave;
      if (ending) return ending;
    }
  }

  /** One more than the highest offset with new rows. */
  get #seenUpTo(): number {
    return Math.max(this.#lastFresh, this.#scout.furthest) + 1;
  }

  get #promised(): number {
    return Math.max(this.claims.total ?? 0, this.#seenUpTo);
  }

  get #held(): number {
    return this.rows.size + this.rows.skipped + this.duplicates;
  }

  /** Requests the next windows, in parallel as far as rows are promised. If the list shrank, steps back by as much. */
  *#step(): Plan<readonly [RowPage, Kind]> {
    const { window, concurrency, limit } = this.#scout;
    const stride = Math.max(window.size, 1);
    const needed = window.size > 0 ? Math.ceil((this.#promised - this.#next) / stride) : 1;
    const count = Math.min(Math.max(needed, 1), concurrency);
    const offsets = Array.from({ length: count }, (_, n) => this.#next + n * stride);
    const answers = yield offsets.map((offset) => this.#scout.ask(offset));
    let last: readonly [RowPage, Kind] = [{ offset: this.#next, marks: [], fresh: 0, placed: 0 }, "empty"];
    const drops: { offset: number; from: number }[] = [];
    const pages = offsets.map((offset, n) => this.rows.add(offset, limit, answers[n]?.rows ?? []));
    for (const [n, page] of pages.entries()) {
      const fell = this.claims.note(answers[n] ?? null);
      if (fell > 0) drops.push({ offset: page.offset, from: (this.claims.total ?? 0) + fell });
      last = [page, yield* this.#judge(page)];
      this.#furthest = Math.max(this.#furthest, page.offset + window.size);
    }
    const back = drops.map(({ offset, from }) => Math.max(0, offset - from + (this.claims.total ?? 0)));
    this.#next = Math.min(last[0].offset + Math.max(window.size, 1), ...back);
    return last;
  }

  /** Classifies a page in order: raises the proven window, counts duplicate rows. */
  *#judge(page: RowPage): Plan<Kind> {
    const { window } = this.#scout;
    window.steps++;
    const shared = yield* this.#scout.shared(page);
    window.cover(page);
    if (page.marks.length === 0) return "empty";
    this.#filled.push(page);
    if (page.fresh > 0) {
      this.#lastFresh = Math.max(this.#lastFresh, page.offset);
      this.#staleRun = 0;
    }
    const wasStepBack = page.offset < this.#furthest;
    if (page.placed === 0 && shared === 0 && !wasStepBack) {
      this.#suspects.push(page);
      return "stale";
    }
    if (!wasStepBack) this.duplicates += page.marks.length - shared - page.placed;
    return page.fresh > 0 ? "fresh" : "overlap";
  }

  /** The offset seems to be ignored, or the end passed. Decided at an offset where no window can overlap known rows. */
  *#leaveStale(page: RowPage): Plan<Ending | undefined> {
    const [far] = yield* this.#scout.peek([page.offset + this.#scout.reach]);
    const decided = far && (hasSameRows(far, page) || (far.marks.length > 0 && ++this.#staleRun > STALE_RUN));
    if (!decided) return yield* this.#realign(true);
    const met = this.claims.total === null || this.#held >= this.claims.total;
    if (!met && (yield* this.#scout.look(samples(this.#next, this.#promised, 7)))) return undefined;
    return { reason: "repeated", complete: met };
  }

  /** An empty page after all known rows: either a hole to step through, or the end. */
  *#leaveEmpty(page: RowPage): Plan<Ending | undefined> {
    yield* this.#realign(true);
    const { window, reach } = this.#scout;
    const total = this.claims.total ?? 0;
    const steps = Math.ceil((this.#promised - this.#next) / Math.max(window.size, 1));
    const certain = window.size > 0 && (steps <= SHORT_HOLE || this.#next < this.#surveyed);
    if (steps > 0 && certain) return undefined;
    const near = window.size > 0 && this.#held !== this.claims.total ? distances(window.size, reach) : [reach];
    const beyond = this.claims.more || this.#held < total ? [2, 4, 8, 16].map((n) => n * reach) : [];
    const wide = steps > 0 ? samples(this.#next, this.#promised, 63) : [];
    const farPage = yield* this.#scout.look([...near, ...beyond].map((far) => page.offset + far).concat(wide));
    if (farPage) return farPage.offset - this.#next > 4 * window.size ? yield* this.#scout.learn(farPage) : undefined;
    if (steps > 0 && window.size > 0 && steps <= LONG_HOLE) {
      this.#surveyed = this.#promised;
      return undefined;
    }
    const complete = this.#held >= total || (steps <= 0 && this.#held > 0 && this.#explainsFewer());
    return { reason: complete ? "end" : "total_not_met", complete };
  }

  /** Whether fewer rows than promised can be everything: the windows are filtered, or covered every position. */
  #explainsFewer(): boolean {
    const last = this.#filled.at(-1);
    const filtered = this.#filled.some((page) => page !== last && page.marks.length < this.#scout.window.size);
    return !this.#unreached && (filtered || this.#held >= (last ? last.offset + last.marks.length : 0));
  }

  /** The offset is honored after all: requests the rows that a page should have returned at other offsets. */
  *#realign(all = false): Plan<undefined> {
    const lost = this.#suspects.filter((page) => all || page.offset < this.#seenUpTo - 1);
    if (lost.length > 0) this.#suspects = this.#suspects.filter((page) => !lost.includes(page));
    for (const page of lost) {
      const half = this.#scout.window.size >> 1;
      const offsets = half > 0 ? [Math.max(0, page.offset - half), page.offset + half] : [page.offset];
      const shifted = yield* this.#scout.peek(offsets);
      if (shifted.some((other) => other.fresh > 0)) continue;
      if (shifted.some((other) => hasSameRows(other, page))) this.#unreached = true;
      else this.duplicates += Math.min(page.marks.length, rowsFrom(page.offset, shifted));
    }
  }
}

/** The number of rows in these pages from a position on, if none was filtered. */
function rowsFrom(position: number, pages: readonly RowPage[]): number {
  const reached = pages.map(({ offset, marks }) =>
    Math.min(marks.length, Math.max(0, offset + marks.length - position)),
  );
  return reached.reduce((sum, rows) => sum + rows, 0);
}
