import { isClosed } from "./families";
import { keyOf, type ReadName } from "./read-name";
import { isActiveSize, isExperts, isSize } from "./tokens";

/** Words that authors include or omit for the same weights. Among closed models, `chat` is a separate model. */
const OPTIONAL_OPEN = new Set(["instruct", "it", "chat", "preview"]);
const OPTIONAL_CLOSED = new Set(["preview"]);
const TUNED = new Set(["instruct", "it", "chat"]);

/** Gateways that serve only tuned weights: there, a bare `llama-3.1-8b` is never the base model. */
const TUNED_ONLY = new Set(
  "cerebras groq tinfoil databricks neon ollama-cloud venice snowflake-cortex digitalocean helicone".split(" "),
);

interface Entry {
  key: string;
  tokens: readonly string[];
  /** An ID that attests it, in its original spelling. */
  id: string;
  /** Attested by its author: a Hugging Face repository, or the author's own service for closed models. */
  strong: boolean;
  /** The gateways that list it. They are few, so a list is smaller than a set and as fast. */
  gateways: string[];
}

/** A name found in the registry. `id` is one that attests it. */
export interface Found {
  key: string;
  id: string;
  /** How the name differs from the entry; empty when it doesn't. */
  difference: string;
}

/** Known models: names that include their author. Independent of insertion order. */
export class Registry {
  readonly #entries = new Map<string, Entry>();
  /** The days of the snapshots of a version, by its name without one. */
  readonly #days = new Map<string, Set<string>>();
  readonly #loose = new Map<string, Entry[]>();
  /** Entries by their name without sizes. */
  readonly #sizeless = new Map<string, Entry[]>();
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
    const known = this.#entries.get(key);
    if (known) {
      if (!known.gateways.includes(gateway)) known.gateways.push(gateway);
      if (id < known.id) known.id = id;
      known.strong ||= strong;
      return;
    }
    const entry = { key, tokens, id, strong, gateways: [gateway] };
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
      const tuned = this.#only(author, tokens, gateway, (e) => oneMore(e.tokens, tokens, TUNED));
      if (tuned) return { ...tuned, difference: `${gateway} serves tuned weights alone` };
    }
    if (exact?.strong) return { ...exact, difference: "" };
    const near =
      this.#only(author, tokens, gateway, (e) => e.strong) ??
      (exact ? null : this.#only(author, tokens, gateway, () => true));
    if (near) return { ...near, difference: differenceOf(near.tokens, tokens) };
    const sized = this.#onlySize(read, gateway);
    if (sized) return { ...sized, difference: `the only size: ${differenceOf(sized.tokens, tokens)}` };
    if (exact) return { ...exact, difference: "" };
    const split = unglue(tokens);
    if (!split) return null;
    const known = this.#entries.get(keyOf(author, split)) ?? this.#only(author, split, gateway, () => true);
    return known ? { ...known, difference: "a version without its dot" } : null;
  }

  #only(author: string, tokens: readonly string[], gateway: string, wanted: (entry: Entry) => boolean): Entry | null {
    const like = this.#loose.get(looseKey(author, tokens));
    if (!like) return null;
    const key = keyOf(author, tokens);
    if (like.length === 1 && like[0]?.key === key) return null;
    const closed = isClosed(author, tokens);
    const found = like.filter(
      (e) => e.key !== key && wanted(e) && fits(e.tokens, tokens, closed) && !this.#sideBySide(e, key, gateway),
    );
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /**
   * The only entry of its author that equals this name with or without a size, when the author has no second size of it
   * (`llama-4-maverick`, `kimi-k2-1t`); null for closed weights and when ambiguous.
   */
  #onlySize({ author, tokens, closed, key }: ReadName, gateway: string): Entry | null {
    if (closed) return null;
    const like = this.#sizeless.get(sizelessKey(author, tokens)) ?? [];
    if (like.length === 0 || (like.length === 1 && like[0]?.key === key)) return null;
    const others = like.filter(
      (e) => e.key !== key && (e.strong || e.gateways.length > 1) && sizesOf(e.tokens) !== sizesOf(tokens),
    );
    const [first] = others;
    const sizes = new Set(like.map((e) => sizesOf(e.tokens)).filter((size) => size !== ""));
    if (sizesOf(tokens) !== "") sizes.add(sizesOf(tokens));
    if (!first || others.length > 1 || sizes.size > 1) return null;
    return this.#sideBySide(first, key, gateway) ? null : first;
  }

  /** Whether this gateway, or one that includes authors, lists both names. */
  #sideBySide(entry: Entry, key: string, gateway: string): boolean {
    if (this.#listed.get(key)?.includes(gateway) && this.#listed.get(entry.key)?.includes(gateway)) return true;
    return this.#entries.get(key)?.gateways.some((other) => entry.gateways.includes(other)) ?? false;
  }
}

