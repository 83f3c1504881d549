import { isClosed } from "./families";
import {
  differenceOf,
  fits,
  hasOneMoreWord,
  isRespelled,
  looseKey,
  sizelessKey,
  sizesOf,
  snapshotOf,
  splitDigits,
} from "./near-names";
import { asOfFamily, isRewritten, keyOf, type ReadName, readName } from "./read-name";

/** Gateways that serve only tuned weights: there, a `llama-3.1-8b` without a suffix is never the base model. */
const TUNED_ONLY = new Set(
  "cerebras groq tinfoil databricks neon ollama-cloud venice snowflake-cortex digitalocean helicone".split(" "),
);

/** The maximum number of gateways assumed to mistake a company that serves a model for its author. */
const MIRRORS = 2;

interface Entry {
  key: string;
  author: string;
  tokens: readonly string[];
  /** An ID that attests it, in its original spelling. */
  id: string;
  /** Attested by its author: a Hugging Face repository, or the author's own service for closed models. */
  strong: boolean;
  /** The gateways that list it; a list, because they are few. */
  gateways: string[];
}

/** Most keys have one entry, and need no list. */
type Entries = Map<string, Entry | Entry[]>;

/** A name found in the registry. `id` is one that attests it. */
interface Found {
  key: string;
  id: string;
  /** How the name differs from the entry; empty when it doesn't. */
  difference: string;
}

/** The display name at a gateway; a function is called only when the name may say more than the ID. */
export type ShownName = string | (() => string | null);

/** Known models: names that include their author. Independent of insertion order. */
export class Registry {
  readonly #entries = new Map<string, Entry>();
  /** The days of the snapshots of a version, by its name without a day. */
  readonly #days = new Map<string, Set<string>>();
  /** Entries of all authors by their names without optional parts. */
  readonly #loose: Entries = new Map();
  /** Entries by their name without sizes. */
  readonly #sizeless: Entries = new Map();
  /** The gateways that list a name without tags, by its key. */
  readonly #listed = new Map<string, string[]>();

