import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Metrics } from "../metrics";
import type { Vars } from "../middleware/observe";

/** `GET /metrics` for Prometheus: for this machine itself, and for whoever has the ADMIN_TOKEN. */
export function metricRoutes(metrics: Metrics, adminToken: string | undefined): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.get("/metrics", async (c) => {
    const forwarded = ["x-forwarded-for", "forwarded"].some((name) => c.req.header(name));
    const here = !forwarded && /^(?:::ffff:)?127\.|^::1$/.test(c.env?.incoming?.socket.remoteAddress ?? "");
    if (!here && !isAdmin(c.req.header("authorization"), adminToken)) {
      throw new ApiError("authentication", "expected the header Authorization: Bearer ADMIN_TOKEN of this server");
    }
    return c.body(await metrics.read(), 200, { "content-type": metrics.registry.contentType });
  });
  return routes;
}

function isAdmin(header: string | undefined, adminToken: string | undefined): boolean {
  const given = /^Bearer (.+)$/i.exec(header ?? "")?.[1];
  if (!adminToken || !given) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(adminToken));
}
