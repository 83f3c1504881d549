import type { Offer } from "@/lib/contract/offer";
import { readCapabilities } from "./capabilities";
import { UNKNOWN_PRICE } from "./price";

type Abilities = Partial<Pick<Offer, "supported_parameters" | "architecture">>;

/**
 * The facts of an offer of which only its ID, and maybe its capabilities, are known; it counts as active. Stored offers
 * are compared as text, so the order of the fields matters.
 */
export function unknownFacts(id: string, stated: Abilities = {}): Omit<Offer, "gateway" | "id" | "source"> {
  const { supported_parameters = [], architecture = { input_modalities: [], output_modalities: [] } } = stated;
  return {
    name: id,
    description: "",
    owned_by: null,
    created: null,
    state: "active",
    state_note: null,
    context_length: null,
    max_output_length: null,
    ...UNKNOWN_PRICE,
    architecture,
    supported_parameters,
    capabilities: readCapabilities({ supported_parameters, architecture }),
    quantization: null,
    tokens_per_second: null,
    first_token_ms: null,
    hugging_face_id: null,
  };
}
