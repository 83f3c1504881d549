import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Env } from "../env";
import type { Metrics } from "../metrics";
import { bearerOf, sendsToken } from "../middleware/admin";
import type { Vars } from "../middleware/observe";

type Access = Pick<Env, "ADMIN_TOKEN" | "METRICS_PUBLIC" | "METRICS_TOKEN">;

/** `GET /metrics` for Prometheus: requires one of the tokens, unless METRICS_PUBLIC is set. */
export function metricRoutes(metrics: Metrics, access: Access): Hono<Vars> {
  const { ADMIN_TOKEN, METRICS_PUBLIC, METRICS_TOKEN } = access;
  const routes = new Hono<Vars>();
  routes.get("/metrics", async (c) => {
    if (!METRICS_PUBLIC && !sendsToken(bearerOf(c.req.header("authorization")), [METRICS_TOKEN, ADMIN_TOKEN])) {
      const expected = "expected the header Authorization: Bearer METRICS_TOKEN of this server, or its ADMIN_TOKEN";
      throw new ApiError("authentication", expected);
    }
    c.header("cache-control", "no-store");
    return c.body(await metrics.read(), 200, { "content-type": metrics.registry.contentType });
  });
  return routes;
}
