import { z } from "zod";
import { isRecord } from "@/lib/contract/json-object";
import type { Offer } from "@/lib/contract/offer";
import { readCapabilities } from "@/lib/models/capabilities";
import { type Price, priceOf, UNIT, UNKNOWN_PRICE } from "@/lib/models/price";
import { listedArchitecture } from "../providers/capabilities";
import { count, flag, raw, records, text, within, words } from "../providers/rows";
import { saysFree } from "../providers/units";

export const REFERENCE_NAME = "models.dev";

/** Names of our gateways at models.dev. */
const GATEWAYS = new Map([
  ["openrouter", "openrouter"],
  ["deepinfra", "deepinfra"],
  ["chutes", "chutes"],
  ["huggingface", "huggingface"],
  ["togetherai", "together"],
  ["google", "google"],
  ["fireworks-ai", "fireworks"],
  ["xai", "xai"],
  ["nebius", "nebius"],
  ["groq", "groq"],
  ["cerebras", "cerebras"],
  ["novita-ai", "novita"],
]);

/** A reference's data on gateways' offers, keyed by gateway and native ID with a space between. */
export interface Reference {
  fetchedAt: string;
  offers: ReadonlyMap<string, Offer>;
}

const RATES = { input: raw, output: raw, cache_read: raw, cache_write: raw };
const Row = z.object({
  name: text,
  description: text,
  reasoning: flag,
  tool_call: flag,
  structured_output: flag,
  open_weights: flag,
  knowledge: text,
  release_date: text,
  license: text,
  status: text,
  modalities: within({ input: words, output: words }),
  limit: within({ context: count, output: count }),
  cost: within({ ...RATES, tiers: records, context_over_200k: within(RATES) }),
  reasoning_options: records,
});
type Row = z.infer<typeof Row>;

/** Parses models.dev's `api.json`. Throws when it has another shape or lists none of our gateways. */
export function readReference(body: unknown, fetchedAt: string): Reference {
  const offers = new Map<string, Offer>();
  for (const [name, gateway] of GATEWAYS) {
    const provider = isRecord(body) ? body[name] : undefined;
    const models = isRecord(provider) && isRecord(provider.models) ? provider.models : {};
    for (const [id, model] of Object.entries(models)) {
      if (id.trim() === "" || !isRecord(model)) continue;
      offers.set(`${gateway} ${id}`, readOffer(gateway, id, Row.parse(model), fetchedAt));
    }
  }
  if (offers.size === 0)
    throw new Error(`${REFERENCE_NAME} was expected to answer an object of providers with models, and names none`);
  return { fetchedAt, offers };
}

function readOffer(gateway: string, id: string, row: Row, fetched_at: string): Offer {
  const { input = [], output = [] } = row.modalities ?? {};
  const architecture = listedArchitecture(input, output) ?? { input_modalities: [], output_modalities: [] };
  const yes = { tools: row.tool_call, reasoning: row.reasoning, structured_outputs: row.structured_output };
  const supported_parameters = Object.entries(yes).flatMap(([name, has]) => (has ? [name] : []));
  const { vision } = readCapabilities({ supported_parameters, architecture });
  const source = { source: REFERENCE_NAME, fetched_at };
  return {
    gateway,
    id,
    name: row.name ?? id,
    description: row.description ?? "",
    owned_by: null,
    created: null,
    state: row.status === "deprecated" ? "deprecated" : row.status === null ? "active" : "preview",
    state_note: `according to ${REFERENCE_NAME}`,
    context_length: row.limit?.context ?? null,
    max_output_length: row.limit?.output ?? null,
    ...priceIn(row, id),
    architecture,
    supported_parameters,
    capabilities: { tools: row.tool_call, json: row.structured_output, reasoning: row.reasoning, vision },
    quantization: null,
    tokens_per_second: null,
    first_token_ms: null,
    hugging_face_id: null,
    reference_facts: { values: factsIn(row), source },
    first_seen: fetched_at.slice(0, 10),
    source,
  };
}

/** Prices are USD per 1M tokens; zeros mean unknown unless the ID declares the offer free. */
function priceIn({ cost }: Row, id: string): Price {
  if (!cost) return UNKNOWN_PRICE;
  const steps = cost.tiers.flatMap((tier) => {
    const size = isRecord(tier.tier) ? tier.tier.size : null;
    return typeof size === "number" ? [{ above: size, ...ratesIn(tier) }] : [];
  });
  const long = cost.context_over_200k ? [{ above: 200_000, ...ratesIn(cost.context_over_200k) }] : [];
  const overrides = (steps.length > 0 ? steps : long).map((step) => ({ ...step, hours: null }));
  const price = priceOf({ ...ratesIn(cost), overrides }, UNIT.usdPerMillion);
  return price.price_state === "free" && !saysFree(id) ? UNKNOWN_PRICE : price;
}

function ratesIn({ input, output, cache_read, cache_write }: Record<string, unknown>) {
  const positive = (price: unknown) => (Number(price) > 0 ? price : null);
  // Zeros mean unknown; two of them may also mean free.
  const free = Number(input) === 0 && Number(output) === 0;
  return {
    prompt: free ? input : positive(input),
    completion: free ? output : positive(output),
    input_cache_read: positive(cache_read),
    input_cache_write: positive(cache_write),
  };
}

function factsIn(row: Row): NonNullable<Offer["reference_facts"]>["values"] {
  const efforts = row.reasoning_options.flatMap(({ type, values }) =>
    type === "effort" && Array.isArray(values) ? values.filter((value) => typeof value === "string") : [],
  );
  return {
    ...(row.knowledge === null ? {} : { knowledge_cutoff: row.knowledge }),
    ...(row.release_date === null ? {} : { release_date: row.release_date }),
    ...(row.open_weights === null ? {} : { open_weights: row.open_weights }),
    ...(row.license === null ? {} : { license: row.license }),
    ...(efforts.length === 0 ? {} : { reasoning_efforts: efforts }),
  };
}
