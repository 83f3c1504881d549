import type { Offer } from "@/lib/contract/offer";
import { capabilityBits } from "./pack";
import { CAPABILITIES, type Capability } from "./search-index";

/** What at least one of these offers can do, in the order of ABILITIES; one that takes images can see. */
export function capabilitiesOf(offers: readonly Pick<Offer, "supported_parameters" | "architecture">[]): Capability[] {
  const bits = offers.reduce((sum, offer) => sum | capabilityBits(offer.supported_parameters), 0);
  const sees = offers.some((offer) => offer.architecture.input_modalities.includes("image"));
  return CAPABILITIES.filter((name, i) => (name === "vision" ? sees : (bits >> i) & 1));
}
