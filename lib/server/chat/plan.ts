import type { ChatRequest } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import type { ModelOffer } from "@/lib/contract/offer";
import { needsOf, type OfferNow, type Route, routeOffers } from "@/lib/models/routing";
import type { FoundModel, ModelOffers } from "./model-offers";

const MOST_REASONS = 8;
const MOST_NAMES = 12;

/** One offer that may answer, and the canonical id of its model. */
export interface Candidate {
  model: string;
  offer: ModelOffer;
}

/**
 * The offers that may answer a request, in the order they are tried: those of its model, then of its fallbacks. Throws
 * an ApiError that says why there is none: model_not_found, context_length_exceeded or no_endpoints.
 */
export function planOf(
  request: ChatRequest,
  models: ModelOffers,
  now: (offer: ModelOffer) => OfferNow,
  slugOf: (name: string) => string,
): Candidate[] {
  const needs = needsOf(request);
  const wish = request.provider ?? {};
  const candidates: Candidate[] = [];
  const refused: Route["refused"] = [];
  let found: FoundModel | null = null;
  for (const id of [request.model, ...(request.models ?? [])]) {
    const model = models.find(id);
    if (!model) continue;
    found ??= model;
    const sorted = model.sort && !wish.sort ? { ...wish, sort: model.sort } : wish;
    const route = routeOffers(model.offers, needs, sorted, now, slugOf);
    refused.push(...route.refused);
    for (const offer of route.offers)
      if (!candidates.some((c) => c.offer === offer)) candidates.push({ model: model.id, offer });
  }
  if (candidates.length > 0) return wish.allow_fallbacks === false && !wish.order ? candidates.slice(0, 1) : candidates;
  if (!found) {
    const message = `there is no model "${request.model.slice(0, 200)}": GET /v1/models lists all of them`;
    throw new ApiError("model_not_found", message, { param: "model", code: "model_not_found" });
  }
  throw noOffer(found.id, refused, needs.tokens);
}

function noOffer(model: string, refused: Route["refused"], tokens: number): ApiError {
  if (refused.length > 0 && refused.every(({ reason }) => reason.startsWith("its context"))) {
    const message = `the request takes at least ${tokens} tokens: ${listed(refused)}`;
    return new ApiError("context_length_exceeded", message, { param: "messages" });
  }
  const keyless = refused.some(({ reason }) => reason.startsWith("no key"));
  const help = keyless ? "; a key of your own for one of these gateways can be added in /settings" : "";
  const message = `no gateway can answer this request for ${model}: ${listed(refused)}${help}`;
  return new ApiError("no_endpoints", message, { param: "model" });
}

/** The gateways by the reason that they share. */
function listed(refused: Route["refused"]): string {
  const reasons = new Map<string, Set<string>>();
  for (const { gateway, reason } of refused) reasons.set(reason, (reasons.get(reason) ?? new Set()).add(gateway));
  const shown = [...reasons].slice(0, MOST_REASONS).map(([reason, gateways]) => {
    const names = [...gateways].slice(0, MOST_NAMES).join(", ");
    const more = gateways.size > MOST_NAMES ? ` and ${gateways.size - MOST_NAMES} more` : "";
    return `${names}${more}: ${reason}`;
  });
  const more = reasons.size > shown.length ? `, and ${reasons.size - shown.length} more reasons` : "";
  return `${shown.join("; ") || "it has no offer"}${more}`;
}
