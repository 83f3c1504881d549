import { type Context, Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { Model } from "@/lib/contract/model";
import type { ModelOffer, Pricing } from "@/lib/contract/offer";
import { findModel } from "@/lib/models/group";
import { decodeId } from "@/lib/models/ids";
import type { Caller, KeyRing } from "../auth/key-ring";
import { readRow, rowCount } from "../catalog/row-table";
import type { Catalog } from "../catalog/snapshot";
import type { ChatService } from "../chat/service";
import type { UsageRow } from "../db/usage";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";

const DAY_MS = 86_400_000;
const NO_KEYS: ReadonlyMap<string, string> = new Map();

interface Options {
  catalog: Pick<Catalog, "snapshot" | "gateways">;
  service: Pick<ChatService, "usage" | "targets" | "live">;
  keys: KeyRing;
}

/** What OpenRouter's clients ask for besides models and chats, in OpenRouter's shapes. */
export function openRouterRoutes({ catalog, service, keys }: Options): Hono<Vars> {
  const { usage, targets, live } = service;
  const routes = new Hono<Vars>();
  const read = requireCaller(keys, "read");

  routes.get("/v1/models/count", (c) => c.json({ data: { count: rowCount(catalog.snapshot().rows) } }));

  routes.get("/v1/models/:path{.+}/endpoints", (c) => {
    const id = decodeId(new URL(c.req.url).pathname.slice("/v1/models/".length, -"/endpoints".length));
    const snapshot = catalog.snapshot();
    const row = id === null ? -1 : findModel(snapshot.index, id);
    if (row < 0) throw new ApiError("model_not_found", `there is no model "${(id ?? "").slice(0, 200)}"`);
    const { name, created, description, architecture, offers, ...model } = readRow<Model>(snapshot.rows, row);
    const nameOf = new Map(catalog.gateways().map((gateway) => [gateway.slug, gateway.name]));
    const endpoints = offers.map((offer) =>
      endpointOf(
        offer,
        nameOf.get(offer.gateway) ?? offer.gateway,
        live.of(offer.gateway, offer.id)?.error_rate ?? null,
      ),
    );
    return c.json({ data: { id: model.id, name, created, description, architecture, endpoints } });
  });

  routes.get("/v1/providers", (c) =>
    c.json({
      data: catalog.gateways().map(({ slug, name }) => ({
        name,
        slug,
        privacy_policy_url: null,
        terms_of_service_url: null,
        status_page_url: null,
        operator_key: targets.keyFor(slug, NO_KEYS) !== null,
      })),
    }),
  );

  routes.get("/v1/key", read, async (c) => {
    const { caller } = c.var;
    const key = (await keys.store.keys(caller.accountId, new Date().toISOString())).find(
      ({ id }) => id === caller.keyId,
    );
    const [all, day, week, month] = await Promise.all(
      [0, 1, 7, 30].map((days) =>
        spentIn(caller, days === 0 ? "" : new Date(Date.now() - days * DAY_MS).toISOString()),
      ),
    );
    return noStore(c, {
      label: key?.name ?? "",
      limit: caller.spendLimitUsd,
      limit_remaining: remaining(caller, all ?? 0),
      limit_reset: null,
      usage: all,
      usage_daily: day,
      usage_weekly: week,
      usage_monthly: month,
      is_free_tier: false,
      is_provisioning_key: false,
      rate_limit: { requests: caller.requestsPerMinute, interval: "1m" },
      expires_at: key?.expires_at ?? null,
      scopes: caller.scopes,
    });
  });

  routes.get("/v1/credits", read, async (c) => {
    const spent = await spentIn(c.var.caller, "");
    const limit = c.var.caller.spendLimitUsd;
    return noStore(c, {
      total_credits: limit,
      total_usage: spent,
      ...(limit === null ? { note: "This API key has no spend limit." } : {}),
    });
  });

  routes.get("/v1/generation", read, async (c) => {
    const id = c.req.query("id") ?? "";
    const row = id === "" ? undefined : await usage.find(c.var.caller.accountId, id);
    if (row) return noStore(c, generationOf(row));
    const message = `there is no call "${id.slice(0, 80)}" of this account: expected the x-request-id of an answer`;
    throw new ApiError("not_found", message, { param: "id" });
  });

  const spentIn = async ({ accountId, keyId }: Caller, since: string) =>
    (await usage.total({ accountId, keyId, since })).cost_usd;

  return routes;
}

function noStore(c: Context<Vars>, data: object): Response {
  c.header("cache-control", "no-store");
  return c.json({ data });
}

function remaining({ spendLimitUsd }: Caller, spent: number): number | null {
  return spendLimitUsd === null ? null : Math.max(0, spendLimitUsd - spent);
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

/** The prices that are single figures; what is not known is left out. */
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
