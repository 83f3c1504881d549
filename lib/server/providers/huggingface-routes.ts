import { z } from "zod";
import { isRecord } from "@/lib/contract/json-object";
import type { Route } from "@/lib/contract/offer";
import { blendedPrice, type Price, priceOf, UNIT } from "@/lib/models/price";
import type { Capability } from "@/lib/models/search-index";
import { lackedBy, parametersOf, taskArchitecture } from "./capabilities";
import { count, entries, fields, measure, raw, text, within } from "./rows";
import { priceByUnit } from "./units";

const Mapping = z.object({
  provider: text,
  providerId: text,
  status: text,
  task: text,
  providerDetails: within({ context_length: count, pricing: within({ input: raw, output: raw, discount: raw }) }),
  features: fields,
  performance: within({ tokensPerSecond: measure, firstTokenLatencyMs: measure }),
});

/** A route with a price doubt, which the contract's route doesn't have. */
export interface PricedRoute {
  route: Route;
  price: Price;
  /** Capabilities that it denies. */
  lacks: Capability[];
}

/** The field `inferenceProviderMapping`: a list of entries with their provider, or an object by provider. */
export const mappings = entries;

/** The routes of a hub row; skips entries without a host. */
export function routesIn(mapping: readonly [string | null, unknown][]): PricedRoute[] {
  return mapping.flatMap(([key, entry]) => {
    if (!isRecord(entry)) return [];
    const { provider, providerDetails, performance, ...facts } = Mapping.parse(entry);
    const host = provider ?? key;
    if (host === null || host.trim() === "") return [];
    const { input = null, output = null, discount = null } = providerDetails?.pricing ?? {};
    const { input_modalities: inputs = [], output_modalities: outputs = [] } = taskArchitecture(facts.task) ?? {};
    const stated = priceOf({ prompt: input, completion: output, discount }, UNIT.usdPerMillion);
    const price = priceByUnit(stated, { inputs, outputs }, false, "free");
    const route: Route = {
      host,
      native_id: facts.providerId,
      status: facts.status?.toLowerCase() ?? "unknown",
      task: facts.task,
      context_length: providerDetails?.context_length ?? null,
      pricing: price.pricing,
      price_state: price.price_state,
      tokens_per_second: performance?.tokensPerSecond ?? null,
      first_token_ms: performance?.firstTokenLatencyMs ?? null,
      supported_parameters: parametersOf(facts.features.yes.map(inSnakeCase)),
    };
    return [{ route, price, lacks: lackedBy(facts.features.no.map(inSnakeCase)) }];
  });
}

/**
 * The route that represents the row: the cheapest live one, otherwise the first. Doubtful or unknown prices come last.
 */
export function leadingRoute(routes: readonly PricedRoute[]): PricedRoute | undefined {
  const cost = ({ price }: PricedRoute) => blendedPrice(price) ?? Number.POSITIVE_INFINITY;
  const live = routes.filter(({ route }) => route.status === "live");
  return live.length === 0 ? routes[0] : live.reduce((best, next) => (cost(next) < cost(best) ? next : best));
}

function inSnakeCase(feature: string): string {
  return feature.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
