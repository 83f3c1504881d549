/** While syncs are running, changes are collected this long before a build, in ms. */
const DEBOUNCE_MS = 50;

/**
 * Schedules builds of the catalog: one at a time, shared by all requests made before it starts. While gateways are
 * syncing, a build waits for more data, but no longer than the last build took: cheap builds run immediately, expensive
 * ones take at most half of the time, and nothing waits for a slow gateway. When all syncs have ended, it starts
 * immediately.
 */
export class Publisher {
  readonly #build: () => Promise<void>;
  readonly #now: () => number;
  #building: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  #running = 0;
  #tookMs = 0;
  #allEnded = () => {};

  /** @param build must not reject */
  constructor(build: () => Promise<void>, now: () => number = () => performance.now()) {
    this.#build = build;
    this.#now = now;
  }

  /** Runs a sync; builds wait briefly for it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      if (this.#running === 0) this.#allEnded();
    }
  }

  /** Resolves when a build that started after this call has ended. */
  publish(): Promise<void> {
    this.#next ??= this.#gathered().then(() => {
      this.#next = null;
      this.#building = this.#timed();
      return this.#building;
    });
    return this.#next;
  }

  /** Resolves when no build is running. */
  async idle(): Promise<void> {
    await this.#next;
    await this.#building;
  }

  async #gathered(): Promise<void> {
    await this.#building;
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(DEBOUNCE_MS, this.#tookMs));
      this.#allEnded = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#allEnded = () => {};
  }

  async #timed(): Promise<void> {
    const began = this.#now();
    await this.#build();
    this.#tookMs = this.#now() - began;
  }
}
