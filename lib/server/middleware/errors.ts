import type { Context } from "hono";
import { ApiError, errorBody } from "@/lib/contract/error";
import type { Log } from "../log";
import type { Vars } from "./observe";

/** The one place that writes an error body. What is not an ApiError is logged whole and told as "server". */
export function writeError(log: Log) {
  return (thrown: Error, c: Context<Vars>): Response => {
    const requestId = c.get("requestId") ?? "";
    const known = thrown instanceof ApiError;
    if (!known) log.error({ requestId, err: thrown }, "unexpected error");
    const error = known ? thrown : new ApiError("server", "something went wrong here; trying again may help");
    c.set("errorType", error.type);
    const { retryAfterSeconds } = error.details;
    if (retryAfterSeconds !== undefined) c.header("retry-after", String(retryAfterSeconds));
    if (error.type === "authentication") c.header("www-authenticate", "Bearer");
    c.header("cache-control", "no-store");
    return c.json(errorBody(error, requestId), error.status);
  };
}
