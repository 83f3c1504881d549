import type { Context } from "hono";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import { clientAddress } from "./address";
import type { Vars } from "./observe";
import { takePoints } from "./rate-limit";

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
    await takePoints(byAddress, clientAddress(c, env.TRUST_PROXY), tooManyRows, rows);
  };
}

const tooManyRows = (seconds: number) =>
  `this address has reached its limit of rows per minute: read the whole list at once, or try again in ${seconds} s`;
