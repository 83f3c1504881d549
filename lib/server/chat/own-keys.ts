import type { GatewayKey } from "@/lib/contract/usage";
import { Lru } from "@/lib/models/lru";
import { seal, unseal } from "../auth/sealed";
import { withinPatience } from "../db/availability";
import type { GatewayKeyStore } from "../db/gateway-keys";

/** How long an account's keys are cached, in ms. */
const CACHE_MS = 10_000;
const MAX_CACHED = 10_000;

interface CachedKeys {
  keys: ReadonlyMap<string, string>;
  at: number;
}

/** Users' gateway keys: encrypted in the store, decrypted in memory for seconds, never shown. */
export class OwnKeys {
  readonly #cache = new Lru<number, CachedKeys>(MAX_CACHED);
  readonly #asking = new Map<number, Promise<ReadonlyMap<string, string>>>();
  readonly #store: GatewayKeyStore;
  readonly #secret: string;

  /** @param secret 32 bytes, hexadecimal: ENCRYPTION_KEY */
  constructor(store: GatewayKeyStore, secret: string) {
    this.#store = store;
    this.#secret = secret;
  }

  /** An account's keys by gateway. While the store is unavailable, the last known ones. */
  of(accountId: number): ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>> {
    const cached = this.#cache.get(accountId);
    return cached && performance.now() - cached.at < CACHE_MS ? cached.keys : this.#read(accountId);
  }

  /** The parts of an account's keys that may be shown. */
  async shown(accountId: number): Promise<GatewayKey[]> {
    const rows = await this.#store.of(accountId);
    return rows.map(({ gateway, last_four, created_at }) => ({ gateway, last_four, created_at }));
  }

  async put(accountId: number, gateway: string, key: string): Promise<GatewayKey> {
    const shown = { gateway, last_four: key.slice(-4), created_at: new Date().toISOString() };
    const sealed = seal(key, this.#secret, bound(accountId, gateway));
    await this.#store.put({ account_id: accountId, sealed, ...shown });
    this.#cache.delete(accountId);
    return shown;
  }

  async remove(accountId: number, gateway: string): Promise<boolean> {
    const removed = await this.#store.remove(accountId, gateway);
    this.#cache.delete(accountId);
    return removed;
  }

  async #read(accountId: number): Promise<ReadonlyMap<string, string>> {
    const cached = this.#cache.get(accountId);
    const lookup = this.#asking.get(accountId) ?? this.#ask(accountId).finally(() => this.#asking.delete(accountId));
    this.#asking.set(accountId, lookup);
    try {
      return await (cached ? withinPatience(lookup) : lookup);
    } catch {
      // Don't make every chat wait for an unavailable store.
      if (cached) cached.at = performance.now();
      return cached?.keys ?? new Map();
    }
  }

  async #ask(accountId: number): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#store.of(accountId);
    const keys = new Map<string, string>();
    for (const { gateway, sealed } of rows) {
      const key = unseal(sealed, this.#secret, bound(accountId, gateway));
      if (key !== null) keys.set(gateway, key);
    }
    this.#cache.set(accountId, { keys, at: performance.now() });
    return keys;
  }
}

const bound = (accountId: number, gateway: string) => `${accountId} ${gateway}`;
