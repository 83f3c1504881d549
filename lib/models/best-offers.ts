import type { ModelOffer } from "@/lib/contract/offer";
import { isUsable } from "./merge";
import { abilityBits } from "./pack";
import { USUAL_WORKLOAD, type Workload, workloadCost } from "./workload";

/** The offers that stand out among those that can be used and whose figures are known. */
export interface BestOffers {
  /** Where the workload costs least; null where no price is known. */
  cheapest: ModelOffer | null;
  fastest: ModelOffer | null;
  /** Whether there was anything to compare with: only then a mark says something. */
  comparesPrice: boolean;
  comparesSpeed: boolean;
}

/** Finds the cheapest and the fastest offer; doubtful prices and offers that are over do not take part. */
export function bestOffers(offers: readonly ModelOffer[], workload: Workload = USUAL_WORKLOAD): BestOffers {
  const cost = (offer: ModelOffer) => trustedCost(offer, workload);
  const priced = offers.filter((offer) => cost(offer) !== null);
  const timed = offers.filter((offer) => isUsable(offer.state) && offer.tokens_per_second !== null);
  return {
    cheapest: least(priced, (offer) => cost(offer) ?? 0),
    fastest: least(timed, (offer) => -(offer.tokens_per_second ?? 0)),
    comparesPrice: new Set(priced.map(cost)).size > 1,
    comparesSpeed: new Set(timed.map((offer) => offer.tokens_per_second)).size > 1,
  };
}

/** USD a month of an offer that can be used and whose price is in no doubt; else null. */
function trustedCost(offer: ModelOffer, workload: Workload): number | null {
  return isUsable(offer.state) && !offer.price_doubt ? (workloadCost(offer, workload)?.month ?? null) : null;
}

function least(offers: readonly ModelOffer[], figure: (offer: ModelOffer) => number): ModelOffer | null {
  return offers.reduce<ModelOffer | null>((best, o) => (best === null || figure(o) < figure(best) ? o : best), null);
}

/** Another offer of the same model that costs less, by how many percent. */
export interface Twin {
  offer: ModelOffer;
  percent: number;
}

/**
 * The cheapest offer that can all that this one can: its abilities, modalities, context and quantisation. One that is
 * given away is none: it has limits that the other has not. Null when there is none, when it saves less than one
 * percent, or when a price is not known.
 */
export function cheaperTwin(
  offer: ModelOffer,
  offers: readonly ModelOffer[],
  workload: Workload = USUAL_WORKLOAD,
): Twin | null {
  const cost = workloadCost(offer, workload)?.month ?? 0;
  if (cost === 0 || offer.price_doubt) return null;
  const twins = offers.filter(
    (other) => other !== offer && trustedCost(other, workload) !== null && isTwin(other, offer),
  );
  const twin = least(twins, (other) => trustedCost(other, workload) ?? 0);
  const percent = twin === null ? 0 : Math.floor((1 - (trustedCost(twin, workload) ?? cost) / cost) * 100);
  return twin && percent >= 1 ? { offer: twin, percent } : null;
}

function isTwin(other: ModelOffer, offer: ModelOffer): boolean {
  const needed = abilityBits(offer.supported_parameters);
  const has = (own: readonly string[], wanted: readonly string[]) => wanted.every((kind) => own.includes(kind));
  return (
    other.price_state !== "free" &&
    (abilityBits(other.supported_parameters) & needed) === needed &&
    has(other.architecture.input_modalities, offer.architecture.input_modalities) &&
    has(other.architecture.output_modalities, offer.architecture.output_modalities) &&
    (offer.context_length === null || (other.context_length ?? 0) >= offer.context_length) &&
    other.quantization === offer.quantization
  );
}
