import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Vars } from "./observe";

/** Lets only the operator pass: the header Authorization: Bearer ADMIN_TOKEN. 401 otherwise. */
export function requireAdmin(adminToken: string | undefined): MiddlewareHandler<Vars> {
  return async (c, next) => {
    if (!adminToken) throw new ApiError("authentication", "ADMIN_TOKEN is not set on this server: nobody may do this");
    const given = c.req.header("authorization")?.match(/^Bearer (.+)$/i)?.[1] ?? "";
    const digest = (text: string) => createHash("sha256").update(text).digest();
    if (!timingSafeEqual(digest(given), digest(adminToken))) {
      throw new ApiError("authentication", "expected the header Authorization: Bearer ADMIN_TOKEN of this server");
    }
    await next();
  };
}
