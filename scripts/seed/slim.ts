import type { Pricing } from "@/lib/contract/pricing";
import { compareCodeUnits } from "@/lib/models/ids";
import { CAPABILITIES } from "@/lib/models/search-index";
import type { EmbeddedRow, PastRows } from "@/lib/server/catalog/embedded";
import { parametersOf } from "@/lib/server/providers/capabilities";
import type { Dropped, Merged } from "./merge";
import { SOURCES } from "./sources";

/** The row without unknown and default values. */
export function slim(offer: Merged): EmbeddedRow {
  const { architecture, capabilities, price, sources, price_source, facts, deprecated_by } = offer;
  const lead = sources[0] ?? 0;
  const input = architecture?.input_modalities ?? ["text"];
  const output = architecture?.output_modalities ?? ["text"];
  const named = CAPABILITIES.filter((name) => capabilities[name] === true);
  const source = deprecated_by === null ? null : SOURCES[deprecated_by];
  return dropEmpty({
    gateway: offer.gateway,
    id: offer.id,
    name: offer.name === offer.id ? null : offer.name,
    description: offer.description,
    state: source ? "deprecated" : null,
    state_note: source ? `deprecated as of ${source.as_of}` : null,
    context_length: offer.context_length,
    max_output_length: offer.max_output_length,
    pricing: price ? figures(price.pricing) : null,
    price_state: price === null || price.price_state === "known" ? null : price.price_state,
    price_doubt: price?.price_doubt ? true : null,
    input: isText(input) ? null : input,
    output: isText(output) ? null : output,
    supported_parameters: parametersOf(named.map((name) => (name === "json" ? "json_schema" : name))),
    lacks: CAPABILITIES.filter((name) => name !== "vision" && capabilities[name] === false),
    facts: Object.keys(facts).length > 0 ? facts : null,
    first_seen: offer.first_seen === SOURCES[lead]?.as_of ? null : offer.first_seen,
    hugging_face_id: offer.gateway === "huggingface" ? offer.id : null,
    source: sources.length > 1 ? sources : lead,
    price_source: price === null || price_source === lead ? null : price_source,
  });
}

/** Dropped offers by gateway and by the day of their last list; "" if unknown. */
export function slimPast(offers: readonly Dropped[]): PastRows {
  const past: PastRows = {};
  for (const { gateway, id, last_seen } of offers) {
    past[gateway] ??= {};
    const byDay = past[gateway];
    byDay[last_seen ?? ""] = [...(byDay[last_seen ?? ""] ?? []), id].sort(compareCodeUnits);
  }
  return past;
}

function figures(pricing: Pricing): NonNullable<EmbeddedRow["pricing"]> | null {
  const known = Object.entries(pricing).filter(([, figure]) => figure != null);
  return known.length > 0 ? Object.fromEntries(known) : null;
}

function isText(modalities: readonly string[]): boolean {
  return modalities.length === 1 && modalities[0] === "text";
}

type Empty<T> = { [K in keyof T]: T[K] | null };

function dropEmpty(row: Empty<Required<EmbeddedRow>>): EmbeddedRow {
  const present = Object.entries(row).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length));
  return Object.fromEntries(present) as unknown as EmbeddedRow;
}
