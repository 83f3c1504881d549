import { Hono, type MiddlewareHandler } from "hono";
import type { GatewayList, SyncResult } from "@/lib/contract/gateway";
import type { Catalog } from "../catalog/snapshot";
import type { ChatService } from "../chat/service";
import type { Vars } from "../middleware/observe";
import { gatewayParameter } from "./parameters";

const NONE: ReadonlyMap<string, string> = new Map();

/** `GET /v1/gateways` and `POST /v1/sync`. */
export function gatewayRoutes(
  catalog: Catalog,
  { live, targets }: Pick<ChatService, "live" | "targets">,
  admin: MiddlewareHandler<Vars>,
): Hono<Vars> {
  const routes = new Hono<Vars>();

  routes.get("/v1/gateways", (c) => {
    c.header("cache-control", "no-cache");
    const data = catalog.gateways().map((gateway) => {
      const figures = live.ofGateway(gateway.slug);
      const operator_key = targets.keyFor(gateway.slug, NONE) !== null;
      return { ...gateway, operator_key, ...(figures ? { live: figures } : {}) };
    });
    return c.json<GatewayList>({ object: "list", data });
  });

  routes.post("/v1/sync", admin, async (c) => {
    const gateway = gatewayParameter(c.req.query("gateway") ?? null, catalog.gateways());
    const data = await catalog.sync(gateway ? [gateway] : undefined);
    return c.json<SyncResult>({ object: "sync", data });
  });

  return routes;
}
