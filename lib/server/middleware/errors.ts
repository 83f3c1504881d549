import type { Context } from "hono";
import { ApiError, type ErrorBody, errorBody } from "@/lib/contract/error";
import { isBadValue, isDiskFull, isUnreachable } from "../db/availability";
import { noteFullDisk } from "../disk";
import type { Log } from "../log";
import type { Vars } from "./observe";

const FULL = "the disk of this server is full: nothing can be kept until there is room again, reading goes on";
const FULL_DETAILS = { code: "disk_full", retryAfterSeconds: 60 };

const UNAVAILABLE = "the database cannot be reached just now: try again in a few seconds";
const UNAVAILABLE_DETAILS = { code: "store_unavailable", retryAfterSeconds: 5 };

const unexpected = (thrown: unknown) =>
  isBadValue(thrown)
    ? new ApiError(
        "invalid_request",
        "a value of this request cannot be stored: expected numbers and text in their usual range",
      )
    : new ApiError("server", "internal server error; trying again may help");

interface ErrorAnswer {
  error: ApiError;
  headers: [name: string, value: string][];
  body: ErrorBody;
}

/** The response for anything thrown. Anything that is not an ApiError is logged in full and returned as "server". */
export function errorAnswer(log: Log, thrown: unknown, requestId: string): ErrorAnswer {
  const full = isDiskFull(thrown) || isDiskFull((thrown as { cause?: unknown } | undefined)?.cause);
  const apiError = thrown instanceof ApiError ? thrown : null;
  const away = !apiError && isUnreachable(thrown);
  if (full) {
    if (noteFullDisk()) log.error({ requestId, err: (thrown as Error).cause ?? thrown }, "the disk is full");
  } else if (away) log.warn({ requestId, err: thrown }, "the database is unavailable");
  else if (!apiError) log.error({ requestId, err: thrown }, "unexpected error");
  const error = full
    ? new ApiError("provider_unavailable", FULL, FULL_DETAILS)
    : away
      ? new ApiError("provider_unavailable", UNAVAILABLE, UNAVAILABLE_DETAILS)
      : (apiError ?? unexpected(thrown));
  const headers: ErrorAnswer["headers"] = [["cache-control", "no-store"]];
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) headers.push(["retry-after", String(retryAfterSeconds)]);
  if (error.type === "authentication") headers.push(["www-authenticate", "Bearer"]);
  return { error, headers, body: errorBody(error, requestId) };
}

/** The error handler of routes. */
export function writeError(log: Log, format: (error: ApiError, requestId: string) => object = errorBody) {
  return (thrown: Error, c: Context<Vars>): Response => {
    const requestId = c.get("requestId") ?? "";
    const { error, headers } = errorAnswer(log, thrown, requestId);
    c.set("errorType", error.type);
    for (const [name, value] of headers) c.header(name, value);
    return c.json(format(error, requestId), error.status);
  };
}

/** Responds to a known path with an unsupported method; `methods` are the supported ones. */
export function refuseMethod(log: Log) {
  return (c: Context<Vars>, methods: readonly string[]): Response => {
    c.header("allow", methods.join(", "));
    const message = `${c.req.path} does not support ${c.req.method}: expected ${methods.join(" or ")}`;
    return writeError(log)(new ApiError("method_not_allowed", message), c);
  };
}
