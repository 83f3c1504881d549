import type { Context } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import { clientAddress } from "./address";
import type { Vars } from "./observe";

/** Counts the rows rendered for a caller. Throws rate_limit_exceeded. */
export type RowCounter = (c: Context<Vars>, rows: number) => Promise<void>;

/** Counts rows by address; in-process requests are not counted. */
export function rowCounter(
  limits: Pick<Limits, "limiter">,
  env: Pick<Env, "TRUST_PROXY" | "LIST_ROWS_PER_MINUTE">,
): RowCounter {
  const byAddress = limits.limiter({ name: "list-rows", points: env.LIST_ROWS_PER_MINUTE, seconds: 60 });
  return async (c, rows) => {
    if (!c.env?.incoming) return;
    const { allowed, resetMs } = await byAddress.take(clientAddress(c, env.TRUST_PROXY), rows);
    if (allowed) return;
    const seconds = Math.max(1, Math.ceil(resetMs / 1000));
    const message = `this address has reached its limit of rows per minute: read the whole list at once, or try again in ${seconds} s`;
    throw new ApiError("rate_limit_exceeded", message, { retryAfterSeconds: seconds });
  };
}
