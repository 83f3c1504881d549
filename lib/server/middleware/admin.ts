import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Limits } from "../limits/limiter";
import { clientAddress } from "./address";
import { requestHeader } from "./head";
import type { Vars } from "./observe";
import { takePoints } from "./rate-limit";

/** Wrong tokens checked per address and period. */
const GUESSES = { name: "admin-guesses", points: 10, seconds: 300 };

/** Requires `Authorization: Bearer ADMIN_TOKEN`: 401 otherwise, 429 after too many wrong tokens. */
export function requireAdmin(
  adminToken: string | undefined,
  limits: Pick<Limits, "limiter">,
  trustProxy: number,
): MiddlewareHandler<Vars> {
  const guesses = limits.limiter(GUESSES);
  return async (c, next) => {
    if (!adminToken) throw new ApiError("authentication", "this requires ADMIN_TOKEN, which is not set on this server");
    const token = bearerOf(requestHeader(c, "authorization"));
    if (!sendsToken(token, [adminToken])) {
      const message = (seconds: number) => `too many wrong tokens: try again in ${seconds} s`;
      await takePoints(guesses, clientAddress(c, trustProxy), message, token ? 1 : 0);
      throw new ApiError("authentication", "expected the header Authorization: Bearer ADMIN_TOKEN of this server");
    }
    await next();
  };
}

/** The token of an Authorization header; undefined when there is none. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +(.+)$/i.exec(header ?? "")?.[1];
}

/** Whether a token is one of these, compared in constant time; unset ones never match. */
export function sendsToken(sent: string | undefined, tokens: readonly (string | undefined)[]): boolean {
  if (!sent) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return tokens.filter((token) => token && timingSafeEqual(digest(sent), digest(token))).length > 0;
}
