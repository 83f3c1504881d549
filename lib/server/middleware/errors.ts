import type { Context } from "hono";
import { ApiError, type ErrorBody, type ErrorType } from "@/lib/contract/error";
import type { Log } from "../log";
import type { Vars } from "./observe";

const RETRYABLE = new Set<ErrorType>(["rate_limit_exceeded", "provider_unavailable", "timeout", "server"]);

/** OpenAI's coarser names for the same. */
function openAiType(error: ApiError): string {
  if (error.type === "authentication") return "authentication_error";
  if (error.type === "permission_denied") return "permission_error";
  if (error.type === "rate_limit_exceeded") return "rate_limit_error";
  return error.status >= 500 ? "server_error" : "invalid_request_error";
}

/** The one place that writes an error body. What is not an ApiError is logged whole and told as "server". */
export function writeError(log: Log) {
  return (thrown: Error, c: Context<Vars>): Response => {
    const requestId = c.get("requestId") ?? "";
    const known = thrown instanceof ApiError;
    if (!known) log.error({ requestId, err: thrown }, "unexpected error");
    const error = known ? thrown : new ApiError("server", "something went wrong here; trying again may help");
    const { param, code, retryAfterSeconds } = error.details;
    const body: ErrorBody = {
      error: {
        message: error.message,
        type: openAiType(error),
        code: code ?? (error.type === "invalid_request" ? null : error.type),
        param: param ?? null,
        error_type: error.type,
        retryable: RETRYABLE.has(error.type),
        request_id: requestId,
        ...(retryAfterSeconds === undefined ? {} : { retry_after: retryAfterSeconds }),
      },
      detail: error.message,
    };
    if (retryAfterSeconds !== undefined) c.header("retry-after", String(retryAfterSeconds));
    if (error.type === "authentication") c.header("www-authenticate", "Bearer");
    c.header("cache-control", "no-store");
    return c.json(body, error.status);
  };
}
