import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
  isBrokenCircuitError,
} from "cockatiel";
import type { AttemptOutcome } from "./outcome";

/** So many failures in a row open a breaker; after `HALF_OPEN_MS` one call may try again. */
const FAILURES = 5;
const HALF_OPEN_MS = 15_000;
/** The longest Retry-After that is believed. */
const LONGEST_WAIT_MS = 600_000;

export type BreakerState = "closed" | "half_open" | "open";

const STATES: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: "closed",
  [CircuitState.HalfOpen]: "half_open",
  [CircuitState.Open]: "open",
  [CircuitState.Isolated]: "open",
};

interface Breaker {
  policy: CircuitBreakerPolicy;
  /** When an open breaker lets a probe through; 0 while shut. */
  probeAt: number;
  /** The end of a Retry-After, or of what another process asks to wait; 0 without one. By the clock that never jumps. */
  waitUntil: number;
}

/** A breaker for each (gateway, model), and for each owner of a key of their own. */
export class Breakers {
  readonly #all = new Map<string, Breaker>();
  /** Told when an offer is to be left alone for some ms, and with 0 when it answers again: other processes may listen. */
  onChange: (key: string, ms: number) => void = () => {};

  /** Whether the offer may be called now: shut, or open long enough for a probe, and no Retry-After running. */
  healthy(key: string, now = performance.now()): boolean {
    const breaker = this.#all.get(key);
    return !breaker || (breaker.probeAt <= now && breaker.waitUntil <= now);
  }

  /** Seconds until the offer may be called again; 0 when it may. */
  waitSeconds(key: string, now = performance.now()): number {
    const breaker = this.#all.get(key);
    return breaker ? Math.ceil(Math.max(0, breaker.probeAt - now, breaker.waitUntil - now) / 1000) : 0;
  }

  /** Runs a call; null when the breaker is open or a Retry-After is running. */
  async run(key: string, call: () => Promise<AttemptOutcome>): Promise<AttemptOutcome | null> {
    const breaker = this.#all.get(key) ?? this.#make(key);
    if (breaker.waitUntil > performance.now()) return null;
    try {
      const outcome = await breaker.policy.execute(call);
      const failure = outcome.kind === "failed" ? outcome.failure : null;
      // What one request is refused for is no reason to leave the offer alone for others.
      const wait = failure?.counts ? failure.retryAfterSeconds : undefined;
      if (wait !== undefined) {
        const ms = Math.min(wait * 1000, LONGEST_WAIT_MS);
        breaker.waitUntil = performance.now() + ms;
        this.onChange(key, ms);
      }
      return outcome;
    } catch (error) {
      if (isBrokenCircuitError(error)) return null;
      throw error;
    }
  }

  /** Believes another process about an offer: left alone for some ms, or with 0 not any more. */
  openFor(key: string, ms: number): void {
    const breaker = this.#all.get(key) ?? this.#make(key);
    const until = performance.now() + Math.min(ms, LONGEST_WAIT_MS);
    breaker.waitUntil = ms > 0 ? Math.max(breaker.waitUntil, until) : 0;
  }

  /** How many are in which state, by gateway. */
  states(): Map<string, Record<BreakerState, number>> {
    const all = new Map<string, Record<BreakerState, number>>();
    for (const [key, { policy }] of this.#all) {
      const gateway = key.split(" ", 1)[0] ?? key;
      const counts = all.get(gateway) ?? { closed: 0, half_open: 0, open: 0 };
      counts[STATES[policy.state]]++;
      all.set(gateway, counts);
    }
    return all;
  }

  #make(key: string): Breaker {
    const counted = handleWhenResult((outcome) => {
      const { kind, failure } = outcome as { kind?: string; failure?: { counts: boolean } };
      return kind === "failed" && failure?.counts === true;
    });
    const policy = circuitBreaker(counted, { halfOpenAfter: HALF_OPEN_MS, breaker: new ConsecutiveBreaker(FAILURES) });
    const breaker: Breaker = { policy, probeAt: 0, waitUntil: 0 };
    policy.onBreak(() => {
      breaker.probeAt = performance.now() + HALF_OPEN_MS;
      this.onChange(key, HALF_OPEN_MS);
    });
    policy.onReset(() => {
      breaker.probeAt = 0;
      this.onChange(key, 0);
    });
    this.#all.set(key, breaker);
    return breaker;
  }
}

/** The breaker's key of an offer; a caller's own key has one of its own. */
export function breakerKey(gateway: string, nativeId: string, ownerId: number | null): string {
  return `${gateway} ${nativeId}${ownerId === null ? "" : ` own:${ownerId}`}`;
}
