import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../log";
import type { Metrics } from "../metrics";

/**
 * Counts a page when its last byte has been sent, and logs one line with only the first path segment, because the rest
 * may contain searches, messages, or shared text. Files of pages are logged at "debug".
 */
export function observePage(
  { log, metrics }: { log: Log; metrics: Metrics },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const start = performance.now();
  response.once("close", () => {
    const ms = performance.now() - start;
    const method = request.method ?? "GET";
    const [, part = ""] = /^\/([a-z_]{0,20})(?=[/?]|$)/.exec(request.url ?? "") ?? [];
    const file = part === "_next";
    metrics.request(method, file ? "file" : "page", response.statusCode, ms);
    const level = file ? "debug" : "info";
    if (!log.isLevelEnabled(level)) return;
    const requestId = response.getHeader("x-request-id");
    const aborted = !response.writableFinished;
    const fields = { requestId, method, route: `/${part}`, status: response.statusCode, ms: Math.round(ms * 10) / 10 };
    log[level]({ ...fields, ...(aborted && { aborted }) }, "page");
  });
}
