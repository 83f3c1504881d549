import type { Model } from "@/lib/contract/model";
import type { IdentifiedOffer, ModelOffer } from "@/lib/contract/offer";
import { isOver, isUsable } from "@/lib/contract/states";
import { firstSeen, mergeFacts } from "./facts";
import { firstPartyAuthor } from "./identity/authors";
import { authorSlug, compareCodeUnits } from "./ids";
import { blendedPrice } from "./price";
import { isFallback } from "./primary-offers";
import { releasedAt } from "./released";

/** The offers of one model. */
export interface OfferGroup {
  id: string;
  aliases: readonly string[];
  offers: readonly IdentifiedOffer[];
  /** The earliest first-seen time of its offers, ISO 8601; absent when not recorded. */
  firstSeen?: string;
}

/**
 * Offers of one model, its representative first: usable ones, then unusable ones, then batches, then ended ones; within
 * each by the lowest known price, then by gateway and native ID. Independent of input order.
 */
function rankOffers(offers: readonly IdentifiedOffer[]): IdentifiedOffer[] {
  if (offers.length < 2) return [...offers];
  const marked = offers.map((offer) => ({
    offer,
    fallbackRank: 2 * Number(isFallback(offer)) + Number(!isUsable(offer.state)) + Number(isOver(offer.state)),
    cost: blendedPrice(offer) ?? Number.MAX_VALUE,
  }));
  marked.sort(
    (a, b) =>
      a.fallbackRank - b.fallbackRank ||
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
  const description = offers.reduce((best, o) => (o.description.length > best.length ? o.description : best), "");
  return {
    id,
    object: "model",
    created: releasedAt({ id, offers, facts }),
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
 * The display name: prefers a stated name to one that repeats the ID, and the plain model's name to "… (free)"; removes
 * the author from "Meta: Llama 3.3", and "(latest)" unless the model is an alias.
 */
function bestName(offers: readonly IdentifiedOffer[], id: string): string {
  const named = offers.filter((o) => o.name !== "" && o.name !== o.id);
  const bare = named.find((o) => o.identity.tags.length === 0);
  const name = bare?.name ?? named[0]?.name.replace(/ \([^()]*\)$/, "");
  if (!name) return id.slice(id.lastIndexOf("/") + 1) || id;
  const withoutAuthor = name.replace(/^[^:/]{2,24}: (?=\S)/, "");
  return id.endsWith("-latest") ? withoutAuthor : withoutAuthor.replace(/ \(latest\)$/i, "");
}
