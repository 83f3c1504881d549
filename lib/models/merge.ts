import type { Model } from "@/lib/contract/model";
import type { IdentifiedOffer, ModelOffer, Offer, OfferState } from "@/lib/contract/offer";
import { isOver } from "@/lib/contract/states";
import { firstSeen, mergeFacts, textFact } from "./facts";
import type { OfferGroup } from "./group";
import { firstPartyAuthor } from "./identity/authors";
import { authorSlug, compareCodeUnits } from "./ids";
import { perMillion } from "./price";
import { releasedAt } from "./released";

/** The states in which an offer is usable, according to its gateway. */
export const USABLE_STATES: readonly OfferState[] = ["active", "preview", "expiring"];
const USABLE = new Set(USABLE_STATES);

/** Whether an offer is usable today, according to its gateway. */
export function isUsable(state: OfferState): boolean {
  return USABLE.has(state);
}

/** The native ID's tag of a service that answers hours later, at a lower price. */
const BATCH = "batch";

/**
 * Whether an offer is only a fallback: it has ended, or answers only in batches. If its model has another offer, a
 * fallback matches no filter and its gateway is not counted.
 */
export function isFallback({ state, identity }: Pick<ModelOffer, "state" | "identity">): boolean {
  return isOver(state) || identity.tags.includes(BATCH);
}

/** The offers that describe a model today: the usable ones, else the non-fallbacks, else all. */
export function primaryOffers<T extends ModelOffer>(offers: readonly T[]): readonly T[] {
  const front = offers.filter((offer) => !isFallback(offer));
  const usable = front.filter(({ state }) => isUsable(state));
  return [usable, front].find((some) => some.length > 0) ?? offers;
}

/** USD per 1M tokens at 3 input : 1 output; null unless both prices are known and not in doubt. */
export function blendedPrice(offer: Pick<Offer, "pricing" | "price_doubt">): number | null {
  const input = perMillion(offer.pricing.prompt);
  const output = perMillion(offer.pricing.completion);
  return input === null || output === null || offer.price_doubt ? null : (3 * input + output) / 4;
}

/**
 * Offers of one model, its representative first: usable ones, then unusable ones, then batches, then ended ones; within
 * each by the lowest known price, then by gateway and native ID. Independent of input order.
 */
export function rankOffers<T extends ModelOffer>(offers: readonly T[]): T[] {
  if (offers.length < 2) return [...offers];
  const marked = offers.map((offer) => ({
    offer,
    behind: 2 * Number(isFallback(offer)) + Number(!isUsable(offer.state)) + Number(isOver(offer.state)),
    cost: blendedPrice(offer) ?? Number.MAX_VALUE,
  }));
  marked.sort(
    (a, b) =>
      a.behind - b.behind ||
      a.cost - b.cost ||
      compareCodeUnits(a.offer.gateway, b.offer.gateway) ||
      compareCodeUnits(a.offer.id, b.offer.id),
  );
  return marked.map(({ offer }) => offer);
}

/** Merges all offers of one model. Throws on an empty group. */
export function mergeOffers({ id, offers: group }: Pick<OfferGroup, "id" | "offers">): Model {
  const offers = rankOffers(group);
  const [first] = offers;
  if (!first) throw new Error("mergeOffers expects at least one offer, got none");
  const author = authorOf(id, offers);
  const facts = mergeFacts(offers);
  const released = Date.parse(textFact(facts, "release_date") ?? "") / 1_000;
  const description = offers.reduce((best, o) => (o.description.length > best.length ? o.description : best), "");
  return {
    id,
    object: "model",
    created: releasedAt(id, offers, Number.isNaN(released) ? null : released),
    owned_by: author,
    name: bestName(offers, id),
    description,
    ...offerFacts(first),
    facts,
    first_seen: firstSeen(offers),
    provider_slug: authorSlug(author),
    source_gateway: first.gateway,
    source_gateways: [...new Set(offers.map((o) => o.gateway))].sort(compareCodeUnits),
    model: id,
    offers: offers.map(({ description: _, facts: __, reference_facts: ___, ...offer }) => offer),
  };
}

/** A row of one gateway's list: the offer's own facts under its native ID. */
export function offerRow(model: Model, offer: ModelOffer): Model {
  return {
    ...model,
    ...offerFacts(offer),
    id: offer.id,
    name: offer.name,
    created: offer.created ?? model.created,
    source_gateway: offer.gateway,
    offers: [offer],
  };
}

function offerFacts(offer: ModelOffer) {
  const { state, context_length, max_output_length, pricing, price_state, price_doubt } = offer;
  const { architecture, supported_parameters, capabilities } = offer;
  return {
    state,
    context_length,
    max_output_length,
    pricing,
    price_state,
    price_doubt,
    architecture,
    supported_parameters,
    capabilities,
  };
}

/** The author: the part before the slash, else what a gateway states, else "unknown". */
function authorOf(id: string, offers: readonly IdentifiedOffer[]): string {
  const slash = id.indexOf("/");
  if (slash > 0) return id.slice(0, slash).replace(/^~/, "");
  const owner = offers.flatMap((o) => (o.owned_by?.trim() ? [o.owned_by.trim()] : [])).sort(compareCodeUnits)[0];
  return owner ?? offers.flatMap((o) => firstPartyAuthor(o.gateway) ?? [])[0] ?? "unknown";
}

/**
 * Prefers a given name to one that repeats the ID, and the bare model's name to "… (free)"; "Meta: Llama 3.3" loses its
 * author.
 */
function bestName(offers: readonly IdentifiedOffer[], id: string): string {
  const given = offers.filter((o) => o.name !== "" && o.name !== o.id);
  const bare = given.find((o) => o.identity.tags.length === 0);
  const name = bare?.name ?? given[0]?.name.replace(/ \([^()]*\)$/, "");
  if (name) return name.replace(/^[^:/]{2,24}: (?=\S)/, "");
  return id.slice(id.lastIndexOf("/") + 1) || id;
}
