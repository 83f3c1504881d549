import { randomUUID } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
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
    /** Somebody else writes the log line of this request: a chat's says more. */
    told?: boolean;
  };
  Bindings: Partial<HttpBindings>;
};

export interface Watch {
  log: Log;
  metrics: Metrics;
  /** Null where no traces are configured. */
  trace?: Tracing | null | undefined;
}

/** Balancers and Prometheus ask for these all day. */
const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

/** Watches what handles a request; the request's id goes into `head` where the handler writes its own. */
export type Observe = <T>(c: Context<Vars>, handle: () => Promise<T>, head?: Record<string, string>) => Promise<T>;

/**
 * Gives each request an id and answers with it. When the answer has been sent to its end (a stream: its last byte) it is
 * counted and one line is logged: the route's pattern, never a path, because a path may hold whatever a caller types.
 */
export function observe({ log, metrics, trace }: Watch): Observe {
  const over = (c: Context<Vars>, start: number, status: number, aborted: boolean) => {
    const ms = performance.now() - start;
    const { method } = c.req;
    const route = routePath(c);
    metrics.request(method, route, status, ms);
    const level = PROBES.has(route) ? "debug" : "info";
    if (c.var.told || !log.isLevelEnabled(level)) return;
    const { requestId, errorType } = c.var;
    const caller: Caller | undefined = c.get("caller");
    const known = { requestId, method, route, status, ms: Math.round(ms * 10) / 10 };
    const who = caller && { accountId: caller.accountId, keyId: caller.keyId };
    log[level]({ ...known, ...who, ...(errorType && { errorType }), ...(aborted && { aborted }) }, "request");
  };
  return (c, handle, head) => {
    const given = requestHeader(c, "x-request-id");
    const requestId = given && /^[\w.-]{1,80}$/.test(given) ? given : randomUUID();
    c.set("requestId", requestId);
    // Before the answer is made: a header that is set afterwards would have it made twice.
    if (head) head["x-request-id"] = requestId;
    else setHeader(c, "x-request-id", requestId);
    // A page of this process asks for itself: its own request is the one that counts.
    if (!c.env?.incoming) return handle();
    const start = performance.now();
    const span = trace?.request({ method: c.req.method, requestId, header: (name) => requestHeader(c, name) });
    const end = (status: number, aborted: boolean) => {
      over(c, start, status, aborted);
      span?.end({ status, route: routePath(c), aborted });
    };
    const { outgoing } = c.env;
    const handled = span ? span.run(handle) : handle();
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
