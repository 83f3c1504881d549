import type { ListPage } from "./list-page";

/** A backend's claims about its list, as of the last page in order. Only hints: they never end reading on their own. */
export class Claims {
  total: number | null = null;
  more = false;
  /** Rows stepped back over so far, and the maximum: a list can't lose more rows than it ever had. */
  #spent = 0;
  #budget = 0;

  /** Returns the number of rows by which the list shrank since the previous page, normally 0. */
  note(answer: ListPage | null): number {
    if (answer) this.more = answer.hasMore === true;
    if (answer?.total == null) return 0;
    const fell = (this.total ?? 0) - answer.total;
    this.total = answer.total;
    this.#budget = Math.max(this.#budget, answer.total);
    if (fell <= 0 || this.#spent + fell > this.#budget) return 0;
    this.#spent += fell;
    return fell;
  }
}
