import { ModelOffer, type Offer, type Source } from "@/lib/contract/offer";
import { priceOf, UNIT } from "@/lib/models/price";
import type { RawRow } from "./dedupe";

/**
 * One row of a compatible backend's list as an offer. A backend of our own kind sends the offer itself; an older one
 * sends flat fields, of which any may be missing or of another type: such a field is unknown, the row stays.
 */
export function foreignOffer(gateway: string, row: RawRow, source: Source): Offer {
  const own = Array.isArray(row.offers)
    ? row.offers.find((o) => o?.gateway === gateway && o?.id === row.id)
    : undefined;
  const parsed = own === undefined ? undefined : ModelOffer.safeParse(own);
  const description = text(row.description) ?? "";
  if (parsed?.success) return { ...parsed.data, description } as Offer;
  const pricing = record(row.pricing);
  const architecture = record(row.architecture);
  return {
    gateway,
    id: row.id,
    name: text(row.name) ?? row.id,
    description,
    owned_by: text(row.provider_slug) ?? text(row.owned_by),
    created: positive(row.created),
    state: row.is_private === true ? "private" : "active",
    state_note: null,
    context_length: positive(row.context_length),
    max_output_length: positive(row.max_output_length),
    ...priceOf({ prompt: pricing.prompt, completion: pricing.completion }, UNIT.usdPerToken),
    architecture: {
      input_modalities: texts(architecture.input_modalities),
      output_modalities: texts(architecture.output_modalities),
    },
    supported_parameters: texts(row.supported_parameters),
    quantization: null,
    tokens_per_second: null,
    first_token_ms: null,
    hugging_face_id: text(row.hugging_face_id),
    source,
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function positive(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? Math.floor(value) : null;
}
