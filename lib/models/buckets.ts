/** A histogram: the number of values per bucket, and their sum. */
export class Buckets {
  /** By bucket; the last one is for values above all bounds. */
  readonly counts: number[];
  readonly #bounds: readonly number[];
  sum = 0;

  /** @param bounds the largest value of each bucket, ascending */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.counts = new Array<number>(bounds.length + 1).fill(0);
  }

  add(value: number): void {
    const bounds = this.#bounds;
    let at = 0;
    while (at < bounds.length && value > (bounds[at] as number)) at++;
    this.counts[at] = (this.counts[at] as number) + 1;
    this.sum += value;
  }
}
