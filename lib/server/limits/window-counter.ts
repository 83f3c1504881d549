import type { Count } from "./shared-counter";

interface Window {
  used: number;
  until: number;
}

/** Counts points per key in this process. A key's window starts with its first call and lasts a fixed time. */
export class WindowCounter {
  readonly #windows = new Map<string, Window>();
  readonly #ms: number;
  readonly #now: () => number;
  #sweepAt: number;

  /** @param now elapsed time in ms */
  constructor(seconds: number, now: () => number = () => performance.now()) {
    this.#ms = seconds * 1000;
    this.#now = now;
    this.#sweepAt = now() + this.#ms;
  }

  /** The number of keys it holds. */
  get size(): number {
    return this.#windows.size;
  }

  take(key: string, cost: number): Count {
    const now = this.#now();
    if (now >= this.#sweepAt) this.#sweep(now);
    const window = this.#windows.get(key);
    if (window && window.until > now) {
      window.used += cost;
      return { used: window.used, resetMs: window.until - now };
    }
    this.#windows.set(key, { used: cost, until: now + this.#ms });
    return { used: cost, resetMs: this.#ms };
  }

  /** Keys may be any address, and most are never used again. */
  #sweep(now: number): void {
    this.#sweepAt = now + this.#ms;
    for (const [key, { until }] of this.#windows) if (until <= now) this.#windows.delete(key);
  }
}
