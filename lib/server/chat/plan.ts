import { type ChatRequest, type ProviderPreferences, sortOf } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import type { ModelOffer } from "@/lib/contract/offer";
import { isModelListed, type KeyAccess } from "@/lib/models/key-access";
import { type Needs, needsOf } from "@/lib/models/needs";
import { type OfferNow, type Refusal, type RoutedOffers, routeOffers } from "@/lib/models/routing";
import type { EndpointAdapter } from "./endpoint-adapter";
import type { GatewayEndpoints } from "./gateway-endpoints";
import type { FoundModel, ModelOffers } from "./model-offers";
import type { Candidate } from "./opened-answer";
import { MIN_ANSWER_TOKENS } from "./token-limit";

const MAX_REASONS = 8;
const MAX_NAMES = 12;

/** The input of a plan, known at the start of a call. */
export interface PlanContext {
  now(offer: ModelOffer): OfferNow;
  /** When the call starts, which determines its prices. */
  at: Date;
  /** The models and gateways that the key may use. */
  access: KeyAccess;
  adapter: Pick<EndpointAdapter, "endpoint" | "needs" | "narrow">;
  /** The names and the endpoints of gateways. */
  endpoints: Pick<GatewayEndpoints, "slugOf" | "has">;
}

/** The access of keys without lists. */
export const ALL_ACCESS: KeyAccess = { models: null, gateways: null };

/**
 * The offers to try for a request, in order: those of its model, then of its fallback models. Throws an ApiError with
 * the reason when there are none: model_not_found, permission_denied, context_length_exceeded, or no_endpoints.
 */
export function planOf(request: ChatRequest, models: ModelOffers, context: PlanContext): Candidate[] {
  const { at, adapter } = context;
  const needs = Object.assign(needsOf(request, at), adapter.needs);
  try {
    return planFor(needs, request, models, context);
  } catch (error) {
    const least = adapter.needs ? null : minimalNeeds(error, needs, request);
    if (least === null) throw error;
    try {
      return planFor(least, request, models, context);
    } catch {
      throw error;
    }
  }
}

/**
 * The needs of a request whose prompt may fit, but not with its token limit: a gateway's error states the limit that
 * fits, and the call is repeated with that. Null for any other error.
 */
function minimalNeeds(error: unknown, needs: Needs, request: ChatRequest): Needs | null {
  const maxTokens = request.max_completion_tokens ?? request.max_tokens ?? 0;
  const isOver = error instanceof ApiError && error.type === "context_length_exceeded" && maxTokens > MIN_ANSWER_TOKENS;
  return isOver ? { ...needs, tokens: needs.tokens - maxTokens + MIN_ANSWER_TOKENS } : null;
}

function planFor(needs: Needs, request: ChatRequest, models: ModelOffers, context: PlanContext): Candidate[] {
  const { access } = context;
  const preferences = request.provider ?? {};
  const ids = request.models ? [request.model, ...request.models] : [request.model];
  const listed = ids.map((id) => models.find(id)).filter((model) => model !== null);
  const canonical = (name: string) => models.find(name)?.id ?? null;
  const allowed = listed.filter((model) => !access.models || isModelListed(access.models, model, canonical));
  const candidates: Candidate[] = [];
  const refused: RoutedOffers["refused"] = [];
  for (const model of allowed) {
    const route = routeModel(model, needs, preferences, context);
    refused.push(...route.refused);
    for (const offer of route.offers)
      if (!candidates.some((c) => c.offer === offer)) candidates.push({ model: model.id, offer });
  }
  if (candidates.length > 0)
    return preferences.allow_fallbacks === false && !preferences.order ? candidates.slice(0, 1) : candidates;
  const [first] = listed;
  if (!first) {
    const message = `there is no model "${request.model.slice(0, 200)}": GET /v1/models lists all of them`;
    throw new ApiError("model_not_found", message, { param: "model", code: "model_not_found", missing: "model" });
  }
  if (allowed.length === 0) throw notAllowed("model", first.id, access.models);
  if (refused.some(({ code }) => code === "not_allowed")) throw notAllowed("gateway", first.id, access.gateways);
  throw noOffer(first.id, refused, needs.tokens);
}

