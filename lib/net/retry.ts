import { type Clock, systemClock } from "./deadline";
import { type NetError, toNetError } from "./errors";

const RETRIED = new Set([429, 502, 503, 504]);

export interface RetryOptions {
  /** Attempts in total, including the first. Default 4. */
  tries?: number;
  /** First delay in ms; doubles each time, half of it random. Default 250. */
  baseMs?: number;
  /** Longest delay in ms; a longer Retry-After ends the retries. Default 20,000. */
  maxMs?: number;
  clock?: Clock;
  /** A number in [0, 1). */
  random?: () => number;
}

/** Whether a retry may help: 429, 502, 503, 504, and network failures, but not an exceeded deadline. */
function isRetryable(error: NetError): boolean {
  return error.code === "network" || (error.code === "http" && RETRIED.has(error.status ?? 0));
}

/** Runs `attempt` until it succeeds or fails permanently; honors Retry-After. Throws the last NetError. */
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
      const retryAfterMs = error.details.retryAfterMs ?? 0;
      if (signal.aborted || n >= tries || !isRetryable(error) || retryAfterMs > maxMs) throw error;
      const backoff = Math.min(maxMs, baseMs * 2 ** (n - 1)) * (0.5 + random() / 2);
      await clock.sleep(Math.max(retryAfterMs, backoff), signal).catch((reason) => {
        throw toNetError(reason, signal);
      });
    }
  }
}

/** Larger numbers are points in time, in seconds or ms. */
const MIN_UNIX_SECONDS = 1e9;
const MIN_UNIX_MS = 1e12;

/**
 * Retry-After in ms: seconds or an HTTP date, relative to `nowMs`, and common nonstandard forms: a Unix time, or
 * seconds with a unit. Undefined when absent or invalid.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  const number = /^\s*(\d+(?:\.\d+)?)\s*s?\s*$/.exec(header ?? "")?.[1];
  if (number !== undefined) {
    const value = Number(number);
    if (value < MIN_UNIX_SECONDS) return value * 1000;
    return Math.max(0, (value < MIN_UNIX_MS ? value * 1000 : value) - nowMs);
  }
  // A date has letters; without this check, a negative number would parse as one.
  const at = header && /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
