/** A one-shot cancellation signal. Costs a twentieth of an AbortSignal, and each chat has several listeners. */
export class CancelSignal {
  #canceled = false;
  #listeners: (() => void)[] = [];

  get canceled(): boolean {
    return this.#canceled;
  }

  /** Calls `listener` on cancellation, or immediately if already canceled. Returns an unsubscribe function. */
  onCancel(listener: () => void): () => void {
    if (this.#canceled) {
      listener();
      return () => {};
    }
    this.#listeners.push(listener);
    return () => {
      const at = this.#listeners.indexOf(listener);
      if (at >= 0) this.#listeners.splice(at, 1);
    };
  }

  cancel(): void {
    if (this.#canceled) return;
    this.#canceled = true;
    for (const listener of this.#listeners.splice(0)) listener();
  }
}

/** A CancelSignal that is canceled when `signal` aborts. */
export function cancelSignalFrom(signal: AbortSignal): CancelSignal {
  const cancelSignal = new CancelSignal();
  if (signal.aborted) cancelSignal.cancel();
  else signal.addEventListener("abort", () => cancelSignal.cancel(), { once: true });
  return cancelSignal;
}
