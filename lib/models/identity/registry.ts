import { isClosed } from "./families";
import { keyOf, type ReadName } from "./read-name";
import { isActiveSize } from "./tokens";

/** Words that authors write or leave out for the same weights. `chat` is a model of its own among closed ones. */
const OPTIONAL_OPEN = new Set(["instruct", "it", "chat", "preview"]);
const OPTIONAL_CLOSED = new Set(["preview"]);
const TUNED = new Set(["instruct", "it", "chat"]);

/** Gateways that serve tuned weights alone: there a bare `llama-3.1-8b` is never the base model. */
const TUNED_ONLY = new Set(
  "cerebras groq tinfoil databricks neon ollama-cloud venice snowflake-cortex digitalocean helicone".split(" "),
);

interface Entry {
  key: string;
  tokens: readonly string[];
  /** An id that attests it, in its own spelling. */
  id: string;
  /** Attested by its maker: a Hugging Face repository, or the author's own service for closed models. */
  strong: boolean;
  /** Who lists it. */
  gateways: Set<string>;
}

/** A name found in the registry. `id` is one that attests it. */
export interface Found {
  key: string;
  id: string;
  /** How the name differs from the entry; empty when it does not. */
  difference: string;
}

/** The known models: names with their author in front. What is in it does not depend on the order of entering. */
export class Registry {
  readonly #entries = new Map<string, Entry>();
  readonly #loose = new Map<string, Entry[]>();
  /** Gateway and key of every name without tags. */
  readonly #listed = new Set<string>();

  /** Takes in a name as a gateway lists it; it is an entry if an author stands in front. */
  add(read: ReadName, gateway: string, id: string, strong: boolean): void {
    const { key, tokens } = read;
    if (read.tags.length === 0) this.#listed.add(`${gateway} ${key}`);
    if (!read.attested) return;
    const known = this.#entries.get(key);
    if (known) {
      known.gateways.add(gateway);
      if (id < known.id) known.id = id;
      known.strong ||= strong;
      return;
    }
    const entry = { key, tokens, id, strong, gateways: new Set([gateway]) };
    this.#entries.set(key, entry);
    const loose = looseKey(read.author, tokens);
    const like = this.#loose.get(loose);
    if (like) like.push(entry);
    else this.#loose.set(loose, [entry]);
  }

  /** Whether a maker's own list has this very name. */
  isStrong(key: string): boolean {
    return this.#entries.get(key)?.strong ?? false;
  }

  /**
   * The entry a name means: the very same parts; else the one entry that differs by one optional word at most (and by
   * the active size of a mixture, where one leaves it out); else null. Names that one gateway lists side by side are
   * never taken for each other.
   */
  find(read: ReadName, gateway: string): Found | null {
    const { author, tokens, key } = read;
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
    const closed = isClosed(author, tokens);
    const found = like.filter(
      (e) => e.key !== key && wanted(e) && fits(e.tokens, tokens, closed) && !this.#sideBySide(e, key, gateway),
    );
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** Whether a gateway that writes authors, or this one, lists both names. */
  #sideBySide(entry: Entry, key: string, gateway: string): boolean {
    if (this.#listed.has(`${gateway} ${key}`) && this.#listed.has(`${gateway} ${entry.key}`)) return true;
    for (const other of this.#entries.get(key)?.gateways ?? []) if (entry.gateways.has(other)) return true;
    return false;
  }
}

/** `gpt-52` as `gpt-5.2`: two digits right behind the family; null for any other name. */
function unglue(tokens: readonly string[]): string[] | null {
  const at = tokens.findIndex((t) => /^\d+$/.test(t));
  const digits = tokens[at] ?? "";
  if (at < 1 || at > 2 || !/^[1-9]\d$/.test(digits)) return null;
  return [...tokens.slice(0, at), digits[0] ?? "", digits[1] ?? "", ...tokens.slice(at + 1)];
}

function looseKey(author: string, tokens: readonly string[]): string {
  const optional = isClosed(author, tokens) ? OPTIONAL_CLOSED : OPTIONAL_OPEN;
  const kept = tokens.filter((t) => !optional.has(t) && !isActiveSize(t));
  return keyOf(author, kept);
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
