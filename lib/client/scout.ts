import type { PagePlan } from "@/lib/net/pages";
import type { Claims } from "./claims";
import type { Dedupe, RowPage } from "./dedupe";
import type { ListPage } from "./list-page";
import { halvings, inGroups, overlap, ProvenWindow } from "./window";

/** One page to request. `tolerant`: a refusal (null) means "nothing there", because the offset is a guess. */
export interface Ask {
  offset: number;
  limit: number;
  tolerant: boolean;
}

/** A refused request has the answer null. */
export type Plan<Result> = PagePlan<Ask, ListPage | null, Result>;

/** Requests pages out of order: looks ahead, and finds out how many positions a window covers. Keeps all rows. */
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

  /** Windows at least this far apart never overlap. */
  get reach(): number {
    return Math.max(this.limit, this.window.size);
  }

  /** The highest offset out of order with new rows; -1 when there is none. */
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

  /** Peeks until there are new rows; returns their page. */
  *look(offsets: readonly number[]): Plan<RowPage | undefined> {
    for (const group of inGroups(offsets, this.concurrency)) {
      const newPage = (yield* this.peek(group)).find((page) => page.fresh > 0);
      if (newPage) return newPage;
    }
    return undefined;
  }

  /** The number of leading rows that an earlier window must have included; 0 without proof. */
  *shared(page: RowPage): Plan<number> {
    const earlier = this.rows.lowestPage(page.marks[0] ?? "");
    if (!earlier || earlier.offset >= page.offset) return 0;
    const shared = overlap(earlier, page);
    return shared > 0 && (yield* this.#prove(earlier, page.offset - earlier.offset, shared)) ? shared : 0;
  }

  /**
   * Before crossing a long hole in small steps, finds out how far windows reach. If the first row of a page beyond the
   * hole is in the far half of its window, a smaller limit cuts it off; otherwise, earlier windows include it.
   */
  *learn(page: RowPage): Plan<undefined> {
    for (const group of inGroups(halvings(this.limit, this.window.size), this.concurrency)) {
      if ((yield* this.#cut(page, group)).includes(true)) break;
    }
    const backs = halvings(this.limit, this.window.size).filter((back) => back <= page.offset);
    for (const batch of inGroups(backs, this.concurrency)) {
      for (const earlier of yield* this.peek(batch.map((back) => page.offset - back))) {
        const shared = overlap(earlier, page);
        if (shared > 0 && (yield* this.#prove(earlier, page.offset - earlier.offset, shared))) return;
        if (this.rows.isMisplaced(page)) return;
      }
    }
  }

  /**
   * Whether every window covers more than `distance` positions, so that the last `shared` rows of `page` are beyond it.
   * If unknown, requests the same page with `distance` as the limit: those rows must then be missing.
   */
  *#prove(page: RowPage, distance: number, shared: number): Plan<boolean> {
    if (distance + shared <= this.window.size) return true;
    if (distance + shared > this.limit || !this.window.mayBeProven()) return false;
    const [proven = false] = yield* this.#cut(page, [distance]);
    this.window.noteProof(proven);
    return proven;
  }

  /** Requests a page again with each of these limits; returns which of them prove that windows reach further. */
  *#cut(page: RowPage, limits: readonly number[]): Plan<boolean[]> {
    const answers = yield limits.map((limit) => ({ offset: page.offset, limit, tolerant: true }));
    return limits.map((limit, n) => {
      const answer = answers[n];
      return answer != null && this.window.raise(page, limit, this.rows.add(page.offset, limit, answer.rows));
    });
  }
}
