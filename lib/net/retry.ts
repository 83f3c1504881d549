import { type Clock, systemClock } from "./deadline";
import { type NetError, toNetError } from "./errors";

const RETRIED = new Set([429, 502, 503, 504]);

export interface RetryOptions {
  /** Tries in all, the first one included. Default 4. */
  tries?: number;
  /** First pause in ms; it doubles each time; half of it is chance. Default 250. */
  baseMs?: number;
  /** Longest pause in ms that is waited for; a longer Retry-After ends the attempts. Default 20,000. */
  maxMs?: number;
  clock?: Clock;
  /** A number in [0, 1). */
  random?: () => number;
}

/** Whether another try may help: 429, 502, 503, 504 and failures of the network; never a deadline. */
export function isRetryable(error: NetError): boolean {
  return error.code === "network" || (error.code === "http" && RETRIED.has(error.status ?? 0));
}

/**
 * Runs `attempt` until it succeeds, is refused permanently, or `signal` aborts. Retry-After is honored.
 * Throws the last NetError.
 */
export async function retry<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  { tries = 4, baseMs = 250, maxMs = 20_000, clock = systemClock, random = Math.random }: RetryOptions = {},
): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      signal.throwIfAborted();
      return await attempt(signal);
    } catch (thrown) {
      const error = toNetError(thrown, signal);
      const asked = error.details.retryAfterMs ?? 0;
      if (signal.aborted || n >= tries || !isRetryable(error) || asked > maxMs) throw error;
      const backoff = Math.min(maxMs, baseMs * 2 ** (n - 1)) * (0.5 + random() / 2);
      await clock.sleep(Math.max(asked, backoff), signal).catch((reason) => {
        throw toNetError(reason, signal);
      });
    }
  }
}

/** Retry-After in ms: seconds or an HTTP date, relative to `nowMs`; undefined when absent or unreadable. */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (!header) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