  /** Adds a name as a gateway lists it; it becomes an entry if it includes its author. */
  add(read: ReadName, gateway: string, id: string, strong: boolean): void {
    const { key, tokens } = read;
    const snapshot = snapshotOf(read);
    if (snapshot) this.#days.set(snapshot.version, (this.#days.get(snapshot.version) ?? new Set()).add(snapshot.day));
    if (read.tags.length === 0) {
      const listed = this.#listed.get(key);
      if (!listed) this.#listed.set(key, [gateway]);
      else if (!listed.includes(gateway)) listed.push(gateway);
    }
    if (!read.attested) return;
    const existing = this.#entries.get(key);
    if (existing) {
      if (!existing.gateways.includes(gateway)) existing.gateways.push(gateway);
      if (id < existing.id) existing.id = id;
      existing.strong ||= strong;
      return;
    }
    const entry = { key, author: read.author, tokens, id, strong, gateways: [gateway] };
    this.#entries.set(key, entry);
    const loose = looseKey(read.author, tokens);
    push(this.#loose, loose, entry);
    push(this.#sizeless, sizelessKey(read.author, tokens), entry);
  }

  /** Whether the author's own list has exactly this name. */
  isStrong(key: string): boolean {
    return this.#entries.get(key)?.strong ?? false;
  }

  /**
   * The entry that a name refers to: the one with equal parts, or the only one that differs by at most one optional
   * word (and by the active size of a mixture, where one omits it); otherwise null. Names that one gateway lists
   * separately are never the same.
   */
  find(read: ReadName, gateway: string): Found | null {
    const { author, tokens, key } = read;
    const snapshot = snapshotOf(read);
    if (snapshot && this.#days.get(snapshot.version)?.size === 1)
      return {
        key: snapshot.version,
        id: snapshot.version,
        difference: `the only snapshot: without "${snapshot.day}"`,
      };
    const exact = this.#entries.get(key);
    if (read.authorFrom === "family" && !read.closed && TUNED_ONLY.has(gateway)) {
      const tuned = this.#only(author, tokens, gateway, (e) => hasOneMoreWord(e.tokens, tokens));
      if (tuned) return { ...tuned, difference: `${gateway} serves tuned weights alone` };
    }
    if (exact?.strong) return { ...exact, difference: "" };
    const respelled = this.#respelled(read, gateway, exact);
    if (respelled) {
      const settled = this.find({ ...read, tokens: [...respelled.tokens], key: respelled.key }, gateway) ?? respelled;
      return { key: settled.key, id: settled.id, difference: "in another spelling" };
    }
    const near =
      this.#only(author, tokens, gateway, (e) => e.strong) ??
      (exact ? null : this.#only(author, tokens, gateway, () => true));
    if (near) return { ...near, difference: differenceOf(near.tokens, tokens) };
    const sized = this.#onlySize(read, gateway);
    if (sized && (!exact || sized.strong || sizesOf(tokens) === ""))
      return { ...sized, difference: `the only size: ${differenceOf(sized.tokens, tokens)}` };
    if (exact) return { ...exact, difference: "" };
    const split = splitDigits(tokens);
    if (!split) return null;
    const entry = this.#entries.get(keyOf(author, split)) ?? this.#only(author, split, gateway, () => true);
    return entry ? { ...entry, difference: "a version without its dot" } : null;
  }

  /**
   * The entry with the same parts under the author that more gateways name, for a name without a prefix or with the
   * prefix of a company that only serves it. A name with its own repository is its own model.
   */
  elsewhere(read: ReadName, gateway: string): Found | null {
    const { authorFrom, author, tokens, key } = read;
    if (authorFrom === "family" || tokens.length < 2) return null;
    const listedEntry = this.#entries.get(key);
    const listed = listedEntry?.gateways.length ?? 0;
    if (listedEntry?.strong || listed > MIRRORS) return null;
    const name = tokens.join("-");
    const like = others(this.#loose, looseKey(author, tokens), key).filter(
      (e) => e.author !== author && e.tokens.join("-") === name,
    );
    const isAttested = (e: Entry) => e.strong || e.gateways.length > Math.max(1, listed);
    if (authorFrom === "nobody") {
      const [entry, second] = like.filter(isAttested);
      return entry && !second ? { ...entry, difference: "the only author of this name" } : null;
    }
    if (like.length === 0 && !isRewritten(tokens)) return null;
    const family = asOfFamily(tokens);
    if (!family || family.author === author) return null;
    const underFamily = { ...read, ...family, key: keyOf(family.author, family.tokens), authorFrom: "prefix" as const };
    const target = this.#entries.get(underFamily.key);
    if (!target || !isAttested(target) || this.#sideBySide(target, key, gateway)) return null;
    const settled = this.find(underFamily, gateway) ?? target;
    return { key: settled.key, id: settled.id, difference: `${author} serves it` };
  }

  /** The entry of the display name at a gateway, if that includes all parts of the ID, and more. */
  shown(
    { author, authorFrom, tokens, key, closed }: ReadName,
    name: ShownName,
    gateway: string,
  ): { key: string; evidence: string } | null {
    if (closed || authorFrom === "nobody" || this.isStrong(key)) return null;
    // A name without a version may float.
    if (!tokens.some((t) => /\d/.test(t))) return null;
    const text = typeof name === "string" ? name : name();
    if (text === null || text.includes("/")) return null;
    const read = readName("", text.replace(/\s*\(.*\)$/, "").replaceAll(" ", "-"));
    if (read.author !== author || read.tokens.length <= tokens.length) return null;
    if (!tokens.every((t) => read.tokens.includes(t))) return null;
    const entry = this.#entries.get(read.key);
    if (!entry || this.#sideBySide(entry, key, gateway)) return null;
    return { key: entry.key, evidence: `${entry.id}, shown as ${text}` };
  }

  #only(author: string, tokens: readonly string[], gateway: string, accepts: (entry: Entry) => boolean): Entry | null {
    const key = keyOf(author, tokens);
    const like = others(this.#loose, looseKey(author, tokens), key).filter((e) => e.author === author);
    if (like.length === 0) return null;
    const closed = isClosed(author, tokens);
    const matches = like.filter(
      (e) => accepts(e) && fits(e.tokens, tokens, closed) && !this.#sideBySide(e, key, gateway),
    );
    return matches.length === 1 ? (matches[0] ?? null) : null;
  }

  /**
   * The only entry of its author that equals this name with or without a size, when the author has no second size of it
   * (`llama-4-maverick`, `kimi-k2-1t`); null when ambiguous, and for closed weights, whose authors name no sizes.
   */
  #onlySize({ author, tokens, closed, key }: ReadName, gateway: string): Entry | null {
    const like = others(this.#sizeless, sizelessKey(author, tokens), key);
    if (like.length === 0) return null;
    const ownSizes = sizesOf(tokens);
    const [first, second] = like.filter(
      (e) =>
        (e.strong || e.gateways.length > 1) && sizesOf(e.tokens) !== ownSizes && (!closed || sizesOf(e.tokens) !== ""),
    );
    const sizes = new Set([ownSizes, ...like.map((e) => sizesOf(e.tokens))].filter((size) => size !== ""));
    if (!first || second || sizes.size > 1) return null;
    return this.#sideBySide(first, key, gateway) ? null : first;
  }

  /** The entry listed by most gateways among those with another spelling of this name; null when it is `exact`. */
  #respelled({ author, tokens, key }: ReadName, gateway: string, exact: Entry | undefined): Entry | null {
    let best = exact;
    for (const e of others(this.#sizeless, sizelessKey(author, tokens), key)) {
      if (!isRespelled(e.tokens, tokens) || this.#sideBySide(e, key, gateway)) continue;
      if (!best || isBetter(e, best)) best = e;
    }
    return best && best !== exact ? best : null;
  }

  /** Whether this gateway, or one that includes authors, lists both names. */
  #sideBySide(entry: Entry, key: string, gateway: string): boolean {
    if (this.#listed.get(key)?.includes(gateway) && this.#listed.get(entry.key)?.includes(gateway)) return true;
    return this.#entries.get(key)?.gateways.some((other) => entry.gateways.includes(other)) ?? false;
  }
}

/** Whether an entry is better attested than another; by key for a tie. */
function isBetter(a: Entry, b: Entry): boolean {
  if (a.strong !== b.strong) return a.strong;
  return a.gateways.length === b.gateways.length ? a.key < b.key : a.gateways.length > b.gateways.length;
}

function push(entries: Entries, key: string, entry: Entry): void {
  const existing = entries.get(key);
  if (existing === undefined) entries.set(key, entry);
  else if (Array.isArray(existing)) existing.push(entry);
  else entries.set(key, [existing, entry]);
}

const NONE: readonly Entry[] = [];

/** The entries under a key, except the one whose own key is `entryKey`. */
function others(entries: Entries, key: string, entryKey: string): readonly Entry[] {
  const existing = entries.get(key);
  if (existing === undefined) return NONE;
  if (Array.isArray(existing)) return existing.filter((e) => e.key !== entryKey);
  return existing.key === entryKey ? NONE : [existing];
}
