import type { AnswerEvent } from "@/lib/contract/conversation";

/** Between two paints of what is being written, in ms: quicker than one reads, and the page stays free to type in. */
const PAINT_MS = 50;

/** What has come of an answer that is being written, beside what it began with. */
export interface StreamedText {
  text: string;
  reasoning: string;
}

export const NOTHING: StreamedText = { text: "", reasoning: "" };

/**
 * What is being written, beside the state of the page: each step reaches the one answer that shows it and nothing else.
 * Steps that come again after a lost connection are known by their numbers.
 */
export class StreamingText {
  readonly #texts = new Map<number, StreamedText & { seq: number }>();
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #changed = new Set<number>();
  #waiting = false;

  /** Takes a step. Returns at once; listeners are called a little later, once for several steps. */
  add(event: Extract<AnswerEvent, { text: string }>): void {
    const before = this.#texts.get(event.message) ?? { ...NOTHING, seq: 0 };
    if (event.seq <= before.seq) return;
    const { seq, type, text } = event;
    this.#texts.set(event.message, { ...before, seq, [type]: before[type] + text });
    this.#changed.add(event.message);
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const id of changed) for (const listener of this.#listeners.get(id) ?? []) listener();
    }, PAINT_MS);
  }

  /** What has come of an answer. */
  textOf(id: number): StreamedText {
    return this.#texts.get(id) ?? NOTHING;
  }

  /** Forgets an answer that has ended: it is in the conversation now. */
  remove(id: number): void {
    this.#texts.delete(id);
  }

  /** Calls back when more has come of an answer. Returns how to stop. */
  listen(id: number, listener: () => void): () => void {
    const all = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, all.add(listener));
    return () => {
      all.delete(listener);
      if (all.size === 0) this.#listeners.delete(id);
    };
  }
}
