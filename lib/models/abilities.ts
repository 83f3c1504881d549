import type { Offer } from "@/lib/contract/offer";
import { abilityBits } from "./pack";
import { ABILITIES, type Ability } from "./search-index";

/** What at least one of these offers can do, in the order of ABILITIES; one that takes images can see. */
export function abilitiesOf(offers: readonly Pick<Offer, "supported_parameters" | "architecture">[]): Ability[] {
  const bits = offers.reduce((sum, offer) => sum | abilityBits(offer.supported_parameters), 0);
  const sees = offers.some((offer) => offer.architecture.input_modalities.includes("image"));
  return ABILITIES.filter((name, i) => (name === "vision" ? sees : (bits >> i) & 1));
}
