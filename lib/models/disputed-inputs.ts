import type { Offer } from "@/lib/contract/offer";

/** The minimum number of other gateways that list a model as text-only. */
const WITNESSES = 3;

/**
 * The offers of one model, without inputs other than text that only a third party claims for an offer, when all other
 * gateways of the model, at least three, list only text. Rejected inputs are listed among the differences.
 */
export function withoutDisputedInputs<T extends Offer>(offers: readonly T[]): readonly T[] {
  if (offers.length <= WITNESSES || !offers.some(isReported)) return offers;
  return offers.map((offer) => (isReported(offer) && isDenied(offer, offers) ? textOnly(offer) : offer));
}

/** Whether an offer has inputs other than text that its gateway's own list does not state. */
function isReported({ architecture, source, field_sources }: Offer): boolean {
  const { input_modalities } = architecture;
  if (!input_modalities.includes("text") || input_modalities.length === 1) return false;
  return field_sources?.architecture !== undefined || !/^https?:/.test(source.source);
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
