import type { AnswerEvent } from "@/lib/contract/conversation";

/** Between two paints of what is being written, in ms: quicker than one reads, and the page stays free to type in. */
const PAINT_MS = 50;

/** What has come of an answer that is being written, beside what it began with. */
export interface Grown {
  text: string;
  reasoning: string;
}

export const NOTHING: Grown = { text: "", reasoning: "" };

/**
 * What is being written, beside the state of the page: each step reaches the one answer that shows it and nothing else.
 * Steps that come again after a lost connection are known by their numbers.
 */
export class Growing {
  readonly #grown = new Map<number, Grown & { seq: number }>();
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #changed = new Set<number>();
  #waiting = false;

  /** Takes a step. Returns at once; those who look on are told a little later, of several steps together. */
  add(event: Extract<AnswerEvent, { text: string }>): void {
    const before = this.#grown.get(event.message) ?? { ...NOTHING, seq: 0 };
    if (event.seq <= before.seq) return;
    const { seq, type, text } = event;
    this.#grown.set(event.message, { ...before, seq, [type]: before[type] + text });
    this.#changed.add(event.message);
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const id of changed) for (const told of this.#listeners.get(id) ?? []) told();
    }, PAINT_MS);
  }

  /** What has come of an answer. */
  of(id: number): Grown {
    return this.#grown.get(id) ?? NOTHING;
  }

  /** Forgets an answer that has ended: it is in the conversation now. */
  drop(id: number): void {
    this.#grown.delete(id);
  }

  /** Calls back when more has come of an answer. Returns how to stop. */
  listen(id: number, told: () => void): () => void {
    const all = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, all.add(told));
    return () => {
      all.delete(told);
      if (all.size === 0) this.#listeners.delete(id);
    };
  }
}
