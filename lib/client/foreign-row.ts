import { z } from "zod";
import { isRecord } from "@/lib/contract/json-object";
import { ModelOffer, type Offer, type Source } from "@/lib/contract/offer";
import { readCapabilities } from "@/lib/models/capabilities";
import { UNIT } from "@/lib/models/price";
import { count, prices, seconds, text, within, words } from "@/lib/server/providers/rows";
import { statedPrice } from "@/lib/server/providers/stated-price";
import type { RawRow } from "./dedupe";

/** The flat fields of an older backend, parsed like the gateways' own rows. */
const Flat = z.object({
  name: text,
  provider_slug: text,
  owned_by: text,
  created: seconds,
  context_length: count,
  max_output_length: count,
  pricing: prices,
  architecture: within({ input_modalities: words, output_modalities: words }),
  supported_parameters: words,
  hugging_face_id: text,
});

/**
 * Converts a row of a compatible backend's list. Our own backends send the offer itself; older ones send flat fields,
 * any of which may be missing or of another type: such a field is unknown, the row stays.
 */
export function foreignOffer(gateway: string, row: RawRow, source: Source): Offer {
  const rowOffer = Array.isArray(row.offers)
    ? row.offers.find((o) => isRecord(o) && o.gateway === gateway && o.id === row.id)
    : undefined;
  const parsed = rowOffer === undefined ? undefined : ModelOffer.safeParse(withCapabilities(rowOffer));
  const description = text.parse(row.description) ?? "";
  if (parsed?.success) return { ...parsed.data, description } as Offer;
  const { name, provider_slug, owned_by, pricing, architecture: declared, ...facts } = Flat.parse(row);
  const architecture = {
    input_modalities: declared?.input_modalities ?? [],
    output_modalities: declared?.output_modalities ?? [],
  };
  return {
    gateway,
    id: row.id,
    name: name ?? row.id,
    description,
    owned_by: provider_slug ?? owned_by,
    state: row.is_private === true ? "private" : "active",
    state_note: null,
    ...facts,
    ...statedPrice(pricing, UNIT.usdPerToken),
    architecture,
    capabilities: readCapabilities({ supported_parameters: facts.supported_parameters, architecture }),
    quantization: null,
    tokens_per_second: null,
    first_token_ms: null,
    source,
  };
}

/** Derives capabilities for an offer of our older versions, which only list parameters. */
function withCapabilities(offer: Record<string, unknown>): Record<string, unknown> {
  if (isRecord(offer.capabilities)) return offer;
  const facts = ModelOffer.pick({ supported_parameters: true, architecture: true }).safeParse(offer);
  return facts.success ? { ...offer, capabilities: readCapabilities(facts.data) } : offer;
}
