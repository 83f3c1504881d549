import { randomUUID } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { ErrorType } from "@/lib/contract/error";
import type { Caller } from "../auth/key-ring";
import type { Log } from "../log";
import type { Metrics } from "../metrics";
import type { Tracing } from "../trace/tracing";
import { requestHeader, setHeader } from "./head";

/** Request variables available to every handler. */
export type Vars = {
  Variables: {
    requestId: string;
    /** Set by requireCaller. */
    caller: Caller;
    /** Set with an error response. */
    errorType?: ErrorType;
  };
  Bindings: Partial<HttpBindings>;
};

export interface Observers {
  log: Log;
  metrics: Metrics;
  /** Null when tracing is not configured. */
  trace?: Tracing | null | undefined;
}

/** Load balancers and Prometheus request these constantly. */
const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

/** The record of a finished request; `route` is a pattern, because paths may contain anything a caller types. */
interface RequestRecord {
  requestId: string;
  method: string;
  route: string;
  status: number;
  /** Start by performance.now(). */
  start: number;
  /** The client left before the response was complete. */
  aborted: boolean;
  caller: Caller | undefined;
  errorType: ErrorType | undefined;
  /** Its log line is written by another component. */
  logged: boolean;
}

/** The client's request ID if valid, otherwise a new one. */
export function requestIdOf(header: string | undefined): string {
  return header && /^[\w.-]{1,80}$/.test(header) ? header : newRequestId();
}

/** A UUID of version 7: it starts with the time, so new ones are appended to an index. */
function newRequestId(): string {
  const now = Date.now();
  if (moment.at !== now) {
    const time = now.toString(16).padStart(12, "0");
    moment = { at: now, prefix: `${time.slice(0, 8)}-${time.slice(8)}-7` };
  }
  return moment.prefix + randomUUID().slice(15);
}

let moment = { at: 0, prefix: "" };

/** Counts a finished request, and logs one line. */
export function recordRequest({ log, metrics }: Pick<Observers, "log" | "metrics">, record: RequestRecord): void {
  const { requestId, method, route, status, start, aborted, caller, errorType, logged } = record;
  const ms = performance.now() - start;
  metrics.request(method, route, status, ms);
  const level = PROBES.has(route) ? "debug" : "info";
  if (logged || !log.isLevelEnabled(level)) return;
  const fields = { requestId, method, route, status, ms: Math.round(ms * 10) / 10 };
  const who = caller && { accountId: caller.accountId, keyId: caller.keyId };
  log[level]({ ...fields, ...who, ...(errorType && { errorType }), ...(aborted && { aborted }) }, "request");
}

/** Assigns each request an ID, and records it when its response has been sent to the last byte. */
export function observe(watch: Observers): MiddlewareHandler<Vars> {
  return (c, next) => {
    const requestId = requestIdOf(requestHeader(c, "x-request-id"));
    c.set("requestId", requestId);
    // Before the response is created: setting a header afterward would create it twice.
    setHeader(c, "x-request-id", requestId);
    setHeader(c, "x-content-type-options", "nosniff");
    // In-process requests of a page are not counted; the page's own request is.
    if (!c.env?.incoming) return next();
    const start = performance.now();
    const { method } = c.req;
    const span = watch.trace?.request({ method, requestId, header: (name) => requestHeader(c, name) });
    const end = (status: number, aborted: boolean) => {
      const { caller, errorType } = c.var as Partial<Vars["Variables"]>;
      const route = routePath(c);
      recordRequest(watch, { requestId, method, route, status, start, aborted, caller, errorType, logged: false });
      span?.end({ status, route, aborted });
    };
    const { outgoing } = c.env;
    const handled = span ? span.run(next) : next();
    if (!outgoing) {
      handled.then(
        () => end(c.res.status, false),
        () => {},
      );
      return handled;
    }
    outgoing.once("close", () => end(outgoing.statusCode, !outgoing.writableFinished));
    return handled;
  };
}
