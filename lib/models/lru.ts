/** A map of at most `max` entries that drops the least recently used. */
export class Lru<K, V> {
  readonly #entries = new Map<K, V>();
  /** The most recently used key: skipping its reordering saves most of the cost. */
  #newest: K | undefined;

  constructor(readonly max: number) {}

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined && key !== this.#newest) this.set(key, value);
    return value;
  }

  /** The value of a key, created when missing. A promise that rejects is not kept. */
  getOrMake(key: K, make: () => V): V {
    const cached = this.get(key);
    if (cached !== undefined) return cached;
    const value = make();
    this.set(key, value);
    if (value instanceof Promise)
      value.catch(() => {
        if (this.#entries.get(key) === value) this.delete(key);
      });
    return value;
  }

  set(key: K, value: V): void {
    if (key !== this.#newest) this.#entries.delete(key);
    this.#newest = key;
    this.#entries.set(key, value);
    if (this.#entries.size > this.max) this.#shrink();
  }

  delete(key: K): void {
    if (key === this.#newest) this.#newest = undefined;
    this.#entries.delete(key);
  }

  /** All entries, least recently used first. */
  entries(): MapIterator<[K, V]> {
    return this.#entries.entries();
  }

  #shrink(): void {
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.max) break;
      this.#entries.delete(oldest);
    }
  }
}
