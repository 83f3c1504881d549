import { type Context, Hono, type MiddlewareHandler } from "hono";
import { describeRoute } from "hono-openapi";
import { AuthAnswer, AuthRequest } from "@/lib/contract/auth";
import { ApiError } from "@/lib/contract/error";
import { type Auth, exchange, stored } from "../auth/exchange";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import { clientAddress, whyNotPrivate } from "../middleware/address";
import type { Vars } from "../middleware/observe";
import { takePoints } from "../middleware/rate-limit";
import { type OwnSite, requireOwnSite } from "../middleware/same-site";
import { body, doneResponse, errorResponses, jsonResponse } from "./contract";

const describeSignIn = describeRoute({
  operationId: "signIn",
  summary: "Exchange a sign-in",
  description:
    "Takes Privy's access token, or local:CODE with the code in the server's terminal where Privy is not set. The key " +
    "is shown only here; signing in again with the same device replaces it, and the old one expires after 60 seconds.",
  responses: {
    200: jsonResponse(AuthAnswer, "The account and a key for this device."),
    ...errorResponses({
      400: "A field cannot be used.",
      401: "The token is not valid: forged, expired, or for another app; or the code is wrong.",
      403: "The code was sent neither from the server's machine nor over https.",
      429: "Too many attempts to sign in.",
      503: "The token cannot be checked, or accounts cannot be reached, just now.",
    }),
  },
});
const describeCode = describeRoute({
  operationId: "printSignInCode",
  summary: "Request a sign-in code",
  description: "Prints it in the server's terminal, valid for 10 minutes and 5 attempts. Only where Privy is not set.",
  responses: {
    200: doneResponse("Printed.", "printed"),
    ...errorResponses({
      403: "Neither from the server's machine nor over https.",
      404: "Privy is set: there are no codes.",
      429: "Too many codes were asked for.",
    }),
  },
});

/** `POST /auth`: exchanges a sign-in token for a key; `POST /auth/local`: prints a code in the operator's terminal. */
export function authRoutes(auth: Auth, limits: Limits, env: Pick<Env, "TRUST_PROXY" | "PUBLIC_URL">): Hono<Vars> {
  const site: OwnSite = { trustProxy: env.TRUST_PROXY, publicUrl: env.PUBLIC_URL };
  const { trustProxy } = site;
  const routes = new Hono<Vars>();
  const byAddress = limits.limiter({ name: "login-address", points: 30, seconds: 300 });
  const byAccount = limits.limiter({ name: "login-account", points: 20, seconds: 300 });
  const codes = limits.limiter({ name: "login-codes", points: 10, seconds: 600 });
  const message = (seconds: number) => `too many attempts to sign in: try again in ${seconds} seconds`;
  const count = (limiter: typeof byAddress, key: string) => takePoints(limiter, key, message);

  const counted: MiddlewareHandler<Vars> = async (c, next) => {
    await count(byAddress, visitor(c, trustProxy));
    await next();
  };
  const signIn = body(AuthRequest, { maxBytes: 100_000, expected: "{ token, … }" });
  routes.post("/auth", describeSignIn, counted, signIn, async (c) => {
    const address = visitor(c, trustProxy);
    const request = c.req.valid("json");
    const local = request.token.startsWith("local:");
    if (local) requireOwnSite(c, site);
    if (local) requirePrivate(whyNotPrivate(c, env));
    c.header("cache-control", "no-store");
    const context = { now: new Date(), address, count: (who: string) => count(byAccount, who) };
    return c.json<AuthAnswer>(await exchange(auth, request, context));
  });

  routes.post("/auth/local", describeCode, async (c) => {
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
