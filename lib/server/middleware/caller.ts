import type { Context, MiddlewareHandler } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Scope } from "@/lib/contract/key";
import type { Caller, KeyRing } from "../auth/key-ring";
import { requestHeader } from "./head";
import type { Vars } from "./observe";

/**
 * Lets a valid key with this scope pass and sets `c.var.caller`. 401 without a valid key, 403 without the scope, 503 when
 * keys cannot be checked and this one is not known.
 */
export function requireCaller(keys: KeyRing, scope: Scope): MiddlewareHandler<Vars> {
  return async (c, next) => {
    await callerWith(c, keys, scope);
    await next();
  };
}

/** The caller of a valid key with this scope, set as `c.var.caller`. Throws an ApiError as `requireCaller` answers. */
export async function callerWith(c: Context<Vars>, keys: KeyRing, scope: Scope): Promise<Caller> {
  const caller = await callerOf(c, keys);
  if (!caller.scopes.includes(scope)) {
    const message = `this API key may not do that: expected one with the scope "${scope}", this one has ${caller.scopes.join(", ")}`;
    throw new ApiError("permission_denied", message);
  }
  c.set("caller", caller);
  return caller;
}

async function callerOf(c: Context<Vars>, keys: KeyRing): Promise<Caller> {
  const given = requestHeader(c, "authorization");
  const key = given?.match(/^Bearer +(\S+) *$/i)?.[1];
  if (!key) {
    const message = "an API key is needed: expected the header Authorization: Bearer YOUR_KEY";
    throw new ApiError("authentication", message, { code: "invalid_api_key" });
  }
  const caller = await keys.caller(key);
  if (!caller) throw new ApiError("authentication", "this API key is not valid here", { code: "invalid_api_key" });
  return caller;
}
