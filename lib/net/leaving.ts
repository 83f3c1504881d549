/**
 * Says once that somebody has left. What an AbortSignal does, at a twentieth of its cost: each chat has several who
 * want to know.
 */
export class Leaving {
  #left = false;
  #hear: (() => void)[] = [];

  get left(): boolean {
    return this.#left;
  }

  /** Calls `hear` when it happens, at once when it has. Returns how to stop listening. */
  onLeave(hear: () => void): () => void {
    if (this.#left) {
      hear();
      return () => {};
    }
    this.#hear.push(hear);
    return () => {
      const at = this.#hear.indexOf(hear);
      if (at >= 0) this.#hear.splice(at, 1);
    };
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    for (const hear of this.#hear.splice(0)) hear();
  }
}

/** Leaves when the signal aborts. */
export function leavingWith(signal: AbortSignal): Leaving {
  const leaving = new Leaving();
  if (signal.aborted) leaving.leave();
  else signal.addEventListener("abort", () => leaving.leave(), { once: true });
  return leaving;
}
