import { monitorEventLoopDelay } from "node:perf_hooks";
import { Hono, type MiddlewareHandler } from "hono";
import type { AdminOverview, KeySpend, ProcessFacts, SyncRun } from "@/lib/contract/admin";
import { ApiError } from "@/lib/contract/error";
import { findGateway } from "@/lib/contract/gateway";
import type { Catalog } from "../catalog/snapshot";
import type { ChatService } from "../chat/service";
import { readSpenders } from "../db/spenders";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import type { Vars } from "../middleware/observe";
import { wholeNumber } from "./parameters";

export interface AdminRouteOptions {
  catalog: Catalog;
  chat: ChatService;
  limits: Limits;
  /** Lets only the operator pass. */
  admin: MiddlewareHandler<Vars>;
  env: Pick<Env, "DATABASE_URL">;
  /** Whether traces are on. */
  traces: boolean;
}

const DAY_MS = 86_400_000;
const MAX = 500;

/** `/v1/admin/*`: how this process stands, how runs went, and which keys spend most; for the operator alone. */
export function adminRoutes({ catalog, chat, limits, admin, env, traces }: AdminRouteOptions): Hono<Vars> {
  const routes = new Hono<Vars>();
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  routes.use("/v1/admin/*", admin, async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  routes.get("/v1/admin/overview", (c) => {
    const { models, offers, syncedAt } = catalog.snapshot();
    const states = chat.chat.breakers.states();
    const gateways = catalog.gateways().map((gateway) => ({ ...gateway, breakers: states.get(gateway.slug) ?? null }));
    const catalogFacts = { models, offers, synced_at: syncedAt };
    return c.json<AdminOverview>({ object: "overview", process: facts(), catalogue: catalogFacts, gateways });
  });

  routes.get("/v1/admin/syncs", async (c) => {
    const query = new URL(c.req.url).searchParams;
    const name = query.get("gateway");
    const gateway = name ? findGateway(catalog.gateways(), name) : null;
    if (gateway === undefined)
      throw new ApiError("invalid_request", `gateway: there is none named "${name}"`, { param: "gateway" });
    const limit = wholeNumber(query, "limit", 1, MAX) ?? 100;
    const rows = await catalog.runs({ gateway: gateway?.slug ?? null, failed: query.get("failed") === "1", limit });
    const data = rows.map((row): SyncRun => ({ ...row, complete: row.complete === 1 }));
    return c.json({ object: "list", data });
  });

  routes.get("/v1/admin/keys", async (c) => {
    const query = new URL(c.req.url).searchParams;
    const days = wholeNumber(query, "days", 1, 366) ?? 30;
    const since = new Date(Date.now() - days * DAY_MS).toISOString();
    const data: KeySpend[] = await readSpenders(chat.usage.db, since, wholeNumber(query, "limit", 1, MAX) ?? 50);
    return c.json({ object: "list", since, data });
  });

  function facts(): ProcessFacts {
    const ms = (ns: number) => Math.max(0, Math.round((ns / 1e6 - 20) * 10) / 10);
    const lag = { p50: ms(loop.percentile(50)), max: ms(loop.max) };
    loop.reset();
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

  return routes;
}
