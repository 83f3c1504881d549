import { ApiError } from "@/lib/contract/error";
import type { UsageStore } from "../db/usage";
import type { CallRecord } from "./record";

/** What a key has spent is asked anew this often, in ms: other processes spend too. */
const RECHECK_MS = 30_000;

/** What keys with a limit have spent: from the store, and counted on here meanwhile. */
export class Spend {
  readonly #spent = new Map<number, { usd: number; at: number }>();
  readonly #store: UsageStore;

  constructor(store: UsageStore) {
    this.#store = store;
  }

  /** Throws payment_required when a key has spent its limit. */
  async check(keyId: number, limitUsd: number | null): Promise<void> {
    if (limitUsd === null) return;
    const known = this.#spent.get(keyId);
    const fresh = known && Date.now() - known.at < RECHECK_MS;
    const spent = fresh ? known : { usd: Math.max(await this.#store.spent(keyId), known?.usd ?? 0), at: Date.now() };
    this.#spent.set(keyId, spent);
    if (spent.usd < limitUsd) return;
    const message = `this API key has spent its limit of $${limitUsd}: raise it or use another key`;
    throw new ApiError("payment_required", message, { code: "insufficient_quota" });
  }

  /** Counts a call of a key that has a limit. */
  add({ keyId, costUsd, ownKey }: CallRecord): void {
    const spent = keyId === null ? undefined : this.#spent.get(keyId);
    if (spent && costUsd !== null && !ownKey) spent.usd += costUsd;
  }
}
