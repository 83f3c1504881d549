import { type Context, Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { ApiError } from "@/lib/contract/error";
import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import type { Pricing } from "@/lib/contract/pricing";
import { findModel } from "@/lib/models/find-model";
import { decodeId } from "@/lib/models/ids";
import { type LimitState, limitStates, type SpendBySpan, tightestLimit } from "@/lib/models/spend-limits";
import type { Caller, KeyRing } from "../auth/key-ring";
import { readRow, rowCount } from "../catalog/row-table";
import type { Catalog } from "../catalog/snapshot";
import type { ChatService } from "../chat-service";
import type { UsageRow } from "../db/usage";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { errorResponses, inPath, KEY, NO_KEY, query } from "./contract";

/** OpenRouter's names of limit periods. */
const RESETS = { total: null, day: "daily", week: "weekly", month: "monthly" } as const;
const NO_KEYS: ReadonlyMap<string, string> = new Map();

const describeCount = describeRoute({
  operationId: "countModels",
  summary: "Count models",
  description: "The number of models, for OpenRouter clients.",
  responses: { 200: { description: "data.count." } },
});
const describeEndpoints = describeRoute({
  operationId: "listEndpoints",
  summary: "List endpoints of a model",
  description: "In OpenRouter's form.",
  parameters: [inPath("id")],
  responses: { 200: { description: "The endpoints." }, ...errorResponses({ 404: "No such model." }) },
});
const describeProviders = describeRoute({
  operationId: "listProviders",
  summary: "List gateways as providers",
  description: "In OpenRouter's form.",
  responses: { 200: { description: "The gateways." } },
});
const describeKey = describeRoute({
  operationId: "getKey",
  summary: "Get the current key",
  description:
    "Its limits by period with what is left, the models and gateways that it may call, and what it spent: in all, and " +
    "in this day, week, and month (UTC). `limit` is the one with least left; `byok_usage` is what its calls cost with " +
    "your gateway keys, which no limit counts.",
  security: KEY,
  responses: { 200: { description: "The key." }, ...errorResponses(NO_KEY) },
});
const describeCredits = describeRoute({
  operationId: "getCredits",
  summary: "Get credits",
  description: "The key's spend limit with least left as total_credits, and its period; null where it has none.",
  security: KEY,
  responses: { 200: { description: "The credits." }, ...errorResponses(NO_KEY) },
});
const CallQuery = z.object({ id: z.string().default("").describe("The ID of its answer, or its x-request-id.") });
const describeCall = describeRoute({
  operationId: "getGeneration",
  summary: "Get a request",
  description:
    "Tokens, cost, and timing of one call: of the whole account for a key that came with a login, else of the key.",
  security: KEY,
  responses: {
    200: { description: "The call." },
    ...errorResponses({ ...NO_KEY, 404: "No such call of this key or account." }),
  },
});

interface Options {
  catalog: Pick<Catalog, "snapshot" | "gateways">;
  service: Pick<ChatService, "usage" | "endpoints" | "live">;
  keys: KeyRing;
}

/** Endpoints for OpenRouter's clients in addition to models and chats, in OpenRouter's formats. */
export function openRouterRoutes({ catalog, service, keys }: Options): Hono<Vars> {
  const { usage, endpoints, live } = service;
  const routes = new Hono<Vars>();
  const read = requireCaller(keys, "read");

  routes.get("/v1/models/count", describeCount, (c) => c.json({ data: { count: rowCount(catalog.snapshot().rows) } }));

  routes.get("/v1/models/:id{.+}/endpoints", describeEndpoints, (c) => {
    const id = decodeId(new URL(c.req.url).pathname.slice("/v1/models/".length, -"/endpoints".length));
    const snapshot = catalog.snapshot();
    const row = id === null ? -1 : findModel(snapshot.index, id);
    if (row < 0) throw new ApiError("model_not_found", `there is no model "${(id ?? "").slice(0, 200)}"`);
    const model = readRow<Model>(snapshot.rows, row);
    const nameOf = new Map(catalog.gateways().map((gateway) => [gateway.slug, gateway.name]));
    const endpoints = model.offers.map((offer) => {
      const errorRate = live.errorRate(offer.gateway, offer.id, 30);
      return endpointOf(offer, nameOf.get(offer.gateway) ?? offer.gateway, errorRate);
    });
    const { name, created, description, architecture } = model;
    return c.json({ data: { id: model.id, name, created, description, architecture, endpoints } });
  });

  routes.get("/v1/providers", describeProviders, (c) => {
    const gateways = catalog.gateways();
    return c.json({
      data: gateways.map(({ slug, name }) => providerOf(slug, name, endpoints.keyFor(slug, NO_KEYS) !== null)),
    });
  });

  routes.get("/v1/key", describeKey, read, async (c) => {
    const { caller } = c.var;
    const now = new Date();
    const key = (await keys.store.keys(caller.accountId, now.toISOString())).find(({ id }) => id === caller.keyId);
    const [spent, own] = await Promise.all([usage.spent(caller.keyId, now), usage.spent(caller.keyId, now, true)]);
    const limits = caller.limits ? limitStates(caller.limits, spent, now) : [];
    return noStore(c, { label: key?.name ?? "", ...keyFacts(caller, limits, { spent, own }, key?.expires_at ?? null) });
  });

  routes.get("/v1/credits", describeCredits, read, async (c) => {
    const now = new Date();
    const { keyId, limits } = c.var.caller;
    const spent = await usage.spent(keyId, now);
    const tightest = limits && tightestLimit(limitStates(limits, spent, now));
    if (!tightest)
      return noStore(c, { total_credits: null, total_usage: spent.total, note: "This API key has no spend limit." });
    const { limitUsd, usedUsd, span, resetsAt } = tightest;
    return noStore(c, { total_credits: limitUsd, total_usage: usedUsd, period: span, resets_at: resetsAt });
  });

  routes.get("/v1/generation", describeCall, read, query(CallQuery), async (c) => {
    const { id } = c.req.valid("query");
    const { accountId, keyId, scopes } = c.var.caller;
    const row = id === "" ? undefined : await usage.find(accountId, scopes.includes("account") ? null : keyId, id);
    if (row) return noStore(c, generationOf(row));
    const message = `there is no call "${id.slice(0, 80)}" of this key: expected the ID of an answer, or its x-request-id`;
    throw new ApiError("not_found", message, { param: "id" });
  });

  return routes;
}

function noStore(c: Context<Vars>, data: object): Response {
  c.header("cache-control", "no-store");
  return c.json({ data });
}

/** A key in OpenRouter's format, without its name. */
function keyFacts(
  caller: Caller,
  limits: readonly LimitState[],
  { spent, own }: { spent: SpendBySpan; own: SpendBySpan },
  expiresAt: string | null,
) {
  const tightest = tightestLimit(limits);
  return {
    limit: tightest?.limitUsd ?? null,
    limit_remaining: tightest?.remainingUsd ?? null,
    limit_reset: tightest ? RESETS[tightest.span] : null,
    include_byok_in_limit: false,
    limits: limits.map(({ span, limitUsd, usedUsd, remainingUsd, resetsAt }) => ({
      period: span,
      limit: limitUsd,
      usage: usedUsd,
      remaining: remainingUsd,
      resets_at: resetsAt,
    })),
    usage: spent.total,
    usage_daily: spent.day,
    usage_weekly: spent.week,
    usage_monthly: spent.month,
    byok_usage: own.total,
    byok_usage_daily: own.day,
    byok_usage_weekly: own.week,
    byok_usage_monthly: own.month,
    allowed_models: caller.access.models,
    allowed_gateways: caller.access.gateways,
    is_free_tier: false,
    is_provisioning_key: false,
    rate_limit: { requests: caller.requestsPerMinute, interval: "1m" },
    expires_at: expiresAt,
    scopes: caller.scopes,
  };
}

function providerOf(slug: string, name: string, operator_key: boolean) {
  return {
    name,
    slug,
    privacy_policy_url: null,
    terms_of_service_url: null,
    status_page_url: null,
    operator_key,
  };
}

function endpointOf(offer: ModelOffer, provider: string, errorRate: number | null) {
  return {
    name: `${provider} | ${offer.id}`,
    model_name: offer.name,
    context_length: offer.context_length,
    pricing: pricesOf(offer.pricing),
    provider_name: provider,
    tag: offer.gateway,
    quantization: offer.quantization,
    max_completion_tokens: offer.max_output_length,
    max_prompt_tokens: null,
    supported_parameters: offer.supported_parameters,
    status: offer.state === "active" ? 0 : -1,
    uptime_last_30m: errorRate === null ? null : Math.round((1 - errorRate) * 1_000) / 10,
    native_id: offer.id,
    price_state: offer.price_state,
  };
}

/** The prices that are single figures; omits unknown ones. */
function pricesOf(pricing: Pricing): Record<string, string> {
  return Object.fromEntries(
    Object.entries(pricing).flatMap(([kind, price]) => (typeof price === "string" ? [[kind, price]] : [])),
  );
}

function generationOf(row: UsageRow) {
  return {
    id: row.request_id,
    created_at: row.at,
    model: row.model,
    provider_name: row.gateway,
    native_id: row.native_id,
    total_cost: row.cost_usd,
    usage: row.cost_usd,
    is_byok: row.own_key === 1,
    streamed: row.stream === 1,
    cancelled: row.outcome === "cancelled",
    outcome: row.outcome,
    error_type: row.error_type,
    latency: row.first_token_ms,
    generation_time: row.duration_ms,
    tokens_prompt: row.prompt_tokens,
    tokens_completion: row.completion_tokens,
    native_tokens_prompt: row.prompt_tokens,
    native_tokens_completion: row.completion_tokens,
    native_tokens_cached: row.cached_tokens,
    estimated: row.estimated === 1,
  };
}
