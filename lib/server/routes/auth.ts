import { type Context, Hono } from "hono";
import { type AuthAnswer, AuthRequest } from "@/lib/contract/auth";
import { ApiError } from "@/lib/contract/error";
import { type Auth, exchange, stored } from "../auth/exchange";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import { clientAddress, whyNotPrivate } from "../middleware/address";
import type { Vars } from "../middleware/observe";
import { type OwnSite, requireOwnSite } from "../middleware/same-site";
import { readJson } from "./body";
import { checked } from "./parse";

const MAX_BYTES = 100_000;

/** `POST /auth`: exchanges a sign-in token for a key; `POST /auth/local`: prints a code in the operator's terminal. */
export function authRoutes(auth: Auth, limits: Limits, env: Pick<Env, "TRUST_PROXY" | "PUBLIC_URL">): Hono<Vars> {
  const site: OwnSite = { trustProxy: env.TRUST_PROXY, publicUrl: env.PUBLIC_URL };
  const { trustProxy } = site;
  const routes = new Hono<Vars>();
  const byAddress = limits.limiter({ name: "login-address", points: 30, seconds: 300 });
  const byAccount = limits.limiter({ name: "login-account", points: 20, seconds: 300 });
  const codes = limits.limiter({ name: "login-codes", points: 10, seconds: 600 });
  const count = async (limiter: typeof byAddress, key: string) => {
    const { allowed, resetMs } = await limiter.take(key);
    if (allowed) return;
    const seconds = Math.ceil(resetMs / 1000);
    const message = `too many attempts to sign in: try again in ${seconds} seconds`;
    throw new ApiError("rate_limit_exceeded", message, { retryAfterSeconds: seconds });
  };

  routes.post("/auth", async (c) => {
    const address = visitor(c, trustProxy);
    await count(byAddress, address);
    const request = checked(AuthRequest, await readJson(c.req.raw, MAX_BYTES), "{ token, … }");
    const local = request.token.startsWith("local:");
    if (local) requireOwnSite(c, site);
    if (local) requirePrivate(whyNotPrivate(c, env));
    c.header("cache-control", "no-store");
    return c.json<AuthAnswer>(await exchange(auth, request, new Date(), address, (who) => count(byAccount, who)));
  });

  routes.post("/auth/local", async (c) => {
    if (!auth.local) throw new ApiError("not_found", "this server has accounts with Privy: sign in at /login");
    requireOwnSite(c, site);
    requirePrivate(whyNotPrivate(c, env));
    const address = visitor(c, trustProxy);
    await count(codes, address);
    const { local } = auth;
    await stored(() => local.start(address));
    c.header("cache-control", "no-store");
    return c.json({ printed: true });
  });

  return routes;
}

/** A browser may reach this machine by several loopback addresses. */
function visitor(c: Context<Vars>, trustProxy: number): string {
  const address = clientAddress(c, trustProxy);
  return /^127\.|^::1$/.test(address) ? "this machine" : address;
}

function requirePrivate(whyNot: string | null): void {
  if (whyNot) throw new ApiError("permission_denied", `signing in with a code is refused here: ${whyNot}`);
}
