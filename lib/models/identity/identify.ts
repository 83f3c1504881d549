import type { IdentityMethod } from "@/lib/contract/offer";
import { firstPartyAuthor } from "./authors";
import { CURATED } from "./curated";
import { type ReadName, readName } from "./read-name";
import { Registry, type ShownName } from "./registry";
import { vetoDeclared } from "./veto";

/** Bump this whenever a rule or table changes which offers belong together. */
export const RULE_VERSION = 4;

/** The input of identity for one offer. `hugging_face_id`: the repository that its gateway names, if any. */
export interface Nameable {
  gateway: string;
  id: string;
  hugging_face_id?: string | null | undefined;
  name?: ShownName | null | undefined;
  /** Other IDs that the gateway itself declares as equivalent. */
  aliases?: readonly string[];
  /** No longer listed: its ID resolves to its model, and names the model only if no listed offer does. */
  past?: boolean;
  /** Its output modalities, read only when identity is in doubt. */
  outputs?: () => readonly string[];
}

/**
 * The model that an offer belongs to, and why. Methods: `curated`: listed in the overrides. `declared`: the repository
 * that its gateway names. `exact`: a name as its author writes it. `registry`: a known name apart from an optional
 * word, its only size, or the author; or the display name at its gateway. `name`: not in any list of its author, shared
 * by equal names. `alone`: the author is unknown.
 */
export interface Identity {
  /** Offers with equal keys are the same model. */
  key: string;
  method: IdentityMethod;
  evidence: string;
  refused: string | null;
  read: ReadName;
}

/**
 * Identifies each offer's model, in the order of the offers. `named` are further names to match against. The result for
 * an offer does not depend on the order of either list or on duplicates.
 */
export function identify(offers: readonly Nameable[], named: readonly Nameable[] = []): Identity[] {
  const names = new Names();
  for (const item of named) names.enter(item);
  const reads = offers.map((offer) => names.enter(offer));
  const aliases = ownAliases(offers, reads);
  const identities = offers.map((offer, i) => names.identify(offer, reads[i] as ReadName, aliases));
  return followDeclared(identities, names.registry);
}

/** All known names, and those whose model is listed in the overrides. */
class Names {
  readonly registry = new Registry();
  /** By key, then by gateway; "" for all gateways. */
  readonly #curated = new Map<string, Map<string, { key: string; evidence: string }>>();

  constructor() {
    for (const { name, gateway = "", is, reason, date } of CURATED) {
      const target = readName("", is);
      this.registry.add(target, "", is, false);
      const { key } = readName(gateway, name);
      const facts = this.#curated.get(key) ?? new Map();
      this.#curated.set(key, facts.set(gateway, { key: target.key, evidence: `${is}: ${reason} (${date})` }));
    }
  }

  /** Adds the names of an offer, unless they are overridden. */
  enter({ gateway, id, hugging_face_id }: Nameable): ReadName {
    const read = readName(gateway, id);
    const isFirstParty = gateway === "huggingface" || (read.closed && firstPartyAuthor(gateway) === read.author);
    if (!this.#override(read, gateway)) this.registry.add(read, gateway, id, isFirstParty && read.tags.length === 0);
    if (hugging_face_id && hugging_face_id !== id) {
      const repository = readName("huggingface", hugging_face_id);
      if (!this.#override(repository, "huggingface")) this.registry.add(repository, "", hugging_face_id, true);
    }
    return read;
  }

  /** The model of an offer by its ID, the repository that its gateway names, or its display name. */
  identify({ gateway, id, hugging_face_id, name }: Nameable, read: ReadName, aliases: OwnAliases): Identity {
    const named = this.#byName(read, gateway, aliases);
    if (named.method === "curated" || hugging_face_id === id) return named;
    if (!hugging_face_id) {
      const shown = name ? this.registry.shown(read, name, gateway) : null;
      return shown ? { ...named, ...shown, method: "registry" } : named;
    }
    const repository = readName("huggingface", hugging_face_id);
    const declared = this.#byName(repository, "huggingface", aliases);
    if (declared.key === named.key) return { ...named, method: "declared", evidence: hugging_face_id };
    const isStrong = this.registry.isStrong(read.key);
    const veto = isStrong ? "the name is on its maker's own list" : vetoDeclared(read, repository);
    if (veto) return { ...named, refused: `${hugging_face_id}: ${veto}` };
    return { ...named, key: declared.key, method: "declared", evidence: hugging_face_id };
  }

  #byName(read: ReadName, gateway: string, aliases: OwnAliases): Identity {
    const as = (method: IdentityMethod, key: string, evidence: string) => ({
      key,
      method,
      evidence,
      refused: null,
      read,
    });
    const fact = this.#override(read, gateway);
    if (fact) return as("curated", fact.key, fact.evidence);
    const elsewhere = this.registry.elsewhere(read, gateway);
    if (elsewhere) return as("registry", elsewhere.key, `${elsewhere.id}, ${elsewhere.difference}`);
    if (read.authorFrom === "nobody") return as("alone", read.key, "no author is known for this name");
    const declared = aliases.get(read.key);
    if (declared && declared.key !== read.key && !declared.listed) return as("declared", declared.key, declared.id);
    const entry = this.registry.find(read, gateway);
    if (!entry) return as("name", read.key, read.name);
    const evidence = entry.difference ? `${entry.id}, ${entry.difference}` : entry.id;
    return as(entry.key === read.key ? "exact" : "registry", entry.key, evidence);
  }

  #override(read: ReadName, gateway: string) {
    const facts = this.#curated.get(read.key);
    return facts && (facts.get(gateway) ?? facts.get(""));
  }
}

/**
 * Equal names are one model: where some gateways name the repository of a name and others name none, the others get the
 * same repository, if all named repositories are equal and no list of the author contains the name itself.
 */
function followDeclared(identities: readonly Identity[], registry: Registry): Identity[] {
  const named = new Map<string, Identity | null>();
  for (const identity of identities) {
    const { key, method, read } = identity;
    if (method !== "declared" || key === read.key) continue;
    const previous = named.get(read.key);
    named.set(read.key, previous === undefined || previous?.key === key ? identity : null);
  }
  return identities.map((identity) => {
    const { key, method, read, refused } = identity;
    const there = named.get(read.key);
    const free = (method === "name" || method === "exact") && refused === null && key === read.key;
    if (!there || !free || registry.isStrong(key)) return identity;
    return { ...identity, key: there.key, method: "declared", evidence: there.evidence };
  });
}

/** Offers by the key of another of their names; `listed`: the author's service also lists that name separately. */
type OwnAliases = ReadonlyMap<string, { key: string; id: string; listed: boolean }>;

/** The offers that an author's own service lists under several names, by each name that does not float. */
function ownAliases(offers: readonly Nameable[], reads: readonly ReadName[]): OwnAliases {
  const byAlias = new Map<string, { key: string; id: string; listed: boolean }>();
  const isFirstParty = (i: number) => firstPartyAuthor(offers[i]?.gateway ?? "") === reads[i]?.author;
  offers.forEach(({ gateway, id, aliases = [] }, i) => {
    const key = reads[i]?.key ?? "";
    for (const alias of isFirstParty(i) ? aliases : []) {
      const read = readName(gateway, alias);
      if (!read.floating) byAlias.set(read.key, { key, id, listed: false });
    }
  });
  if (byAlias.size > 0)
    reads.forEach((read, i) => {
      const alias = byAlias.get(read.key);
      if (alias && isFirstParty(i)) alias.listed = true;
    });
  return byAlias;
}
