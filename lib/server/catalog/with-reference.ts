import type { Capabilities } from "@/lib/contract/facts";
import type { Offer, Source } from "@/lib/contract/offer";
import type { Reference } from "./reference";

const FIGURES = ["context_length", "max_output_length"] as const;

/**
 * Adds a reference's data to an offer: facts, and fields that the gateway does not state, each with its source. The
 * gateway's own values win; differing values of the reference are listed separately.
 */
export function withReference(offer: Offer, reference: Reference | null): Offer {
  const listed = reference?.offers.get(`${offer.gateway} ${offer.id}`);
  if (!listed) return offer;
  const { source } = listed;
  const filled: Partial<Offer> = {};
  const sources: Record<string, Source> = {};
  const differences: NonNullable<Offer["differences"]> = [];
  const compare = (field: string, current: unknown, value: unknown, fill: () => void) => {
    if (value === null) return;
    if (current === null) {
      fill();
      sources[field] = source;
    } else if (current !== value && (typeof value === "number" || typeof value === "boolean"))
      differences.push({ field, value, ...source });
  };
  for (const field of FIGURES)
    compare(field, offer[field], listed[field], () => {
      filled[field] = listed[field];
    });
  for (const [field, value] of otherPrices(offer, listed)) differences.push({ field, value, ...source });
  const capabilities: Capabilities = { ...offer.capabilities };
  for (const name of Object.keys(capabilities) as (keyof Capabilities)[])
    compare(`capabilities.${name}`, capabilities[name], listed.capabilities[name], () => {
      capabilities[name] = listed.capabilities[name];
    });
  const { input_modalities, output_modalities } = offer.architecture;
  if (input_modalities.length === 0 && listed.architecture.input_modalities.length > 0) {
    const outputs = output_modalities.length > 0 ? output_modalities : listed.architecture.output_modalities;
    filled.architecture = { ...listed.architecture, output_modalities: outputs };
    sources.architecture = source;
  }
  return {
    ...offer,
    ...filled,
    capabilities,
    ...(listed.reference_facts ? { reference_facts: listed.reference_facts } : {}),
    ...(Object.keys(sources).length > 0 ? { field_sources: { ...offer.field_sources, ...sources } } : {}),
    ...(differences.length > 0 ? { differences } : {}),
  };
}

function otherPrices(offer: Offer, listed: Offer): [field: string, price: string][] {
  if (offer.price_state !== "known" || listed.price_state !== "known" || offer.price_source) return [];
  return (["prompt", "completion"] as const).flatMap((side): [string, string][] => {
    const [current, value] = [offer.pricing[side], listed.pricing[side]];
    return current !== null && value !== null && Number(current) !== Number(value) ? [[`pricing.${side}`, value]] : [];
  });
}

/**
 * Adds a list price when the gateway states none: the newest known one, with its source.
 * `lists`: the same offer in the built-in catalog and the reference.
 */
export function withListPrice(offer: Offer, lists: readonly (Offer | undefined)[]): Offer {
  if (offer.price_state !== "unknown") return offer;
  const dated = lists
    .flatMap((list) => (list?.price_state === "known" ? [{ list, from: list.price_source ?? list.source }] : []))
    .sort((a, b) => (a.from.fetched_at < b.from.fetched_at ? 1 : -1));
  const [newest] = dated;
  if (!newest) return offer;
  const { pricing, price_state, price_doubt, price_note } = newest.list;
  return {
    ...offer,
    pricing,
    price_state,
    price_doubt,
    ...(price_note ? { price_note } : {}),
    price_source: newest.from,
  };
}
