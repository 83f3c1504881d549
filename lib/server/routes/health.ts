import { Hono } from "hono";
import type { Catalog } from "../catalog/snapshot";
import type { Vars } from "../middleware/observe";

/** `GET /healthz`: the process answers. `GET /readyz`: it has a catalogue to serve and is not about to stop. */
export function healthRoutes(catalog: Catalog, stopping: () => boolean): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.get("/healthz", (c) => c.json({ status: "ok" }));
  routes.get("/readyz", (c) => {
    const { models, offers, syncedAt } = catalog.snapshot();
    const ready = !stopping() && models > 0;
    const status = ready ? "ready" : stopping() ? "stopping" : "no catalogue";
    return c.json({ status, models, offers, synced_at: syncedAt }, ready ? 200 : 503);
  });
  return routes;
}
