import { monitorEventLoopDelay } from "node:perf_hooks";
import { Hono, type MiddlewareHandler } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { AdminOverview, KeySpendList, type ProcessFacts, type SyncRun, SyncRunList } from "@/lib/contract/admin";
import { ApiError } from "@/lib/contract/error";
import { findGateway } from "@/lib/contract/gateway";
import { DAY_MS } from "@/lib/contract/time-units";
import type { Catalog } from "../catalog/snapshot";
import type { ChatService } from "../chat-service";
import { readSpenders } from "../db/spenders";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import type { Vars } from "../middleware/observe";
import { ADMIN, errorResponses, jsonResponse, query, wholeNumber } from "./contract";

interface AdminRouteOptions {
  catalog: Catalog;
  chat: ChatService;
  limits: Limits;
  admin: MiddlewareHandler<Vars>;
  env: Pick<Env, "DATABASE_URL">;
  traces: boolean;
}

const MAX_LIMIT = 500;
/** Resolution of the event loop measurement, in ms, which is subtracted from each delay. */
const LOOP_RESOLUTION_MS = 20;
const NO_ADMIN = { 401: "Not the admin token." };
const RunQuery = z.object({
  gateway: z.string().optional().describe("Only this gateway."),
  failed: z
    .string()
    .optional()
    .meta({ description: "1: only those that did not end well.", enum: ["0", "1"] }),
  limit: wholeNumber(1, MAX_LIMIT, 100).describe("Maximum number of results."),
});
const SpendQuery = z.object({
  days: wholeNumber(1, 366, 30).describe("How far back."),
  limit: wholeNumber(1, MAX_LIMIT, 50).describe("Maximum number of results."),
});

const describeOverview = describeRoute({
  operationId: "adminOverview",
  summary: "Process status",
  description: "The process that answers: memory, event loop, what runs and waits, breakers; and all gateways.",
  security: ADMIN,
  responses: { 200: jsonResponse(AdminOverview, "The facts."), ...errorResponses(NO_ADMIN) },
});
const describeSyncs = describeRoute({
  operationId: "adminSyncs",
  summary: "List syncs",
  description: "The runs of the last 14 days, the newest first.",
  security: ADMIN,
  responses: {
    200: jsonResponse(SyncRunList, "The runs."),
    ...errorResponses({ ...NO_ADMIN, 400: "Unknown gateway." }),
  },
});
const describeKeys = describeRoute({
  operationId: "adminKeys",
  summary: "List spend by key",
  description: "Sorted by spend, descending; keys themselves are never shown.",
  security: ADMIN,
  responses: { 200: jsonResponse(KeySpendList, "The keys."), ...errorResponses(NO_ADMIN) },
});

/** `/v1/admin/*`: process status, sync runs, and the keys that spend the most; operator only. */
export function adminRoutes(options: AdminRouteOptions): Hono<Vars> {
  const { catalog, chat, admin } = options;
  const routes = new Hono<Vars>();
  const loopLag = measureLoopLag();
  routes.use("/v1/admin/*", admin, async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  routes.get("/v1/admin/overview", describeOverview, (c) => {
    const { models, offers, syncedAt } = catalog.snapshot();
    const states = chat.chat.breakers.states();
    const gateways = catalog.gateways().map((gateway) => ({ ...gateway, breakers: states.get(gateway.slug) ?? null }));
    const catalogFacts = { models, offers, synced_at: syncedAt };
    const process = processFacts(options, loopLag());
    return c.json<AdminOverview>({ object: "overview", process, catalogue: catalogFacts, gateways });
  });

  routes.get("/v1/admin/syncs", describeSyncs, query(RunQuery), async (c) => {
    const { gateway: name, failed, limit } = c.req.valid("query");
    const gateway = name ? findGateway(catalog.gateways(), name) : null;
    if (gateway === undefined)
      throw new ApiError("invalid_request", `gateway: there is none named "${name}"`, { param: "gateway" });
    const rows = await catalog.runs({ gateway: gateway?.slug ?? null, failed: failed === "1", limit });
    const data = rows.map((row): SyncRun => ({ ...row, complete: row.complete === 1 }));
    return c.json({ object: "list", data });
  });

  routes.get("/v1/admin/keys", describeKeys, query(SpendQuery), async (c) => {
    const { days, limit } = c.req.valid("query");
    const since = new Date(Date.now() - days * DAY_MS).toISOString();
    return c.json({ object: "list", since, data: await readSpenders(chat.usage.db, since, limit) });
  });

  return routes;
}

/** Starts measuring event loop lag; each call returns the lag since the previous call, in ms. */
function measureLoopLag(): () => ProcessFacts["loop_lag_ms"] {
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();
  const ms = (ns: number) => Math.max(0, Math.round((ns / 1e6 - LOOP_RESOLUTION_MS) * 10) / 10);
  return () => {
    const lag = { p50: ms(loop.percentile(50)), max: ms(loop.max) };
    loop.reset();
    return lag;
  };
}

function processFacts(
  { chat, limits, env, traces }: AdminRouteOptions,
  lag: ProcessFacts["loop_lag_ms"],
): ProcessFacts {
  const shared = limits.shared();
  return {
    pid: process.pid,
    node: process.versions.node,
    started_at: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    memory_bytes: process.memoryUsage.rss(),
    loop_lag_ms: lag,
    database: env.DATABASE_URL ? "postgres" : "embedded",
    redis: shared === null ? null : shared ? "ready" : "away",
    ...chat.load(),
    limiter_fallbacks: limits.fallbacks(),
    traces,
  };
}
