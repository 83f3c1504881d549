/** Even while others run, what came is gathered this long before it is built, in ms. */
const DEBOUNCE_MS = 50;

/**
 * When the catalog is built: one build at a time, for all who asked before it began. While gateways are being read,
 * a build waits for more to come, but never longer than the last one took: cheap builds follow at once, expensive ones take
 * at most half of the time, and nobody waits for a slow gateway. Once none is read any more, it begins at once.
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

  /** Reads and stores a gateway; builds wait a little for it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      if (this.#running === 0) this.#allEnded();
    }
  }

  /** Resolves when a build that began after this call has ended. */
  publish(): Promise<void> {
    this.#next ??= this.#gathered().then(() => {
      this.#next = null;
      this.#building = this.#timed();
      return this.#building;
    });
    return this.#next;
  }

  /** Resolves when nothing is being built. */
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
