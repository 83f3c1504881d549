import { compareCodeUnits, idKey, qualified } from "../ids";
import { ownPrefix } from "./authors";
import type { Identity, Nameable } from "./identify";

/** A former ID of a model, and how to recognize that model. */
export interface GivenId {
  id: string;
  /** The model's identity key at that time, and one of its offers. */
  model_key: string;
  gateway: string;
  native_id: string;
}

interface IdentifiedName {
  item: Nameable;
  identity: Identity;
}

/** A model's ID; `aliases` are the keys of native and former IDs that resolve to it. */
interface ModelName {
  id: string;
  aliases: string[];
}

/**
 * Names models, given as groups by identity key, preferring the author's own spelling. IDs are unique
 * case-insensitively, and an ID that was assigned to one model is never given to another. Independent of any order.
 */
export function nameModels(
  groups: ReadonlyMap<string, readonly IdentifiedName[]>,
  assigned: readonly GivenId[] = [],
): Map<string, ModelName> {
  const owners = ownersOf(groups, assigned);
  const candidates = [...groups].map(([key, members]) => ({ key, spelled: spellings(key, members) }));
  const rank = ({ key, spelled }: (typeof candidates)[number]) => {
    const owner = owners.get(idKey(spelled[0] ?? ""));
    return owner === key ? 0 : key.startsWith("unknown:") ? 2 : 1;
  };
  const order = candidates
    .map((candidate) => ({ ...candidate, rank: rank(candidate) }))
    .sort((a, b) => a.rank - b.rank || compareCodeUnits(a.key, b.key));
  const taken = new Map<string, string>();
  const names = new Map<string, ModelName>();
  for (const { key, spelled } of order) {
    const free = (id: string) => {
      const owner = owners.get(idKey(id)) ?? key;
      return owner === key && !taken.has(idKey(id));
    };
    let id = spelled.find(free);
    for (let n = 2; id === undefined; n++) if (free(`${spelled[0]}~${n}`)) id = `${spelled[0]}~${n}`;
    taken.set(idKey(id), key);
    names.set(key, { id, aliases: [] });
  }
  addAliases(names, groups, owners, taken);
  return names;
}

/** Adds former IDs first, then native IDs by key; a native ID that is already taken gets its gateway as a suffix. */
function addAliases(
  names: ReadonlyMap<string, ModelName>,
  groups: ReadonlyMap<string, readonly IdentifiedName[]>,
  owners: ReadonlyMap<string, string>,
  taken: Map<string, string>,
): void {
  const claim = (alias: string, key: string): boolean => {
    const to = taken.get(alias);
    if (to === undefined) {
      taken.set(alias, key);
      names.get(key)?.aliases.push(alias);
    }
    return (to ?? key) === key;
  };
  for (const [alias, key] of owners) claim(alias, key);
  for (const key of [...groups.keys()].sort(compareCodeUnits)) {
    for (const { item } of groups.get(key) ?? []) {
      if (!claim(idKey(item.id), key)) claim(qualified(item.gateway, item.id), key);
      for (const alias of item.aliases ?? []) claim(idKey(alias), key);
    }
  }
}

/** The current model of each former ID; omits those of removed models. */
function ownersOf(
  groups: ReadonlyMap<string, readonly IdentifiedName[]>,
  assigned: readonly GivenId[],
): Map<string, string> {
  const owners = new Map<string, string>();
  if (assigned.length === 0) return owners;
  const byOffer = new Map<string, string>();
  for (const [key, members] of groups) {
    for (const { item } of members) byOffer.set(`${item.gateway} ${item.id}`, key);
  }
  for (const { id, model_key, gateway, native_id } of assigned) {
    const owner = groups.has(model_key) ? model_key : byOffer.get(`${gateway} ${native_id}`);
    if (owner !== undefined) owners.set(idKey(id), owner);
  }
  return owners;
}

/** Candidate IDs of a model, best first. */
function spellings(key: string, all: readonly IdentifiedName[]): string[] {
  const listed = all.filter(({ item }) => !item.past);
  const members = listed.length > 0 ? listed : all;
  const [only] = members;
  const isOnly = members.length === 1 && only?.identity.read.authorFrom === "prefix" && !only.item.hugging_face_id;
  if (isOnly) return writtenNames(key, only).map(({ id }) => id);
  const names = members.flatMap((member) => writtenNames(key, member));
  names.sort((a, b) => a.rank - b.rank || compareCodeUnits(a.id, b.id));
  const inferred = members.flatMap(({ item, identity: { read } }) => {
    if (read.authorFrom === "prefix") return [];
    const { gateway } = item;
    // A host's own models have the host as prefix, which is as good as an author.
    const name = read.tags.length === 0 && item.id.split("/").length === 2 ? item.id : read.name;
    const id = read.authorFrom === "nobody" ? name : `${ownPrefix(read.author)}/${read.name}`;
    return [{ id, gateway, tags: read.tags.length }];
  });
  inferred.sort((a, b) => a.tags - b.tags || compareCodeUnits(a.id, b.id) || compareCodeUnits(a.gateway, b.gateway));
  return [
    ...names.map(({ id }) => id),
    ...inferred.map(({ id }) => id),
    ...inferred.map(({ id, gateway }) => `${id}@${gateway}`),
  ];
}

/** The IDs of an offer that name an author; the lowest rank is closest to the author's own spelling. */
function writtenNames(key: string, { item, identity }: IdentifiedName): { rank: number; id: string }[] {
  const { read } = identity;
  const names: { rank: number; id: string }[] = [];
  if (item.hugging_face_id && identity.method === "declared") names.push({ rank: 1, id: item.hugging_face_id });
  if (read.authorFrom !== "prefix") return names;
  const itself = read.tags.length === 0 && read.key === key;
  const hasCapitals = !read.closed && /\p{Lu}/u.test(item.id);
  const rank = spellingRank(item.gateway, hasCapitals);
  const prefix = item.id.slice(0, item.id.lastIndexOf("/") + 1);
  names.push({ rank: itself ? rank : rank + 5, id: read.tags.length === 0 ? item.id : prefix + read.name });
  return names;
}

function spellingRank(gateway: string, hasCapitals: boolean): number {
  if (gateway === "huggingface") return 0;
  if (hasCapitals) return 2;
  return gateway === "openrouter" ? 3 : 4;
}
