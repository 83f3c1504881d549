import { createHmac, randomBytes } from "node:crypto";
import { ApiError } from "@/lib/contract/error";
import type { Scope } from "@/lib/contract/key";
import type { KeyAccess } from "@/lib/models/key-access";
import { Lru } from "@/lib/models/lru";
import { hasLimit, type SpendLimits } from "@/lib/models/spend-limits";
import { type AccountStore, accessOf, type KeyRow, limitsOf } from "../db/accounts";
import { withinPatience } from "../db/availability";

/** How long a valid key is cached, in ms, and so the longest delay of a revocation. */
const RECHECK_MS = 5_000;
/** How long a valid key stays valid while the store is unavailable, in ms. */
const GRACE_MS = 600_000;
/** The shortest time between two writes of the time of last use, in ms. */
const TOUCH_MS = 60_000;
const MAX_CACHED = 20_000;
const MAX_HASHES = 1_000;
const PREFIX = "gw_live_";

/** The owner of a request's key. */
export interface Caller {
  accountId: number;
  keyId: number;
  scopes: readonly Scope[];
  requestsPerMinute: number | null;
  /** Null when the key has no spend limit. */
  limits: SpendLimits | null;
  access: KeyAccess;
}

interface CachedKey {
  caller: Caller | null;
  /** ISO times after which the key is no longer valid. */
  until: string | null;
  /** When the store last confirmed it, and when it was last queried, in ms by `age`. */
  checkedAt: number;
  askedAt: number;
  touchedAt: number;
}

/** A new key and its stored form. The key can be shown only now. */
interface FreshKey {
  key: string;
  hash: string;
  prefix: string;
  last_four: string;
}

/** Looks up keys by their HMAC; caches them for seconds, and for minutes while the store is unavailable. */
export class KeyRing {
  readonly #cache = new Lru<string, CachedKey>(MAX_CACHED);
  /** Hashes of recent keys: an HMAC takes longer than all other checks together. */
  readonly #hashes = new Map<string, string>();
  readonly #asking = new Map<string, Promise<CachedKey>>();
  /** Counts invalidations: a lookup that began before one may have read what no longer holds. */
  #invalidations = 0;

  constructor(
    readonly store: AccountStore,
    readonly pepper: string,
    readonly now: () => number = Date.now,
    /** Elapsed time in ms, from a monotonic clock. */
    readonly age: () => number = now === Date.now ? () => performance.now() : now,
  ) {}

  /** Creates a key of 256 random bits. */
  fresh(): FreshKey {
    const key = PREFIX + randomBytes(32).toString("base64url");
    return { key, hash: this.hash(key), prefix: key.slice(0, PREFIX.length + 4), last_four: key.slice(-4) };
  }

  /** The stored form of a key: HMAC-SHA-256 with the server's pepper. */
  hash(key: string): string {
    return createHmac("sha256", this.pepper).update(key).digest("base64url");
  }

  /**
   * The owner of a key, synchronously while it is cached; null when it is invalid. Rejects with an ApiError (503) when
   * the store is unavailable and the key was not recently valid: an outage must not look like an invalid key.
   */
  caller(key: string): Promise<Caller | null> | Caller | null {
    const hash = this.#hashes.get(key) ?? this.#store(key);
    const cached = this.#cache.get(hash);
    const now = this.age();
    if (cached && now - cached.askedAt < RECHECK_MS && now - cached.checkedAt < GRACE_MS) return this.#valid(cached);
    return this.#recheck(hash, cached, now);
  }

  async #recheck(hash: string, cached: CachedKey | undefined, now: number): Promise<Caller | null> {
    const recent = cached?.caller && now - cached.checkedAt < GRACE_MS ? cached : null;
    try {
      const lookup = this.#ask(hash, cached);
      return this.#valid(await (recent ? withinPatience(lookup) : lookup));
    } catch {
      if (recent) {
        // An unavailable store may take seconds to fail; don't make every request with a cached key wait for it.
        recent.askedAt = now;
        return this.#valid(recent);
      }
      const message = "keys cannot be checked just now, this one included: try again in a few seconds";
      throw new ApiError("provider_unavailable", message, { code: "key_store_unavailable", retryAfterSeconds: 5 });
    }
  }

  /** Called with invalidations of this process, to notify other processes. */
  onForget: (what: string) => void = () => {};

  /** Invalidates a revoked key immediately. */
  forget(keyId: number): void {
    this.forgotten(`key ${keyId}`);
    this.onForget(`key ${keyId}`);
  }

  /** Invalidates all keys of an account. */
  forgetAccount(accountId: number): void {
    this.forgotten(`account ${accountId}`);
    this.onForget(`account ${accountId}`);
  }

  /** Applies an invalidation from another process; `all` rechecks every key. */
  forgotten(what: string): void {
    const [kind, id] = what.split(" ");
    this.#invalidations++;
    this.#asking.clear();
    for (const [hash, cached] of this.#cache.entries()) {
      if (kind === "all") cached.askedAt = Number.NEGATIVE_INFINITY;
      else if (String(kind === "key" ? cached.caller?.keyId : cached.caller?.accountId) === id)
        this.#cache.delete(hash);
    }
  }

  #store(key: string): string {
    const hash = this.hash(key);
    if (this.#hashes.size >= MAX_HASHES) this.#hashes.clear();
    this.#hashes.set(key, hash);
    return hash;
  }

  #ask(hash: string, previous: CachedKey | undefined): Promise<CachedKey> {
    const running = this.#asking.get(hash);
    if (running) return running;
    const asking = this.#lookUp(hash, previous).finally(() => {
      if (this.#asking.get(hash) === asking) this.#asking.delete(hash);
    });
    this.#asking.set(hash, asking);
    return asking;
  }

  async #lookUp(hash: string, previous: CachedKey | undefined): Promise<CachedKey> {
    const began = this.#invalidations;
    const row = await this.store.keyByHash(hash);
    const now = this.age();
    const cached: CachedKey = {
      caller: row ? callerOf(row) : null,
      until: row ? (earlier(row.revoked_at, row.expires_at) ?? null) : null,
      checkedAt: now,
      askedAt: now,
      touchedAt: previous?.touchedAt ?? Number.NEGATIVE_INFINITY,
    };
    if (row && this.#valid(cached) && now - cached.touchedAt > TOUCH_MS) {
      cached.touchedAt = now;
      // Not essential: the next use tries again.
      this.store.touchKey(row.id, new Date(this.now()).toISOString()).catch(() => {});
    }
    if (began === this.#invalidations) this.#cache.set(hash, cached);
    return cached;
  }

  #valid({ caller, until }: CachedKey): Caller | null {
    return until !== null && Date.parse(until) <= this.now() ? null : caller;
  }
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function callerOf(row: KeyRow): Caller {
  const limits = limitsOf(row);
  return {
    accountId: row.account_id,
    keyId: row.id,
    scopes: row.scopes.split(" ") as Scope[],
    requestsPerMinute: row.requests_per_minute,
    limits: hasLimit(limits) ? limits : null,
    access: accessOf(row),
  };
}
