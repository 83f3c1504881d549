import type { AttemptOutcome } from "./opened-answer";

/** Failures in a row that open a breaker; after `HALF_OPEN_MS`, one call may probe. */
const FAILURES = 5;
const HALF_OPEN_MS = 15_000;
/** Longer Retry-After values are ignored, in ms. */
const MAX_WAIT_MS = 600_000;
/** Beyond this many breakers, those that have nothing to remember are dropped: each owner of a key has their own. */
const MAX_BREAKERS = 10_000;

type BreakerState = "closed" | "half_open" | "open";

interface Breaker {
  /** Failures in a row. */
  failures: number;
  /** When an open breaker allows a probe; 0 while closed. */
  probeAt: number;
  /** The running probe; others wait for its result. */
  probe: Promise<unknown> | null;
  /** End of a Retry-After, or of a wait requested by another process; 0 without one. Monotonic time. */
  waitUntil: number;
}

/** One circuit breaker per (gateway, model), and per owner of a user's own key. */
export class Breakers {
  readonly #all = new Map<string, Breaker>();
  /** Called when an offer should be avoided for some ms, and with 0 when it works again. */
  onChange: (key: string, ms: number) => void = () => {};

  /** Whether the offer may be called now: closed, or open long enough for a probe, and no Retry-After pending. */
  healthy(key: string, now = performance.now()): boolean {
    const breaker = this.#all.get(key);
    return !breaker || (breaker.probeAt <= now && breaker.waitUntil <= now);
  }

  /** Seconds until the offer may be called again; 0 for now. */
  waitSeconds(key: string, now = performance.now()): number {
    const breaker = this.#all.get(key);
    return breaker ? Math.ceil(Math.max(0, breaker.probeAt - now, breaker.waitUntil - now) / 1000) : 0;
  }

  /** Runs a call; null when the breaker is open or a Retry-After is pending. */
  run(key: string, call: () => Promise<AttemptOutcome>): Promise<AttemptOutcome | null> {
    const breaker = this.#breaker(key);
    const isClosed = breaker.probeAt === 0 && breaker.waitUntil === 0;
    return isClosed
      ? call().then((outcome) => this.#judge(key, breaker, outcome, false))
      : this.#try(key, breaker, call);
  }

  async #try(key: string, breaker: Breaker, call: () => Promise<AttemptOutcome>): Promise<AttemptOutcome | null> {
    if (breaker.waitUntil > performance.now()) return null;
    // Of several callers that waited for one probe, the first may start the next.
    while (breaker.probe) await breaker.probe;
    if (Math.max(breaker.waitUntil, breaker.probeAt) > performance.now()) return null;
    breaker.waitUntil = 0;
    if (breaker.probeAt === 0) return this.#judge(key, breaker, await call(), false);
    const probe = call().then((outcome) => this.#judge(key, breaker, outcome, true));
    const ended = () => {
      breaker.probe = null;
    };
    breaker.probe = probe.then(ended, ended);
    return probe;
  }

  /** Counts an outcome: enough failures in a row, or a failed probe, open the breaker; any other probe closes it. */
  #judge(key: string, breaker: Breaker, outcome: AttemptOutcome, isProbe: boolean): AttemptOutcome {
    // A rejection of one request is no reason to avoid the offer for others.
    const failure = outcome.kind === "failed" && outcome.failure.counts ? outcome.failure : null;
    breaker.failures = failure ? breaker.failures + 1 : 0;
    const isClosed = breaker.probeAt === 0;
    if (failure && (isProbe || (isClosed && breaker.failures >= FAILURES))) {
      breaker.probeAt = performance.now() + HALF_OPEN_MS;
      this.onChange(key, HALF_OPEN_MS);
    } else if (!failure && isProbe) {
      breaker.probeAt = 0;
      this.onChange(key, 0);
    }
    if (failure?.retryAfterSeconds !== undefined) {
      const ms = Math.min(failure.retryAfterSeconds * 1000, MAX_WAIT_MS);
      breaker.waitUntil = performance.now() + ms;
      this.onChange(key, ms);
    }
    return outcome;
  }

  /** Applies another process's finding on an offer: avoid it for some ms, or with 0, no longer. */
  openFor(key: string, ms: number): void {
    const breaker = this.#breaker(key);
    const until = performance.now() + Math.min(ms, MAX_WAIT_MS);
    breaker.waitUntil = ms > 0 ? Math.max(breaker.waitUntil, until) : 0;
  }

  /** The number of breakers per state and gateway. */
  states(): Map<string, Record<BreakerState, number>> {
    const all = new Map<string, Record<BreakerState, number>>();
    for (const [key, { probe, probeAt }] of this.#all) {
      const gateway = key.split(" ", 1)[0] ?? key;
      const counts = all.get(gateway) ?? { closed: 0, half_open: 0, open: 0 };
      counts[probe ? "half_open" : probeAt > 0 ? "open" : "closed"]++;
      all.set(gateway, counts);
    }
    return all;
  }

  #breaker(key: string): Breaker {
    const existing = this.#all.get(key);
    if (existing) return existing;
    if (this.#all.size >= MAX_BREAKERS) this.#dropIdle();
    const breaker = { failures: 0, probeAt: 0, probe: null, waitUntil: 0 };
    this.#all.set(key, breaker);
    return breaker;
  }

  #dropIdle(): void {
    const now = performance.now();
    for (const [key, { failures, probeAt, waitUntil }] of this.#all)
      if (failures === 0 && probeAt === 0 && waitUntil <= now) this.#all.delete(key);
  }
}

/** The breaker key of an offer; users' own keys have separate breakers. */
export function breakerKey(gateway: string, nativeId: string, ownerId: number | null): string {
  return `${gateway} ${nativeId}${ownerId === null ? "" : ` own:${ownerId}`}`;
}
