import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { lookup } from "@/lib/contract/lookup";
import { setHeader } from "./head";
import type { Vars } from "./observe";

/** Keys are sent in a header, never in a cookie, so pages of any origin may call the API. */
export const OPEN_TO_ALL: Readonly<Record<string, string>> = lookup({
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "x-request-id, etag, retry-after, x-ratelimit-limit-requests, x-ratelimit-remaining-requests, x-ratelimit-reset-requests, x-ratelimit-limit-usd, x-ratelimit-remaining-usd, x-ratelimit-limit-usd-day, x-ratelimit-remaining-usd-day, x-ratelimit-reset-usd-day, x-ratelimit-limit-usd-week, x-ratelimit-remaining-usd-week, x-ratelimit-reset-usd-week, x-ratelimit-limit-usd-month, x-ratelimit-remaining-usd-month, x-ratelimit-reset-usd-month, x-gatewayz-gateway, x-gatewayz-attempts, x-gatewayz-ignored",
});

const preflight = cors({ origin: "*", maxAge: 86_400 });

/** Adds these headers to every response, and responds to CORS preflights. */
export const openToAllOrigins: MiddlewareHandler<Vars> = (c, next) => {
  if (c.req.method === "OPTIONS") return preflight(c, next);
  for (const name in OPEN_TO_ALL) setHeader(c, name, OPEN_TO_ALL[name] as string);
  return next();
};
