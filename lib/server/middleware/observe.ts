import { randomUUID } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import type { Caller } from "../auth/key-ring";
import type { Log } from "../log";

/** What every handler may read of its request. */
export type Vars = {
  Variables: {
    requestId: string;
    /** Set by requireCaller. */
    caller: Caller;
  };
  Bindings: Partial<HttpBindings>;
};

/** Gives each request an id, answers with it, and writes one log line when the answer begins. */
export function observe(log: Log): MiddlewareHandler<Vars> {
  return async (c, next) => {
    const given = c.req.header("x-request-id");
    const requestId = given && /^[\w.-]{1,80}$/.test(given) ? given : randomUUID();
    c.set("requestId", requestId);
    // Before the answer is made: a header that is set afterwards would have it made twice.
    c.header("x-request-id", requestId);
    if (!log.isLevelEnabled("debug")) return next();
    const start = performance.now();
    await next();
    const ms = Math.round((performance.now() - start) * 10) / 10;
    log.debug({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms }, "request");
  };
}
