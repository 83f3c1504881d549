import type { Pricing } from "@/lib/contract/offer";
import type { EmbeddedRow } from "@/lib/server/catalog/embedded";
import type { Merged } from "./merge";

/** The row without unknown and default values. */
export function slim(offer: Merged): EmbeddedRow {
  const { architecture, price, sources, price_source, lifecycle } = offer;
  const lead = sources[0] ?? 0;
  const input = architecture?.input_modalities ?? ["text"];
  const output = architecture?.output_modalities ?? ["text"];
  return dropEmpty({
    gateway: offer.gateway,
    id: offer.id,
    name: offer.name === offer.id ? null : offer.name,
    description: offer.description,
    created: offer.created,
    state: lifecycle.state === "active" ? null : lifecycle.state,
    state_note: lifecycle.state_note,
    context_length: offer.context_length,
    max_output_length: offer.max_output_length,
    pricing: price ? figures(price.pricing) : null,
    price_state: price === null || price.price_state === "known" ? null : price.price_state,
    price_doubt: price?.price_doubt ? true : null,
    input: isText(input) ? null : input,
    output: isText(output) ? null : output,
    supported_parameters: offer.supported_parameters,
    hugging_face_id: offer.hugging_face_id,
    source: sources.length > 1 ? sources : lead,
    price_source: price === null || price_source === lead ? null : price_source,
  });
}

function figures(pricing: Pricing): NonNullable<EmbeddedRow["pricing"]> | null {
  const known = Object.entries(pricing).filter(([, figure]) => figure != null);
  return known.length > 0 ? Object.fromEntries(known) : null;
}

function isText(modalities: readonly string[]): boolean {
  return modalities.length === 1 && modalities[0] === "text";
}

type Empty<T> = { [K in keyof T]: T[K] | null };

/** What no source of today names. */
type Unsaid = "lacks" | "facts" | "first_seen";

function dropEmpty(row: Empty<Required<Omit<EmbeddedRow, Unsaid>>>): EmbeddedRow {
  const present = Object.entries(row).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length));
  return Object.fromEntries(present) as unknown as EmbeddedRow;
}
