import { ApiError } from "@/lib/contract/error";
import { withinPatience } from "../db/availability";
import type { UsageStore } from "../db/usage";
import type { CallRecord } from "./record";

/** How often the spend of a key is read again, in ms: other processes spend too. */
const RECHECK_MS = 30_000;

/** What keys with a limit have spent: from the store, and counted on here meanwhile. */
export class Spend {
  readonly #spent = new Map<number, { usd: number; at: number }>();
  readonly #store: UsageStore;

  constructor(store: UsageStore) {
    this.#store = store;
  }

  /** Throws payment_required when a key has spent its limit. While the store is away what was known of it counts. */
  async check(keyId: number, limitUsd: number): Promise<void> {
    const known = this.#spent.get(keyId);
    const now = performance.now();
    const spent = known && now - known.at < RECHECK_MS ? known : { usd: await this.#read(keyId, known?.usd), at: now };
    this.#spent.set(keyId, spent);
    if (spent.usd < limitUsd) return;
    const message = `this API key has spent its limit of $${limitUsd}: raise it or use another key`;
    throw new ApiError("payment_required", message, { code: "insufficient_quota" });
  }

  /** Counts a call of a key that has a limit. */
  add({ keyId, costUsd, ownKey }: CallRecord): void {
    const spent = keyId === null ? undefined : this.#spent.get(keyId);
    if (!spent || keyId === null || costUsd === null || ownKey) return;
    spent.usd += costUsd;
  }

  /** Those of these keys that have a limit, each once: other processes are to hear that they have spent. */
  limited(keyIds: Iterable<number>): number[] {
    return [...new Set(keyIds)].filter((id) => this.#spent.has(id));
  }

  /** Another process has written what these keys spent: it is read at their next call. */
  invalidate(keyIds: readonly number[]): void {
    for (const id of keyIds) {
      const spent = this.#spent.get(id);
      if (spent) spent.at = Number.NEGATIVE_INFINITY;
    }
  }

  async #read(keyId: number, known: number | undefined): Promise<number> {
    try {
      const read = this.#store.spent(keyId);
      return Math.max(await (known === undefined ? read : withinPatience(read)), known ?? 0);
    } catch (error) {
      if (known !== undefined) return known;
      const message = "what this API key has spent cannot be read just now: try again in some seconds";
      throw Object.assign(new ApiError("provider_unavailable", message, { retryAfterSeconds: 5 }), { cause: error });
    }
  }
}
