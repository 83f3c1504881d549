import type { Model } from "@/lib/contract/model";
import type { ModelOffer, Route } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import type { LiveFigures } from "@/lib/contract/usage";
import { DEFAULT_WORKLOAD, type Workload } from "@/lib/contract/workload";
import { type BestOf, bestOf, byCost, type Rated } from "./best";
import { capabilityBits } from "./capabilities";
import { isFallback, primaryOffers } from "./primary-offers";
import { workloadCost } from "./workload";

/** Output tokens per second to display: measured here if possible, otherwise as stated by the source. */
export function shownSpeed(facts: ModelOffer | Route): number | null {
  return liveOf(facts)?.tokens_per_second?.p50 ?? facts.tokens_per_second;
}

/** Milliseconds to the first token to display: measured here if possible, otherwise as stated. */
export function shownFirstToken(facts: ModelOffer | Route): number | null {
  return liveOf(facts)?.first_token_ms?.p50 ?? facts.first_token_ms;
}

/** Figures of calls through this gateway; only offers have them, and only with enough traffic. */
export function liveOf(facts: ModelOffer | Route): LiveFigures | undefined {
  return "live" in facts ? facts.live : undefined;
}

/** The cheapest and the fastest offers of a model. */
export function bestOffers(offers: readonly ModelOffer[], workload: Workload = DEFAULT_WORKLOAD): BestOf<ModelOffer> {
  return bestOf(offers, (offer) => rated(offer, workload));
}

function rated(offer: ModelOffer, workload: Workload): Rated {
  return {
    state: offer.state,
    isFallback: isFallback(offer),
    priceState: offer.price_state,
    priceDoubt: offer.price_doubt,
    month: workloadCost(offer, workload)?.month ?? null,
    tokensPerSecond: shownSpeed(offer),
  };
}

/** The offer whose price is a model's price: the cheapest paid one, or without a reliable price the representative. */
export function pricedOffer({
  offers,
  source_gateway,
}: Pick<Model, "offers" | "source_gateway">): ModelOffer | undefined {
  return bestOffers(offers).cheapest.first ?? offers.find(({ gateway }) => gateway === source_gateway);
}

/** Whether a usable offer is free, with limits that paid ones don't have. */
export function hasFreeTier({ offers }: Pick<Model, "offers">): boolean {
  return primaryOffers(offers).some(({ price_state, state }) => price_state === "free" && isUsable(state));
}

/** USD per month of an offer that is usable now and whose price is not in doubt; otherwise null. */
function trustedCost(offer: ModelOffer, workload: Workload): number | null {
  if (!isUsable(offer.state) || isFallback(offer) || offer.price_doubt) return null;
  return workloadCost(offer, workload)?.month ?? null;
}

function minBy(offers: readonly ModelOffer[], figure: (offer: ModelOffer) => number): ModelOffer | null {
  return offers.reduce<ModelOffer | null>((best, o) => (best === null || figure(o) < figure(best) ? o : best), null);
}

/** A cheaper offer of the same model, and the saving in percent. */
interface CheaperEquivalent {
  offer: ModelOffer;
  percent: number;
}

/**
 * The cheapest offer that matches this one in capabilities, modalities, context, quantization, and the promises of its
 * native ID, such as "fast" or a region. Free offers don't count, because they have limits. Null when there is none,
 * when it saves less than one percent, or when a price is unknown.
 */
export function cheaperEquivalent(
  offer: ModelOffer,
  offers: readonly ModelOffer[],
  workload: Workload = DEFAULT_WORKLOAD,
): CheaperEquivalent | null {
  const cost = workloadCost(offer, workload)?.month ?? 0;
  if (cost === 0 || offer.price_doubt) return null;
  const twins = offers.filter(
    (other) => other !== offer && trustedCost(other, workload) !== null && isEquivalent(other, offer),
  );
  const twin = minBy(twins, (other) => trustedCost(other, workload) ?? 0);
  const percent = twin === null ? 0 : Math.floor((1 - (trustedCost(twin, workload) ?? cost) / cost) * 100);
  return twin && percent >= 1 ? { offer: twin, percent } : null;
}

function isEquivalent(other: ModelOffer, offer: ModelOffer): boolean {
  const needed = capabilityBits(offer.capabilities).has;
  const has = (kinds: readonly string[], required: readonly string[]) => required.every((kind) => kinds.includes(kind));
  return (
    other.price_state !== "free" &&
    (capabilityBits(other.capabilities).has & needed) === needed &&
    has(other.architecture.input_modalities, offer.architecture.input_modalities) &&
    has(other.architecture.output_modalities, offer.architecture.output_modalities) &&
    (offer.context_length === null || (other.context_length ?? 0) >= offer.context_length) &&
    other.quantization === offer.quantization &&
    has(other.identity.tags, offer.identity.tags)
  );
}

/** A model's offers: free ones, then by cost of the workload, then of unknown price; ended ones last. */
export function offersByCost(offers: readonly ModelOffer[], workload: Workload): ModelOffer[] {
  return byCost(offers, (offer) => rated(offer, workload));
}
