import type { Context } from "hono";
import type { Model } from "@/lib/contract/model";
import type { Pricing } from "@/lib/contract/pricing";
import { encodeId } from "@/lib/models/ids";
import { readRow, rowCount } from "../catalog/row-table";
import type { Catalog } from "../catalog/snapshot";
import { readWholeNumber } from "./parameters";

/** Rows per page: each is parsed and serialized again. */
const MAX_ROWS = 2_000;
/** OpenRouter's value for a variable price; its SDK requires a value even when the price is unknown. */
const NO_FIGURE = "-1";

/** Whether the client is OpenRouter's own SDK, which validates every field of a list and rejects unknown values. */
export function speaksOpenRouter(c: Context): boolean {
  return c.req.header("user-agent")?.includes("@openrouter/sdk") ?? false;
}

/** The list of models in OpenRouter's format, by `limit` and `offset`. */
export async function openRouterModels(
  c: Context,
  { rows }: ReturnType<Catalog["snapshot"]>,
  count: (rows: number) => Promise<void>,
): Promise<Response> {
  const parameters = new URL(c.req.url).searchParams;
  const total = rowCount(rows);
  const offset = readWholeNumber(parameters, "offset", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const limit = readWholeNumber(parameters, "limit", 1, MAX_ROWS) ?? MAX_ROWS;
  const end = Math.min(total, offset + limit);
  await count(Math.max(0, end - offset));
  const data = Array.from({ length: Math.max(0, end - offset) }, (_, at) => {
    return openRouterModel(readRow<Model>(rows, offset + at));
  });
  const next = end < total ? `/v1/models?offset=${end}&limit=${limit}` : null;
  return c.json({ data, links: { next }, total_count: total });
}

function openRouterModel(model: Model) {
  const { id, name, description, architecture, context_length, max_output_length, supported_parameters } = model;
  const [inputs, outputs] = [architecture.input_modalities, architecture.output_modalities];
  return {
    id,
    canonical_slug: id,
    name,
    description,
    created: model.created ?? 0,
    context_length,
    architecture: { ...architecture, modality: `${inputs.join("+")}->${outputs.join("+")}` },
    pricing: pricingOf(model.pricing),
    top_provider: { context_length, max_completion_tokens: max_output_length, is_moderated: false },
    supported_parameters,
    supported_voices: null,
    per_request_limits: null,
    default_parameters: null,
    links: { details: `/v1/models/${encodeId(id)}/endpoints` },
  };
}

function pricingOf(pricing: Pricing): Record<string, string> {
  const stated = Object.entries(pricing).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return { prompt: NO_FIGURE, completion: NO_FIGURE, ...Object.fromEntries(stated) };
}