/** A model's offers in the order to try them, and the reasons why others can't be used. */
function routeModel(
  model: FoundModel,
  needs: Needs,
  preferences: ProviderPreferences,
  context: PlanContext,
): RoutedOffers {
  const { access, adapter, endpoints } = context;
  const now = (offer: ModelOffer) => context.now(offer);
  const slugOf = (name: string) => endpoints.slugOf(name);
  const sorted = model.sort && !sortOf(preferences) ? { ...preferences, sort: model.sort } : preferences;
  const refused: RoutedOffers["refused"] = [];
  const reachable = model.offers.filter(({ gateway, id }) => {
    const barrier = access.gateways && !access.gateways.includes(gateway) ? NOT_ALLOWED : null;
    const lacks = endpoints.has(gateway, adapter.endpoint) ? null : `it has no ${adapter.endpoint} endpoint`;
    const refusal = barrier ?? (lacks === null ? null : ({ code: "other", reason: lacks } as const));
    if (refusal) refused.push({ gateway, model: id, ...refusal });
    return refusal === null;
  });
  const usable = () => {
    const { max_price: _, ...named } = sorted;
    // Which offers can replace each other must not depend on needs that vary between requests.
    return routeOffers(reachable, { ...needs, ...NO_NEEDS }, named, { now, slugOf }).offers;
  };
  const alike = adapter.narrow ? adapter.narrow(usable()) : [];
  const route = routeOffers(alike.length > 0 ? alike : reachable, needs, sorted, { now, slugOf });
  return { offers: route.offers, refused: [...refused, ...route.refused] };
}

const NO_NEEDS = { tokens: 0, promptTokens: 0, modalities: [], parameters: [] };
const NOT_ALLOWED: Refusal = { code: "not_allowed", reason: "this API key may not use it" };

function notAllowed(what: "model" | "gateway", model: string, listed: KeyAccess["models"]): ApiError {
  const names = (listed ?? []).slice(0, MAX_NAMES).join(", ");
  const more = (listed ?? []).length > MAX_NAMES ? ", …" : "";
  const message =
    what === "model"
      ? `this API key may not call ${model}: the models that it may call are ${names}${more}`
      : `this API key may not call a gateway that can answer for ${model}: those that it may call are ${names}${more}`;
  return new ApiError("permission_denied", message, { param: "model", code: `${what}_not_allowed` });
}

function noOffer(model: string, refused: RoutedOffers["refused"], tokens: number): ApiError {
  if (refused.length > 0 && refused.every(({ code }) => code === "context")) {
    const message = `the request takes at least ${tokens} tokens: ${listed(refused)}`;
    return new ApiError("context_length_exceeded", message, { param: "messages" });
  }
  const keyless = refused.some(({ code }) => code === "no_key");
  const help = keyless ? "; a key of your own for one of these gateways can be added in /settings" : "";
  const message = `no gateway can answer this request for ${model}: ${listed(refused)}${help}`;
  return new ApiError("no_endpoints", message, { param: "model", ...(keyless ? { missing: "gateway_key" } : {}) });
}

/** The gateways, grouped by their common reason. */
function listed(refused: RoutedOffers["refused"]): string {
  const reasons = new Map<string, Set<string>>();
  for (const { gateway, reason } of refused) reasons.set(reason, (reasons.get(reason) ?? new Set()).add(gateway));
  const shown = [...reasons].slice(0, MAX_REASONS).map(([reason, gateways]) => {
    const names = [...gateways].slice(0, MAX_NAMES).join(", ");
    const more = gateways.size > MAX_NAMES ? ` and ${gateways.size - MAX_NAMES} more` : "";
    return `${names}${more}: ${reason}`;
  });
  const more = reasons.size > shown.length ? `, and ${reasons.size - shown.length} more reasons` : "";
  return `${shown.join("; ") || "it has no offer"}${more}`;
}
