import type { Offer } from "@/lib/contract/offer";

/** The minimum number of other gateways that list a model as text-only. */
const WITNESSES = 3;

/**
 * The offers of one model, without inputs other than text that only a third party claims for an offer, when all other
 * gateways of the model, at least three, list only text. Rejected inputs are listed among the differences.
 * @param isOwnList whether an offer, by its index, comes from its gateway's own list
 */
export function withoutDisputedInputs<T extends Offer>(
  offers: readonly T[],
  isOwnList: (index: number) => boolean,
): readonly T[] {
  if (offers.length <= WITNESSES) return offers;
  return offers.map((offer, i) =>
    hasOtherInputs(offer) &&
    !(isOwnList(i) && offer.field_sources?.architecture === undefined) &&
    isDenied(offer, offers)
      ? textOnly(offer)
      : offer,
  );
}

function hasOtherInputs({ architecture: { input_modalities } }: Offer): boolean {
  return input_modalities.includes("text") && input_modalities.length > 1;
}

function isDenied(offer: Offer, offers: readonly Offer[]): boolean {
  const witnesses = new Set<string>();
  for (const { gateway, architecture } of offers) {
    if (gateway === offer.gateway || architecture.input_modalities.length === 0) continue;
    if (architecture.input_modalities.join() !== "text") return false;
    witnesses.add(gateway);
  }
  return witnesses.size >= WITNESSES;
}

function textOnly<T extends Offer>(offer: T): T {
  const { architecture, capabilities, differences = [], field_sources, source } = offer;
  const value = architecture.input_modalities.join(", ");
  const claim = { field: "architecture.input_modalities", value, ...(field_sources?.architecture ?? source) };
  return {
    ...offer,
    architecture: { ...architecture, input_modalities: ["text"] },
    capabilities: { ...capabilities, vision: false },
    differences: [...differences, claim],
  };
}
