import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import { type GatewayKeyList, NewGatewayKey, type Usage, type UsageCall } from "@/lib/contract/usage";
import type { KeyRing } from "../auth/key-ring";
import type { ChatService } from "../chat/service";
import type { UsageRow } from "../db/usage";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { readJson } from "./body";
import { checked } from "./parse";

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;
const RECENT = 50;
const MAX_BYTES = 4_096;

/** Usage of a key or its account, and the account's gateway keys. */
export function usageRoutes(service: ChatService, keys: KeyRing): Hono<Vars> {
  const routes = new Hono<Vars>();
  const { usage, ownKeys, providers, targets } = service;
  const account = requireCaller(keys, "account");

  routes.get("/v1/usage", requireCaller(keys, "read"), async (c) => {
    const { accountId, keyId, scopes } = c.var.caller;
    const days = Number(c.req.query("days") ?? "30");
    if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
      throw new ApiError("invalid_request", `days: expected a whole number from 1 to ${MAX_DAYS}`, { param: "days" });
    const since = new Date(Date.now() - days * DAY_MS).toISOString();
    const whole = scopes.includes("account");
    const ask = { accountId, keyId: whole ? null : keyId, since };
    const [total, models, perDay, recent] = await Promise.all([
      usage.total(ask),
      usage.models(ask),
      usage.days(ask),
      usage.recent(ask, RECENT),
    ]);
    c.header("cache-control", "no-store");
    const of = whole ? "account" : "key";
    return c.json<Usage>({ object: "usage", of, since, total, models, days: perDay, recent: recent.map(callOf) });
  });

  routes.get("/v1/gateway-keys", account, async (c) => {
    const data = await ownKeys.shown(c.var.caller.accountId);
    const none = new Map<string, string>();
    const gateways = providers
      .filter(({ chat }) => !chat.keyless)
      .map(({ slug, name }) => ({ slug, name, operator_key: targets.keyFor(slug, none) !== null }));
    c.header("cache-control", "no-store");
    return c.json<GatewayKeyList>({ object: "list", data, gateways });
  });

  routes.put("/v1/gateway-keys/:gateway", account, async (c) => {
    const gateway = gatewayOf(c.req.param("gateway"));
    const { key } = checked(NewGatewayKey, await readJson(c.req.raw, MAX_BYTES), "{ key }");
    c.header("cache-control", "no-store");
    return c.json(await ownKeys.put(c.var.caller.accountId, gateway, key));
  });

  routes.delete("/v1/gateway-keys/:gateway", account, async (c) => {
    const gateway = gatewayOf(c.req.param("gateway"));
    if (!(await ownKeys.remove(c.var.caller.accountId, gateway)))
      throw new ApiError("not_found", `there is no key for ${gateway} in this account`, { param: "gateway" });
    return c.json({ gateway, deleted: true });
  });

  function gatewayOf(name: string): string {
    const slug = targets.slugOf(name.toLowerCase());
    if (providers.some((provider) => provider.slug === slug && !provider.chat.keyless)) return slug;
    const known = providers.filter(({ chat }) => !chat.keyless).map((provider) => provider.slug);
    throw new ApiError("not_found", `gateway: expected one of ${known.join(", ")}`, { param: "gateway" });
  }

  return routes;
}

function callOf(row: UsageRow): UsageCall {
  const { at, request_id, key_id, model, gateway, prompt_tokens, completion_tokens } = row;
  const { cost_usd, first_token_ms, duration_ms, outcome, error_type } = row;
  return {
    at,
    request_id,
    key_id,
    model,
    gateway,
    own_key: row.own_key === 1,
    stream: row.stream === 1,
    prompt_tokens,
    completion_tokens,
    estimated: row.estimated === 1,
    cost_usd,
    first_token_ms,
    duration_ms,
    outcome,
    error_type,
  };
}
