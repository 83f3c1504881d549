import { createHmac, randomBytes } from "node:crypto";
import { ApiError } from "@/lib/contract/error";
import type { Scope } from "@/lib/contract/key";
import type { KeyAccess } from "@/lib/models/key-access";
import { Lru } from "@/lib/models/lru";
import { hasLimit, type SpendLimits } from "@/lib/models/spend-limits";
import { type AccountStore, accessOf, type KeyRow, limitsOf } from "../db/accounts";
import { withinPatience } from "../db/availability";

/** A valid key is believed this long without asking the store again, in ms: so soon takes a revocation effect. */
const RECHECK_MS = 5_000;
/** While the store is away, a key that was valid stays so for this long, in ms. */
const GRACE_MS = 600_000;
/** The time of last use is written this seldom, in ms. */
const TOUCH_MS = 60_000;
/** Keys kept in memory, valid and unknown ones. */
const MAX_CACHED = 20_000;
const MAX_HASHES = 1_000;
const PREFIX = "gw_live_";

/** Who calls, by the key of the request. */
export interface Caller {
  accountId: number;
  keyId: number;
  scopes: readonly Scope[];
  requestsPerMinute: number | null;
  /** Null where the key has no spend limit. */
  limits: SpendLimits | null;
  access: KeyAccess;
}

interface CachedKey {
  caller: Caller | null;
  /** ISO times after which the key is not valid any more. */
  until: string | null;
  /** When the store last answered about it, and when it was last asked, in ms by `age`. */
  checkedAt: number;
  askedAt: number;
  touchedAt: number;
}

/** A new key with what is stored of it. The key can be shown now and never again. */
export interface FreshKey {
  key: string;
  hash: string;
  prefix: string;
  last_four: string;
}

/** Knows keys by their HMAC; what it saw last is kept for seconds, and for minutes while the store is away. */
export class KeyRing {
  readonly #cache = new Lru<string, CachedKey>(MAX_CACHED);
  /** Of recent keys: an HMAC takes longer than all other checks together. */
  readonly #hashes = new Map<string, string>();
  readonly #asking = new Map<string, Promise<CachedKey>>();

  constructor(
    readonly store: AccountStore,
    readonly pepper: string,
    readonly now: () => number = Date.now,
    /** How time passes, in ms; the clock on the wall may jump. */
    readonly age: () => number = now === Date.now ? () => performance.now() : now,
  ) {}

  /** A key of 256 random bits. */
  fresh(): FreshKey {
    const key = PREFIX + randomBytes(32).toString("base64url");
    return { key, hash: this.hash(key), prefix: key.slice(0, PREFIX.length + 4), last_four: key.slice(-4) };
  }

  /** What is stored of a key: HMAC-SHA-256 with the server's pepper. */
  hash(key: string): string {
    return createHmac("sha256", this.pepper).update(key).digest("base64url");
  }

  /**
   * Who a key belongs to; null when it is not valid. Throws an ApiError (503) when the store cannot be asked and the
   * key was not valid recently: an outage must not look like a bad key.
   */
  async caller(key: string): Promise<Caller | null> {
    const hash = this.#hashes.get(key) ?? this.#store(key);
    const cached = this.#cache.get(hash);
    const now = this.age();
    if (cached && now - cached.askedAt < RECHECK_MS && now - cached.checkedAt < GRACE_MS) return this.#valid(cached);
    const known = cached?.caller && now - cached.checkedAt < GRACE_MS ? cached : null;
    try {
      const asked = this.#ask(hash, cached);
      return this.#valid(await (known ? withinPatience(asked) : asked));
    } catch {
      if (known) {
        // A store that is away may take seconds to say so: not every request of a known key waits for that.
        known.askedAt = now;
        return this.#valid(known);
      }
      const message = "keys cannot be checked just now, this one included: try again in some seconds";
      throw new ApiError("provider_unavailable", message, { code: "key_store_unavailable", retryAfterSeconds: 5 });
    }
  }

  /** Told what was forgotten here, for other processes. */
  onForget: (what: string) => void = () => {};

  /** Forgets a key that was revoked here, so that it ends at once. */
  forget(keyId: number): void {
    this.forgotten(`key ${keyId}`);
    this.onForget(`key ${keyId}`);
  }

  /** Forgets all keys of an account. */
  forgetAccount(accountId: number): void {
    this.forgotten(`account ${accountId}`);
    this.onForget(`account ${accountId}`);
  }

  /** Forgets what another process has forgotten; for `all` every key is asked about again, and known while the store is away. */
  forgotten(what: string): void {
    const [kind, id] = what.split(" ");
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

  #ask(hash: string, before: CachedKey | undefined): Promise<CachedKey> {
    const asking = this.#asking.get(hash) ?? this.#lookUp(hash, before).finally(() => this.#asking.delete(hash));
    this.#asking.set(hash, asking);
    return asking;
  }

  async #lookUp(hash: string, before: CachedKey | undefined): Promise<CachedKey> {
    const row = await this.store.keyByHash(hash);
    const now = this.age();
    const cached: CachedKey = {
      caller: row ? callerOf(row) : null,
      until: row ? (earlier(row.revoked_at, row.expires_at) ?? null) : null,
      checkedAt: now,
      askedAt: now,
      touchedAt: before?.touchedAt ?? Number.NEGATIVE_INFINITY,
    };
    if (row && this.#valid(cached) && now - cached.touchedAt > TOUCH_MS) {
      cached.touchedAt = now;
      // Nothing depends on it: the next use tries again.
      this.store.touchKey(row.id, new Date(this.now()).toISOString()).catch(() => {});
    }
    this.#cache.set(hash, cached);
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
