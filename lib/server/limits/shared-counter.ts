import type { Redis } from "ioredis";

/** The count of a key in its window, over all processes. */
export interface Count {
  used: number;
  /** ms until the window ends. */
  resetMs: number;
}

/**
 * Takes points, plus some ahead for later calls within the limit. Returns the used points, the granted points, and the
 * remaining ms. A window starts with its first call.
 */
const TAKE = `
local used = tonumber(redis.call('get', KEYS[1]) or '0')
local cost, want, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local give = math.max(cost, math.min(want, limit - used))
used = redis.call('incrby', KEYS[1], give)
local ttl = redis.call('pttl', KEYS[1])
if ttl < 0 then
  ttl = tonumber(ARGV[4])
  redis.call('pexpire', KEYS[1], ttl)
end
return {used, give, ttl}`;

/** The maximum that a process may take ahead, as a fraction of the limit and of its remainder. */
const AHEAD_OF_LIMIT = 1 / 100;
const AHEAD_OF_LEFT = 1 / 20;
const MAX_AHEAD = 64;
const MAX_KEYS = 20_000;

/** The points of a key's window that this process has taken ahead. */
interface Taken {
  used: number;
  left: number;
  /** When the window ends, by performance.now(). */
  until: number;
  ahead: number;
  asking: Promise<void> | null;
}

type Asking = Redis & {
  gatewayzTake(key: string, cost: number, want: number, limit: number, ms: number): Promise<[number, number, number]>;
};

/** A counter shared by all processes. Most calls don't need Redis, because busy processes take points ahead. */
export class SharedCounter {
  readonly #taken = new Map<string, Taken>();
  readonly #redis: Asking;
  readonly #rule: { name: string; seconds: number };

  constructor(redis: Redis, rule: { name: string; seconds: number }) {
    if (!("gatewayzTake" in redis)) redis.defineCommand("gatewayzTake", { numberOfKeys: 1, lua: TAKE });
    this.#redis = redis as Asking;
    this.#rule = rule;
  }

  /** Counts points for a key. Rejects when Redis doesn't respond. */
  async take(key: string, cost: number, limit: number): Promise<Count> {
    for (;;) {
      const taken = this.#current(key);
      if (taken.left >= cost && taken.left > 0) {
        taken.left -= cost;
        return this.#count(taken);
      }
      // A call that takes points ahead shares them with waiting calls.
      if (!taken.asking) return this.#ask(key, taken, cost, limit);
      await taken.asking;
    }
  }

  #current(key: string): Taken {
    const taken = this.#taken.get(key);
    if (taken && (taken.until > performance.now() || taken.asking)) return taken;
    if (this.#taken.size >= MAX_KEYS) this.#taken.clear();
    const none: Taken = { used: 0, left: 0, until: 0, ahead: taken ? taken.ahead >> 1 : 0, asking: null };
    this.#taken.set(key, none);
    return none;
  }

  async #ask(key: string, taken: Taken, cost: number, limit: number): Promise<Count> {
    const room = Math.min(limit * AHEAD_OF_LIMIT, (limit - taken.used) * AHEAD_OF_LEFT, MAX_AHEAD);
    const ahead = Math.max(0, Math.floor(Math.min(room, taken.ahead)));
    const { name, seconds } = this.#rule;
    const reply = this.#redis.gatewayzTake(`gatewayz:${name}:${key}`, cost, cost + ahead, limit, seconds * 1_000);
    if (ahead > 0) {
      const over = () => {
        taken.asking = null;
      };
      taken.asking = reply.then(over, over);
    }
    const [used, granted, ms] = await reply;
    const now = performance.now();
    // Points taken ahead expire with their window.
    if (taken.until <= now) taken.left = 0;
    taken.used = used;
    taken.left += Math.max(0, granted - cost);
    taken.until = now + ms;
    taken.ahead = Math.min(MAX_AHEAD, Math.max(1, taken.ahead * 2));
    return { used: used - taken.left, resetMs: ms };
  }

  #count({ used, left, until }: Taken): Count {
    return { used: used - left, resetMs: Math.max(0, until - performance.now()) };
  }
}
