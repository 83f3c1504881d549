import { Hono, type MiddlewareHandler } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { GatewayList, SyncResult } from "@/lib/contract/gateway";
import type { Catalog } from "../catalog/snapshot";
import type { ChatService } from "../chat-service";
import type { Vars } from "../middleware/observe";
import { ADMIN, errorResponses, jsonResponse, query } from "./contract";
import { gatewayParameter, gatewayQuerySchema } from "./parameters";

const NONE: ReadonlyMap<string, string> = new Map();

/** `GET /v1/gateways` and `POST /v1/sync`. */
export function gatewayRoutes(
  catalog: Catalog,
  { live, endpoints }: Pick<ChatService, "live" | "endpoints">,
  admin: MiddlewareHandler<Vars>,
): Hono<Vars> {
  const routes = new Hono<Vars>();

  const describeList = describeRoute({
    operationId: "listGateways",
    summary: "List gateways",
    description: "Each gateway with its counts, the state and age of its data, and a sync under way.",
    responses: { 200: jsonResponse(GatewayList, "The gateways.") },
  });
  routes.get("/v1/gateways", describeList, (c) => {
    c.header("cache-control", "no-cache");
    const data = catalog.gateways().map((gateway) => {
      const figures = live.ofGateway(gateway.slug);
      const operator_key = endpoints.keyFor(gateway.slug, NONE) !== null;
      return { ...gateway, operator_key, ...(figures ? { live: figures } : {}) };
    });
    return c.json<GatewayList>({ object: "list", data });
  });

  const describeSync = describeRoute({
    operationId: "sync",
    summary: "Start a sync",
    description: "Answers when the run is over; joins a run under way.",
    security: ADMIN,
    responses: {
      200: jsonResponse(SyncResult, "How each run ended."),
      ...errorResponses({ 401: "Not the admin token.", 400: "Unknown gateway." }),
    },
  });
  const SyncQuery = z.object({ gateway: gatewayQuerySchema(catalog.gateways()) });
  routes.post("/v1/sync", describeSync, admin, query(SyncQuery), async (c) => {
    const gateway = gatewayParameter(c.req.valid("query").gateway ?? null, catalog.gateways());
    const data = await catalog.sync(gateway ? [gateway] : undefined);
    return c.json<SyncResult>({ object: "sync", data });
  });

  return routes;
}
