import type { MiddlewareHandler } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Scope } from "@/lib/contract/key";
import type { Caller, KeyRing } from "../auth/key-ring";
import { requestHeader } from "./head";
import type { Vars } from "./observe";

/**
 * Requires a valid key with these scopes and sets `c.var.caller`. 401 without a valid key, 403 without a scope, 503
 * when keys can't be checked and this one is not cached.
 */
export function requireCaller(keys: KeyRing, ...scopes: Scope[]): MiddlewareHandler<Vars> {
  return async (c, next) => {
    const headers = {
      authorization: requestHeader(c, "authorization"),
      "x-api-key": requestHeader(c, "x-api-key"),
      "api-key": requestHeader(c, "api-key"),
    };
    c.set("caller", await callerBy(headers, keys, scopes));
    await next();
  };
}

/** The headers that may have an API key; `authorization` takes precedence. */
export interface KeyHeaders {
  authorization?: string | undefined;
  "x-api-key"?: string | undefined;
  /** Azure's clients. */
  "api-key"?: string | undefined;
}

/**
 * The caller of a valid key with these scopes, from a request's headers; synchronous while the key is cached. Throws,
 * or rejects with, the ApiErrors of `requireCaller`.
 */
export function callerBy(headers: KeyHeaders, keys: KeyRing, scopes: readonly Scope[]): Promise<Caller> | Caller {
  const bearer = headers.authorization?.match(/^Bearer +(\S+) *$/i)?.[1];
  const key = bearer ?? (headers["x-api-key"] ?? headers["api-key"])?.match(/^\s*(\S+)\s*$/)?.[1];
  if (!key) {
    const message = "an API key is needed: expected the header Authorization: Bearer YOUR_KEY, or x-api-key: YOUR_KEY";
    throw new ApiError("authentication", message, { code: "invalid_api_key" });
  }
  const lookup = keys.caller(key);
  return lookup instanceof Promise ? lookup.then((caller) => permitted(caller, scopes)) : permitted(lookup, scopes);
}

function permitted(caller: Caller | null, scopes: readonly Scope[]): Caller {
  if (!caller) throw new ApiError("authentication", "invalid API key", { code: "invalid_api_key" });
  for (const scope of scopes)
    if (!caller.scopes.includes(scope)) {
      const message = `this API key is not allowed to do that: expected one with the scope "${scope}", this one has ${caller.scopes.join(", ")}`;
      throw new ApiError("permission_denied", message);
    }
  return caller;
}
