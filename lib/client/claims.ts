import type { Answer } from "./answer";

/** What a backend claims about its list, as of the last page in order. Only hints: they never end a reading alone. */
export class Claims {
  total: number | null = null;
  more = false;
  /** Rows stepped back over so far, and how many may be: a list can lose no more than the most it ever had. */
  #spent = 0;
  #budget = 0;

  /** Notes the claims of a page; gives by how many rows the list shrank since the page before, 0 as a rule. */
  note(answer: Answer | null): number {
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
