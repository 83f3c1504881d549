import type { Answer } from "./answer";
import type { Claims } from "./claims";
import type { Dedupe, RowPage } from "./dedupe";
import { halvings, inGroups, overlap, ProvenWindow } from "./window";

/** One page to ask for. `tolerant`: a refusal (null) reads as "nothing is there", for the offset is our own guess. */
export interface Ask {
  offset: number;
  limit: number;
  tolerant: boolean;
}

/** Yields the pages wanted next, to be asked side by side; takes their answers in the same order. */
export type Plan<Result> = Generator<Ask[], Result, (Answer | null)[]>;

/** Asks out of order: looks ahead, and finds out how many positions a window covers. All rows that come are kept. */
export class Scout {
  readonly window = new ProvenWindow();
  /** Pages out of order that had new rows. */
  #beacons: RowPage[] = [];

  constructor(
    readonly limit: number,
    readonly concurrency: number,
    readonly rows: Dedupe,
    readonly claims: Claims,
  ) {}

  /** From this distance on, no two windows overlap. */
  get reach(): number {
    return Math.max(this.limit, this.window.size);
  }

  /** The highest offset out of order at which new rows were; -1 without any. */
  get furthest(): number {
    this.#beacons = this.#beacons.filter((page) => !this.rows.isMisplaced(page));
    return Math.max(-1, ...this.#beacons.map((page) => page.offset));
  }

  ask(offset: number, peek = false): Ask {
    const { total } = this.claims;
    return { offset, limit: this.limit, tolerant: total !== null && (peek || offset >= total) };
  }

  *peek(offsets: readonly number[]): Plan<RowPage[]> {
    const answers = yield offsets.map((offset) => this.ask(offset, true));
    const pages = offsets.map((offset, n) => this.rows.add(offset, this.limit, answers[n]?.rows ?? []));
    for (const page of pages) this.window.cover(page);
    this.#beacons.push(...pages.filter((page) => page.fresh > 0));
    return pages;
  }

  /** Peeks until new rows come; gives the page that has them. */
  *look(offsets: readonly number[]): Plan<RowPage | undefined> {
    for (const some of inGroups(offsets, this.concurrency)) {
      const found = (yield* this.peek(some)).find((page) => page.fresh > 0);
      if (found) return found;
    }
    return undefined;
  }

  /** How many rows at the front of the page an earlier window had to hold too; 0 when nothing proves it. */
  *shared(page: RowPage): Plan<number> {
    const earlier = this.rows.lowestPage(page.marks[0] ?? "");
    if (!earlier || earlier.offset >= page.offset) return 0;
    const shared = overlap(earlier, page);
    return shared > 0 && (yield* this.#prove(earlier, page.offset - earlier.offset, shared)) ? shared : 0;
  }

  /**
   * Before a long hole is crossed in small steps: finds how far windows reach. The first row of a page beyond the hole
   * lies either in the far half of its window, then a smaller limit cuts it off, or windows that begin before it show it.
   */
  *learn(page: RowPage): Plan<undefined> {
    for (const some of inGroups(halvings(this.limit, this.window.size), this.concurrency)) {
      if ((yield* this.#cut(page, some)).includes(true)) break;
    }
    const backs = halvings(this.limit, this.window.size).filter((back) => back <= page.offset);
    for (const some of inGroups(backs, this.concurrency)) {
      for (const earlier of yield* this.peek(some.map((back) => page.offset - back))) {
        const shared = overlap(earlier, page);
        if (shared > 0 && (yield* this.#prove(earlier, page.offset - earlier.offset, shared))) return;
        if (this.rows.isMisplaced(page)) return;
      }
    }
  }

  /**
   * Whether every window covers more than `distance` positions, so that the last `shared` rows of `page` lie beyond it.
   * When that is not known yet, the same page is asked with `distance` as its limit: those rows have to be missing.
   */
  *#prove(page: RowPage, distance: number, shared: number): Plan<boolean> {
    if (distance + shared <= this.window.size) return true;
    if (distance + shared > this.limit || !this.window.mayBeProven()) return false;
    const [proven = false] = yield* this.#cut(page, [distance]);
    this.window.noteProof(proven);
    return proven;
  }

  /** Asks for a page again with each of these limits; says which of them prove that windows reach further. */
  *#cut(page: RowPage, limits: readonly number[]): Plan<boolean[]> {
    const answers = yield limits.map((limit) => ({ offset: page.offset, limit, tolerant: true }));
    return limits.map((limit, n) => {
      const answer = answers[n];
      return answer != null && this.window.raise(page, limit, this.rows.add(page.offset, limit, answer.rows));
    });
  }
}
