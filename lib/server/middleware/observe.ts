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

/** What every handler may read of its request. */
export type Vars = {
  Variables: {
    requestId: string;
    /** Set by requireCaller. */
    caller: Caller;
    /** Set with an error's answer. */
    errorType?: ErrorType;
  };
  Bindings: Partial<HttpBindings>;
};

export interface Observers {
  log: Log;
  metrics: Metrics;
  /** Null where no traces are configured. */
  trace?: Tracing | null | undefined;
}

/** Balancers and Prometheus ask for these all day. */
const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

/** What is kept of a request that is over; `route` is a pattern, never a path: a path may hold whatever a caller types. */
export interface RequestRecord {
  requestId: string;
  method: string;
  route: string;
  status: number;
  /** When it came, by performance.now(). */
  start: number;
  /** The client left before the answer was whole. */
  aborted: boolean;
  caller: Caller | undefined;
  errorType: ErrorType | undefined;
  /** Its log line is written elsewhere. */
  logged: boolean;
}

/** The id of a request: what the client calls it, where that can be one. */
export function requestIdOf(given: string | undefined): string {
  return given && /^[\w.-]{1,80}$/.test(given) ? given : randomUUID();
}

/** Counts a request that is over, and logs one line. */
export function recordRequest({ log, metrics }: Pick<Observers, "log" | "metrics">, record: RequestRecord): void {
  const { requestId, method, route, status, start, aborted, caller, errorType, logged } = record;
  const ms = performance.now() - start;
  metrics.request(method, route, status, ms);
  const level = PROBES.has(route) ? "debug" : "info";
  if (logged || !log.isLevelEnabled(level)) return;
  const known = { requestId, method, route, status, ms: Math.round(ms * 10) / 10 };
  const who = caller && { accountId: caller.accountId, keyId: caller.keyId };
  log[level]({ ...known, ...who, ...(errorType && { errorType }), ...(aborted && { aborted }) }, "request");
}

/**
 * Gives each request an id and answers with it. When the answer has been sent to its end (a stream: its last byte) it is
 * entered.
 */
export function observe(watch: Observers): MiddlewareHandler<Vars> {
  return (c, next) => {
    const requestId = requestIdOf(requestHeader(c, "x-request-id"));
    c.set("requestId", requestId);
    // Before the answer is made: a header that is set afterward would have it made twice.
    setHeader(c, "x-request-id", requestId);
    setHeader(c, "x-content-type-options", "nosniff");
    // A page of this process asks for itself: its own request is the one that counts.
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
