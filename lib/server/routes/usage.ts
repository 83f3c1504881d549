import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { ApiError } from "@/lib/contract/error";
import { DAY_MS } from "@/lib/contract/time-units";
import { GatewayKeyList, NewGatewayKey, Usage, type UsageCall } from "@/lib/contract/usage";
import { findModel } from "@/lib/models/find-model";
import type { KeyRing } from "../auth/key-ring";
import type { Catalog } from "../catalog/snapshot";
import type { ChatService } from "../chat-service";
import type { UsageRow } from "../db/usage";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { body, errorResponses, inPath, jsonResponse, KEY, NO_KEY, query, wholeNumber } from "./contract";

const RECENT = 50;
const UsageQuery = z.object({ days: wholeNumber(1, 366, 30).describe("How far back.") });
const describeUsage = describeRoute({
  operationId: "getUsage",
  summary: "Get usage",
  description: "Of the whole account for a key that came with a login, else of the key alone.",
  security: KEY,
  responses: { 200: jsonResponse(Usage, "Sums by model and day, and the last 50 calls."), ...errorResponses(NO_KEY) },
});
const describeList = describeRoute({
  operationId: "listGatewayKeys",
  summary: "List gateway keys",
  description: "Never the keys themselves.",
  security: KEY,
  responses: { 200: jsonResponse(GatewayKeyList, "The keys, and the gateways that may have one.") },
});
const describePut = describeRoute({
  operationId: "setGatewayKey",
  summary: "Set a gateway key",
  description: "Encrypted, used before the server's keys, and sent only to that gateway.",
  security: KEY,
  parameters: [inPath("gateway")],
  responses: {
    200: { description: "Its last four characters." },
    ...errorResponses({ 404: "There is no such gateway." }),
  },
});
const describeRemove = describeRoute({
  operationId: "removeGatewayKey",
  summary: "Remove a gateway key",
  description: "Takes effect at once.",
  security: KEY,
  parameters: [inPath("gateway")],
  responses: { 200: { description: "Deleted." }, ...errorResponses({ 404: "There is none." }) },
});

/** Usage of a key or its account. */
export function usageRoutes(
  catalog: Pick<Catalog, "snapshot">,
  { usage }: Pick<ChatService, "usage">,
  keys: KeyRing,
): Hono<Vars> {
  const routes = new Hono<Vars>();

  routes.get("/v1/usage", describeUsage, requireCaller(keys, "read"), query(UsageQuery), async (c) => {
    const { accountId, keyId, scopes } = c.var.caller;
    const { days } = c.req.valid("query");
    const since = new Date(Date.now() - days * DAY_MS).toISOString();
    const isOfAccount = scopes.includes("account");
    const ask = { accountId, keyId: isOfAccount ? null : keyId, since };
    const [total, models, perDay, recent] = await Promise.all([
      usage.total(ask),
      usage.models(ask),
      usage.days(ask),
      usage.recent(ask, RECENT),
    ]);
    const { index } = catalog.snapshot();
    const named = models.map((sum) => {
      const name = index.names[findModel(index, sum.model)];
      return name === undefined ? sum : { ...sum, name };
    });
    c.header("cache-control", "no-store");
    const of = isOfAccount ? "account" : "key";
    return c.json<Usage>({
      object: "usage",
      of,
      since,
      total,
      models: named,
      days: perDay,
      recent: recent.map(callOf),
    });
  });

  return routes;
}

type GatewayKeyServices = Pick<ChatService, "ownKeys" | "providers" | "endpoints">;

/** The account's keys for gateways. */
export function gatewayKeyRoutes({ ownKeys, providers, endpoints }: GatewayKeyServices, keys: KeyRing): Hono<Vars> {
  const routes = new Hono<Vars>();
  const account = requireCaller(keys, "account");

  routes.get("/v1/gateway-keys", describeList, account, async (c) => {
    const data = await ownKeys.shown(c.var.caller.accountId);
    const none = new Map<string, string>();
    const gateways = providers
      .filter(({ chat }) => !chat.keyless)
      .map(({ slug, name }) => ({ slug, name, operator_key: endpoints.keyFor(slug, none) !== null }));
    c.header("cache-control", "no-store");
    return c.json<GatewayKeyList>({ object: "list", data, gateways });
  });

  const newKey = body(NewGatewayKey, { maxBytes: 4_096, expected: "{ key }" });
  routes.put("/v1/gateway-keys/:gateway", describePut, account, newKey, async (c) => {
    const gateway = gatewayOf(c.req.param("gateway"));
    const { key } = c.req.valid("json");
    c.header("cache-control", "no-store");
    return c.json(await ownKeys.put(c.var.caller.accountId, gateway, key));
  });

  routes.delete("/v1/gateway-keys/:gateway", describeRemove, account, async (c) => {
    const gateway = gatewayOf(c.req.param("gateway"));
    if (!(await ownKeys.remove(c.var.caller.accountId, gateway)))
      throw new ApiError("not_found", `there is no key for ${gateway} in this account`, { param: "gateway" });
    return c.json({ gateway, deleted: true });
  });

  function gatewayOf(name: string): string {
    const slug = endpoints.slugOf(name.toLowerCase());
    if (providers.some((provider) => provider.slug === slug && !provider.chat.keyless)) return slug;
    const slugs = providers.filter(({ chat }) => !chat.keyless).map((provider) => provider.slug);
    throw new ApiError("not_found", `gateway: expected one of ${slugs.join(", ")}`, { param: "gateway" });
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
