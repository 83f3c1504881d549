import type { RowPage } from "./dedupe";

/*
 * A window is the range of positions that a page is cut from: as many from its offset as the limit and a silent cap of
 * the backend allow. A filter may leave fewer rows than positions, so a short page alone doesn't show how far the
 * window reached.
 */

/** The number of leading rows of `later` that are the last rows of `earlier`, in the same order. */
export function overlap(earlier: RowPage, later: RowPage): number {
  const first = later.marks[0];
  if (first === undefined) return 0;
  const start = earlier.marks.lastIndexOf(first);
  if (start < 0) return 0;
  const shared = earlier.marks.length - start;
  if (shared > later.marks.length) return 0;
  return later.marks.slice(0, shared).every((mark, rank) => mark === earlier.marks[start + rank]) ? shared : 0;
}

/** After this many failed proofs in a row, proofs become less and less frequent. */
const REFUSED_PROOFS = 4;

/** The number of positions that every window is *proven* to cover; steps of this size never skip a row. */
export class ProvenWindow {
  size = 0;
  /** Pages read in order so far. */
  steps = 0;
  #refused = 0;
  #pausedUntil = 0;

  /** A page covers at least as many positions as it has rows. */
  cover(page: RowPage) {
    this.size = Math.max(this.size, page.marks.length);
  }

  /**
   * Raises the size when `probe`, requested like `page` but with `limit`, has the same rows except the last ones: those
   * are beyond `limit` positions, and the window of `page` reached them. Duplicate rows, repeated pages, and ignored
   * parameters can't fake this.
   */
  raise(page: RowPage, limit: number, probe: RowPage): boolean {
    const missing = page.marks.length - probe.marks.length;
    if (missing <= 0 || probe.marks.some((mark, rank) => mark !== page.marks[rank])) return false;
    this.size = Math.max(this.size, limit + missing);
    return true;
  }

  /** Whether another proof is worth its request. */
  mayBeProven(): boolean {
    return this.steps >= this.#pausedUntil;
  }

  noteProof(proven: boolean) {
    this.#refused = proven ? 0 : this.#refused + 1;
    this.#pausedUntil = this.#refused < REFUSED_PROOFS ? 0 : this.steps + 2 ** (this.#refused - REFUSED_PROOFS);
  }
}

/** Whether two pages have the same rows, in any order. */
export function hasSameRows(a: RowPage, b: RowPage): boolean {
  const marks = new Set(a.marks);
  return a.marks.length === b.marks.length && b.marks.every((mark) => marks.has(mark));
}

/** Distances from `window` to `reach`, each four times the previous one, ending with `reach`. */
export function distances(window: number, reach: number): number[] {
  const steps: number[] = [];
  for (let distance = window * 4; distance < reach; distance *= 4) steps.push(distance);
  return [...steps, reach];
}

/** Distances from half of `limit` down to `window`, halved each time. */
export function halvings(limit: number, window: number): number[] {
  const distances: number[] = [];
  for (let distance = Math.floor(limit / 2); distance >= window && distance > 0; distance = Math.floor(distance / 2)) {
    distances.push(distance);
  }
  return distances;
}

/** Evenly spaced offsets in [from, to), coarse ones first, until they are less than 20 apart or there are `max`. */
export function samples(from: number, to: number, max: number): number[] {
  const offsets: number[] = [];
  for (let parts = 2; (to - from) / parts >= 9.5 && offsets.length < max; parts *= 2) {
    for (let odd = 1; odd < parts; odd += 2) offsets.push(from + Math.floor(((to - from) * odd) / parts));
  }
  return offsets.slice(0, max);
}

/** Splits the list into groups of `size`; the last may be shorter. */
export function inGroups<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size));
}
