import type { Context } from "hono";
import { ApiError, errorBody } from "@/lib/contract/error";
import type { Log } from "../log";
import type { Vars } from "./observe";

const FULL = "the disk of this server is full: nothing can be kept until there is room again, reading goes on";
const FULL_DETAILS = { code: "disk_full", retryAfterSeconds: 60 };
/** What SQLite, the system and PostgreSQL call it. */
const FULL_CODES: readonly unknown[] = ["SQLITE_FULL", "ENOSPC", "53100"];

const isDiskFull = (error: unknown) => FULL_CODES.includes((error as { code?: unknown } | undefined)?.code);
const unexpected = () => new ApiError("server", "something went wrong here; trying again may help");

/** The one place that writes an error body. What is not an ApiError is logged whole and told as "server". */
export function writeError(log: Log) {
  return (thrown: Error, c: Context<Vars>): Response => {
    const requestId = c.get("requestId") ?? "";
    const full = isDiskFull(thrown) || isDiskFull(thrown.cause);
    const known = thrown instanceof ApiError;
    if (full) log.error({ requestId, err: thrown.cause ?? thrown }, "the disk is full");
    else if (!known) log.error({ requestId, err: thrown }, "unexpected error");
    const error = full ? new ApiError("provider_unavailable", FULL, FULL_DETAILS) : known ? thrown : unexpected();
    c.set("errorType", error.type);
    const { retryAfterSeconds } = error.details;
    if (retryAfterSeconds !== undefined) c.header("retry-after", String(retryAfterSeconds));
    if (error.type === "authentication") c.header("www-authenticate", "Bearer");
    c.header("cache-control", "no-store");
    return c.json(errorBody(error, requestId), error.status);
  };
}
