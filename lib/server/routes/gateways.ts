import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { GatewayList, SyncResult } from "@/lib/contract/gateway";
import type { Catalog } from "../catalog/snapshot";
import type { Vars } from "../middleware/observe";
import { gatewayParameter } from "./parameters";

/** `GET /v1/gateways` and `POST /v1/sync`. */
export function gatewayRoutes(catalog: Catalog, adminToken: string | undefined): Hono<Vars> {
  const routes = new Hono<Vars>();

  routes.get("/v1/gateways", (c) => {
    c.header("cache-control", "no-cache");
    return c.json<GatewayList>({ object: "list", data: catalog.gateways() });
  });

  routes.post("/v1/sync", async (c) => {
    requireAdmin(c.req.header("authorization"), adminToken);
    const gateway = gatewayParameter(c.req.query("gateway") ?? null, catalog.gateways());
    const data = await catalog.sync(gateway ? [gateway] : undefined);
    return c.json<SyncResult>({ object: "sync", data });
  });

  return routes;
}

function requireAdmin(header: string | undefined, adminToken: string | undefined): void {
  if (!adminToken) throw new ApiError("authentication", "ADMIN_TOKEN is not set on this server: nobody may do this");
  const given = header?.match(/^Bearer (.+)$/i)?.[1] ?? "";
  const digest = (text: string) => createHash("sha256").update(text).digest();
  if (!timingSafeEqual(digest(given), digest(adminToken))) {
    throw new ApiError("authentication", "expected the header Authorization: Bearer ADMIN_TOKEN of this server");
  }
}
