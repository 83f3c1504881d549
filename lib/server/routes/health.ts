import { Hono } from "hono";
import type { Catalog } from "../catalog/snapshot";
import { hasFullDisk } from "../disk";
import type { Vars } from "../middleware/observe";

interface Health {
  catalog: Catalog;
  /** Whether the process is about to stop. */
  stopping(): boolean;
  /** Whether Redis and PostgreSQL respond; null when not used. */
  redis(): boolean | null;
  database(): boolean | null;
}

/**
 * `GET /healthz`: the process responds. `GET /readyz`: it has a catalog and is not about to stop. It stays ready
 * without Redis or PostgreSQL, and reports that.
 */
export function healthRoutes({ catalog, stopping, redis, database }: Health): Hono<Vars> {
  const routes = new Hono<Vars>();
  const stateOf = (name: string, up: boolean | null) => (up === null ? {} : { [name]: up ? "up" : "away" });
  routes.get("/healthz", (c) => c.json({ status: "ok" }));
  routes.get("/readyz", (c) => {
    const { models, offers, syncedAt } = catalog.snapshot();
    const ready = !stopping() && models > 0;
    const status = ready ? "ready" : stopping() ? "stopping" : "no catalog";
    c.header("cache-control", "no-store");
    const disk = hasFullDisk() ? { disk: "full" } : {};
    const stores = { ...stateOf("database", database()), ...stateOf("redis", redis()), ...disk };
    return c.json({ status, models, offers, synced_at: syncedAt, ...stores }, ready ? 200 : 503);
  });
  return routes;
}
