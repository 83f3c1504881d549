import type { Context, MiddlewareHandler } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Allowance, Limiter } from "../limits/limiter";
import { clientAddress } from "./address";
import { setHeader } from "./head";
import type { Vars } from "./observe";

/** Counts every call of an address, those without a valid key included. 429 beyond. */
export function limitAddress(limiter: Limiter, trustProxy: boolean): MiddlewareHandler<Vars> {
  return async (c, next) => {
    const allowance = await limiter.take(clientAddress(c, trustProxy));
    tell(c, allowance);
    if (!allowance.allowed) throw refused("this address", allowance);
    await next();
  };
}

/** Counts the calls of a key, by the limit of its own when it has one. 429 beyond. Comes after requireCaller. */
export function limitKey(limiter: Limiter): MiddlewareHandler<Vars> {
  return async (c, next) => {
    const { keyId, requestsPerMinute } = c.var.caller;
    const allowance = await limiter.take(String(keyId), 1, requestsPerMinute ?? undefined);
    tell(c, allowance);
    if (!allowance.allowed) throw refused("this API key", allowance);
    await next();
  };
}

/** The headers OpenAI's clients know. */
function tell(c: Context<Vars>, { limit, remaining, resetMs }: Allowance): void {
  setHeader(c, "x-ratelimit-limit-requests", String(limit));
  setHeader(c, "x-ratelimit-remaining-requests", String(remaining));
  setHeader(c, "x-ratelimit-reset-requests", `${Math.ceil(resetMs / 1000)}s`);
}

function refused(whose: string, { limit, resetMs }: Allowance): ApiError {
  const retryAfterSeconds = Math.max(1, Math.ceil(resetMs / 1000));
  const message = `${whose} has made its ${limit} requests of this minute: try again in ${retryAfterSeconds} s`;
  return new ApiError("rate_limit_exceeded", message, { retryAfterSeconds });
}
