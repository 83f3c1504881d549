import type { AnswerEvent } from "@/lib/contract/conversation";

/** Time between two renders of a streaming answer, in ms: faster than reading, and typing stays smooth. */
const PAINT_MS = 50;

/** The received text of a streaming answer, after that of its message. */
export interface StreamedText {
  text: string;
  reasoning: string;
}

export const NOTHING: StreamedText = { text: "", reasoning: "" };

/**
 * The text of streaming answers, outside of React's state: each event re-renders only its answer. Events that are
 * repeated after a lost connection are recognized by their numbers.
 */
export class StreamingText {
  readonly #texts = new Map<number, StreamedText & { seq: number }>();
  readonly #listeners = new Map<number, Set<() => void>>();
  readonly #changed = new Set<number>();
  #waiting = false;

  /** Adds an event. Returns immediately; listeners are called a little later, once for several events. */
  add(event: Extract<AnswerEvent, { text: string }>): void {
    const previous = this.#texts.get(event.message) ?? { ...NOTHING, seq: 0 };
    if (event.seq <= previous.seq) return;
    const { seq, type, text } = event;
    this.#texts.set(event.message, { ...previous, seq, [type]: previous[type] + text });
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

  contentOf(id: number): StreamedText {
    return this.#texts.get(id) ?? NOTHING;
  }

  /** Removes an answer that has ended, and so is in the conversation. */
  remove(id: number): void {
    this.#texts.delete(id);
  }

  /** Calls back when an answer has received more. Returns a cleanup function. */
  listen(id: number, listener: () => void): () => void {
    const all = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, all.add(listener));
    return () => {
      all.delete(listener);
      if (all.size === 0) this.#listeners.delete(id);
    };
  }
}
