import { ApiError } from "@/lib/contract/error";
import type { Caller } from "../auth/key-ring";
import type { Allowance, Limiter, Limits } from "../limits/limiter";
import { appendHeader, type Head } from "./head";

/** The limiters of all endpoints that call models, with shared counts. */
export function callLimiters(
  limits: Pick<Limits, "limiter">,
  perMinute: number,
): { byAddress: Limiter; byKey: Limiter } {
  return {
    byAddress: limits.limiter({ name: "chat-address", points: perMinute * 2, seconds: 60 }),
    byKey: limits.limiter({ name: "chat-key", points: perMinute, seconds: 60 }),
  };
}

/**
 * Counts a call by address, even without a valid key. Sets the headers here only when the limit is exceeded; otherwise
 * the caller does. Throws, or rejects with, rate_limit_exceeded.
 */
export function countAddress(address: string, limiter: Limiter, head: Head, calls = 1): Promise<Allowance> | Allowance {
  const taken = limiter.take(address, calls);
  const judge = (allowance: Allowance) => {
    if (allowance.allowed) return allowance;
    setRateLimitHeaders(head, allowance);
    throw refused("this address", allowance);
  };
  return taken instanceof Promise ? taken.then(judge) : judge(taken);
}

/** Counts a call by key and sets the headers. Throws, or rejects with, rate_limit_exceeded. */
export function countKey(caller: Caller, limiter: Limiter, head: Head, calls = 1): Promise<void> | void {
  const { keyId, requestsPerMinute } = caller;
  const taken = limiter.take(String(keyId), calls, requestsPerMinute ?? undefined);
  const judge = (allowance: Allowance) => {
    setRateLimitHeaders(head, allowance);
    if (!allowance.allowed) throw refused("this API key", allowance);
  };
  return taken instanceof Promise ? taken.then(judge) : judge(taken);
}

/** Takes points from a limiter. Throws rate_limit_exceeded with a message for the seconds until the next attempt. */
export async function takePoints(
  limiter: Limiter,
  key: string,
  message: (seconds: number) => string,
  points = 1,
): Promise<void> {
  const { allowed, resetMs } = await limiter.take(key, points);
  if (allowed) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(resetMs / 1000));
  throw new ApiError("rate_limit_exceeded", message(retryAfterSeconds), { retryAfterSeconds });
}

/** Counts a change by an account. Throws rate_limit_exceeded. */
export async function countWrite({ accountId }: Caller, limiter: Limiter): Promise<void> {
  const allowance = await limiter.take(String(accountId));
  if (!allowance.allowed) throw refused("this account", allowance);
}

/** Sets the rate limit headers in OpenAI's format. */
export function setRateLimitHeaders(head: Head, { limit, remaining, resetMs }: Allowance): void {
  appendHeader(head, "x-ratelimit-limit-requests", String(limit));
  appendHeader(head, "x-ratelimit-remaining-requests", String(remaining));
  appendHeader(head, "x-ratelimit-reset-requests", `${Math.ceil(resetMs / 1000)}s`);
}

function refused(whose: string, { limit, resetMs }: Allowance): ApiError {
  const retryAfterSeconds = Math.max(1, Math.ceil(resetMs / 1000));
  const message = `${whose} has made its ${limit} requests of this minute: try again in ${retryAfterSeconds} s`;
  return new ApiError("rate_limit_exceeded", message, { retryAfterSeconds });
}
