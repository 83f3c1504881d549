import type { Offer, OfferIdentity } from "@/lib/contract/offer";
import { type Identity, identify, type Nameable, RULE_VERSION } from "./identity/identify";
import { refuseByOutputs } from "./identity/modalities";
import { type GivenId, nameModels } from "./identity/name-models";
import { compareCodeUnits, idKey } from "./ids";
import type { OfferGroup } from "./merge";

/** The items of one model: its ID, its aliases, and each item with the reason for its match. */
export interface Group<T> {
  id: string;
  /** The identity key, which stays the same when the ID changes. */
  key: string;
  aliases: readonly string[];
  members: readonly { item: T; identity: OfferIdentity }[];
}

/** Further input for identity: known names, and IDs that were assigned before. */
interface IdentityContext {
  names?: readonly Nameable[];
  assigned?: readonly GivenId[];
}

/** Groups anything with a gateway and a native ID by model, sorted by model ID. */
export function groupByModel<T extends Nameable>(items: readonly T[], context: IdentityContext = {}): Group<T>[] {
  const identities = identify(items, context.names);
  const groups = new Map<string, { item: T; identity: Identity }[]>();
  items.forEach((item, i) => {
    const identity = identities[i];
    if (!identity) return;
    const group = groups.get(identity.key);
    if (group) group.push({ item, identity });
    else groups.set(identity.key, [{ item, identity }]);
  });
  refuseByOutputs(groups);
  const names = nameModels(groups, context.assigned);
  const sorted = [...groups].map(([key, members]) => {
    const { id, aliases } = names.get(key) ?? { id: key, aliases: [] };
    const ofModel = members.map(({ item, identity }) => ({ item, identity: forOffer(identity) }));
    return { sortKey: idKey(id), group: { id, key, aliases, members: ofModel } };
  });
  return sorted.sort((a, b) => compareCodeUnits(a.sortKey, b.sortKey)).map(({ group }) => group);
}

/** Groups offers by model, sorted by model ID. */
export function groupOffers(offers: readonly Offer[], context: IdentityContext = {}): OfferGroup[] {
  const items = offers.map((offer) => ({
    gateway: offer.gateway,
    id: offer.id,
    name: () => offer.name,
    hugging_face_id: offer.hugging_face_id,
    outputs: () => offer.architecture.output_modalities,
    offer,
  }));
  return groupByModel(items, context).map(({ id, aliases, members }) => ({
    id,
    aliases,
    offers: members.map(({ item, identity }) => ({ ...item.offer, identity })),
  }));
}

function forOffer({ method, evidence, refused, read }: Identity): OfferIdentity {
  return { method, evidence, refused, tags: read.tags, rules: RULE_VERSION };
}