/** `gpt-52` as `gpt-5.2`: two digits right after the family; null for any other name. */
function unglue(tokens: readonly string[]): string[] | null {
  const at = tokens.findIndex((t) => /^\d+$/.test(t));
  const digits = tokens[at] ?? "";
  if (at < 1 || at > 2 || !/^[1-9]\d$/.test(digits)) return null;
  return [...tokens.slice(0, at), digits[0] ?? "", digits[1] ?? "", ...tokens.slice(at + 1)];
}

/** Versions of Claude that had a second snapshot. */
const TWICE = /^claude-(?:3-5-sonnet|2|instant)/;

/** What a name of Claude with a day says of its version: nearly all have one snapshot, which the bare name means too. */
function snapshotOf({ author, tokens }: ReadName): { version: string; day: string } | null {
  const day = tokens.at(-1) ?? "";
  if (author !== "anthropic" || !/^20\d{6}$/.test(day) || TWICE.test(tokens.join("-"))) return null;
  return { version: keyOf(author, tokens.slice(0, -1)), day };
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

function isAnySize(token: string): boolean {
  // Every size has digits before its last letter.
  if (token.length < 2) return false;
  return isSize(token) || isActiveSize(token) || isExperts(token);
}

function sizesOf(tokens: readonly string[]): string {
  return tokens.filter((t) => isSize(t)).join("-");
}

function sizelessKey(author: string, tokens: readonly string[]): string {
  let key = `${author}/`;
  for (const t of tokens) if (!OPTIONAL_OPEN.has(t) && !isAnySize(t)) key += `${t}-`;
  return key;
}

function looseKey(author: string, tokens: readonly string[]): string {
  const optional = isClosed(author, tokens) ? OPTIONAL_CLOSED : OPTIONAL_OPEN;
  let key = `${author}/`;
  for (const t of tokens) if (!optional.has(t) && !isActiveSize(t)) key += `${t}-`;
  return key;
}

function oneMore(longer: readonly string[], shorter: readonly string[], words: ReadonlySet<string>): boolean {
  const at = longer.findIndex((t, i) => t !== shorter[i]);
  return words.has(longer[at] ?? "") && longer.slice(at + 1).every((t, i) => t === shorter[at + i]);
}

function fits(entry: readonly string[], tokens: readonly string[], closed: boolean): boolean {
  const optional = closed ? OPTIONAL_CLOSED : OPTIONAL_OPEN;
  const words = (of: readonly string[]) => of.filter((t) => optional.has(t));
  const [a, b] = [words(entry), words(tokens)];
  const oneWord = a.join() === b.join() || a.length + b.length === 1;
  const active = (of: readonly string[]) => of.find(isActiveSize);
  const [x, y] = [active(entry), active(tokens)];
  return oneWord && (x === y || x === undefined || y === undefined);
}

function differenceOf(entry: readonly string[], tokens: readonly string[]): string {
  const added = entry.filter((t) => !tokens.includes(t)).map((t) => `with "${t}"`);
  const dropped = tokens.filter((t) => !entry.includes(t)).map((t) => `without "${t}"`);
  return [...added, ...dropped].join(", ");
}
