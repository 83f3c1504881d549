import type { IdentifiedOffer, Offer, OfferIdentity } from "@/lib/contract/offer";
import { lowerBound } from "./binary-search";
import { authorIds } from "./identity/author-ids";
import { type Identity, identify, type Nameable, RULE_VERSION } from "./identity/identify";
import { refuseByOutputs } from "./identity/modalities";
import { type GivenId, nameModels, qualified } from "./identity/name-models";
import { compareCodeUnits, idKey } from "./ids";
import type { SearchIndex } from "./search-index";

/** The items of one model: its ID, its aliases, and each item with the reason why it belongs. */
export interface Group<T> {
  id: string;
  /** The identity key, which stays the same when the ID changes. */
  key: string;
  aliases: readonly string[];
  members: readonly { item: T; identity: OfferIdentity }[];
}

/** The offers of one model. */
export interface OfferGroup {
  id: string;
  aliases: readonly string[];
  offers: readonly IdentifiedOffer[];
  /** When the first of its offers was first seen, ISO 8601; absent when not recorded. */
  firstSeen?: string;
}

/** Further input for identity: known names, and IDs that were assigned before. */
export interface Known {
  names?: readonly Nameable[];
  given?: readonly GivenId[];
}

/** Groups anything with a gateway and a native ID by model, sorted by model ID. */
export function groupByModel<T extends Nameable>(items: readonly T[], known: Known = {}): Group<T>[] {
  const identities = identify(items, known.names);
  const groups = new Map<string, { item: T; identity: Identity }[]>();
  items.forEach((item, i) => {
    const identity = identities[i];
    if (!identity) return;
    const group = groups.get(identity.key);
    if (group) group.push({ item, identity });
    else groups.set(identity.key, [{ item, identity }]);
  });
  refuseByOutputs(groups);
  const names = nameModels(groups, known.given);
  return [...groups]
    .map(([key, members]) => ({
      id: names.get(key)?.id ?? key,
      key,
      aliases: names.get(key)?.aliases ?? [],
      members: members.map(({ item, identity }) => ({ item, identity: forOffer(identity) })),
    }))
    .sort((a, b) => compareCodeUnits(idKey(a.id), idKey(b.id)));
}

/** Groups offers by model, sorted by model ID. */
export function groupOffers(offers: readonly Offer[], known: Known = {}): OfferGroup[] {
  const items = offers.map((offer) => ({
    gateway: offer.gateway,
    id: offer.id,
    hugging_face_id: offer.hugging_face_id,
    outputs: () => offer.architecture.output_modalities,
    offer,
  }));
  return groupByModel(items, known).map(({ id, aliases, members }) => ({
    id,
    aliases,
    offers: members.map(({ item, identity }) => ({ ...item.offer, identity })),
  }));
}

function forOffer({ method, evidence, refused, read }: Identity): OfferIdentity {
  return { method, evidence, refused, tags: read.tags, rules: RULE_VERSION };
}

/** The model of an ID: its own, a former, a native one, or its author's own word for it; -1 when there is none. */
export function findModel(index: Pick<SearchIndex, "ids" | "aliasIds" | "aliasModels">, id: string): number {
  const exact = findId(index, id);
  if (exact >= 0 || id.length > LONGEST_AUTHOR_ID) return exact;
  for (const other of authorIds(id)) {
    const found = findId(index, other);
    if (found >= 0) return found;
  }
  return -1;
}

/** No author's ID is longer. */
const LONGEST_AUTHOR_ID = 100;

function findId(index: Pick<SearchIndex, "ids" | "aliasIds" | "aliasModels">, id: string): number {
  const wanted = idKey(id);
  const own = placeOf(index.ids, wanted);
  if (own >= 0) return own;
  const alias = placeOf(index.aliasIds, wanted);
  return alias < 0 ? -1 : (index.aliasModels[alias] ?? -1);
}

/** The model number for a gateway's native ID; -1 when there is none. */
export function findOffer(
  index: Pick<SearchIndex, "ids" | "aliasIds" | "aliasModels">,
  gateway: string,
  nativeId: string,
): number {
  const exact = findId(index, qualified(gateway, nativeId));
  return exact < 0 ? findModel(index, nativeId) : exact;
}

function placeOf(ids: readonly string[], wanted: string): number {
  const place = lowerBound(ids.length, (i) => compareCodeUnits(idKey(ids[i] ?? ""), wanted) >= 0);
  return place < ids.length && idKey(ids[place] ?? "") === wanted ? place : -1;
}
