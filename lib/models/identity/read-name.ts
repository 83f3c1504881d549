import { lookup } from "@/lib/contract/lookup";
import { idKey } from "../ids";
import { knownAuthor } from "./author-names";
import { firstPartyAuthor, leadingCompany } from "./authors";
import { familyAuthor, isClosed } from "./families";
import { peel } from "./peel";
import { isDate, isSize, tokensOf } from "./tokens";

/** The parsed name of a native ID. */
export interface ReadName {
  author: string;
  /** The source of the author: the prefix, the family, or none. */
  authorFrom: "prefix" | "family" | "nobody";
  tokens: string[];
  /** Author and parts: equal keys are equal names. */
  key: string;
  tags: string[];
  /** The name in its original spelling, without tags and prefix. */
  name: string;
  floating: boolean;
  closed: boolean;
  /** Whether the name is the author's own: by its prefix, or because the author's own service lists it. */
  attested: boolean;
}

/** Parses a native ID. Deterministic for a gateway and ID. */
export function readName(gateway: string, id: string): ReadName {
  const peeled = peel(gateway, id);
  let name = peeled.name;
  let tokens = partsOf(name, id);
  const { tags } = peeled;
  const prefix = peeled.prefix !== null && isBorrowed(peeled.prefix, tokens, tags) ? null : peeled.prefix;
  const named = prefix === null ? null : (knownAuthor(prefix) ?? plain(prefix));
  const author = named ?? inferred(tokens) ?? firstPartyAuthor(gateway) ?? `unknown:${peeled.host ?? gateway}`;
  const authorFrom = named !== null ? "prefix" : author.startsWith("unknown:") ? "nobody" : "family";
  const served = peeled.serving !== null && authorFrom !== "nobody" && !isClosed(author, tokens);
  if (served && peeled.serving) {
    name = peeled.serving.name;
    tokens = partsOf(name, id);
    for (const tag of peeled.serving.tags) if (!tags.includes(tag)) tags.push(tag);
  }
  tokens = partsAs(author, tokens);
  const mode = MODES[author]?.exec(name)?.[1];
  if (mode && tokens.length > 2) {
    tags.push(mode.toLowerCase());
    tokens.pop();
    name = name.slice(0, -mode.length - 1);
  }
  const closed = isClosed(author, tokens);
  const floating = peeled.floating || tokens.at(-1) === "latest";
  if (peeled.floating && !tokens.includes("latest")) tokens.push("latest");
  return {
    author,
    authorFrom,
    tokens,
    key: keyOf(author, tokens),
    tags: tags.length > 1 ? tags.sort() : tags,
    name,
    floating,
    closed,
    attested: !served && !peeled.cloud && (authorFrom === "prefix" || (closed && firstPartyAuthor(gateway) === author)),
  };
}

/** The parts of a name; the whole ID when the name has only separators. */
function partsOf(name: string, id: string): string[] {
  const tokens = tokensOf(name);
  return tokens.length > 0 ? tokens : [idKey(id)];
}

/** The key of an author and the parts of a name. */
export function keyOf(author: string, tokens: readonly string[]): string {
  return `${author}/${tokens.join("-")}`;
}

/** Suffixes that some gateways list as models of their own: modes, and file formats of the same weights. */
const MODES: Record<string, RegExp> = lookup({ anthropic: /-(thinking|think|fast)$/i, baidu: /-(paddle|pt)$/i });

function plain(prefix: string): string {
  return prefix.toLowerCase().replaceAll("_", "-");
}

/** The author by the family of a name, or by the company it starts with. */
function inferred(tokens: string[]): string | null {
  return familyAuthor(withoutCompany(tokens)) ?? leadingCompany(tokens)?.author ?? familyAuthor(tokens);
}

/** The parts of a name by the rules of its family's author; null for an unknown family. */
export function asOfFamily(tokens: string[]): { author: string; tokens: string[] } | null {
  const author = inferred(tokens);
  return author === null ? null : { author, tokens: partsAs(author, tokens) };
}

/** A quick test: whether parts may differ between authors. */
export function isRewritten(tokens: readonly string[]): boolean {
  return leadingCompany(tokens) !== null || REWRITTEN.test(tokens[0] ?? "");
}

const REWRITTEN = /^(?:claude|gemini|nemotron|opus|sonnet|haiku|fable)$/;

function partsAs(author: string, tokens: string[]): string[] {
  return inOrder(author, withFamily(author, withoutCompany(tokens, author)));
}

/** A company that published a quantized copy of another's weights is not their author. */
function isBorrowed(prefix: string, tokens: string[], tags: readonly string[]): boolean {
  if (!tags.some((tag) => /\d/.test(tag) || tag === "awq" || tag === "gptq" || tag === "gguf")) return false;
  const author = knownAuthor(prefix) ?? plain(prefix);
  if (!QUANTIZERS.has(author)) return false;
  const family = inferred(tokens);
  return family !== null && family !== author;
}

const QUANTIZERS = new Set([
  "nvidia",
  "amd",
  "intel",
  "cortecs",
  "casperhansen",
  "thebloke",
  "cyankiwi",
  "ibnzterrell",
  "hugging-quants",
]);

function withoutCompany(tokens: string[], author?: string): string[] {
  let rest = tokens;
  for (let front = leadingCompany(rest); front; front = leadingCompany(rest)) {
    if (author !== undefined && front.author !== author) break;
    rest = rest.slice(front.parts);
  }
  return rest;
}

/**
 * Names that their own author writes in two word orders: the version goes before the rank (`gemini-flash-1.5`,
 * `claude-sonnet-3.5`, `nemotron-super-3`), and the rest stays in place.
 */
const RANKS: Record<string, { family: string; ranks: RegExp }> = lookup({
  anthropic: { family: "claude", ranks: /^(?:opus|sonnet|haiku|instant|fable)$/ },
  google: { family: "gemini", ranks: /^(?:pro|flash)$/ },
  nvidia: { family: "nemotron", ranks: /^(?:nano|super|ultra|lightning)$/ },
});

/** `opus-4-8` as `claude-opus-4-8`. */
function withFamily(author: string, tokens: string[]): string[] {
  const bare = author === "anthropic" && RANKS.anthropic?.ranks.test(tokens[0] ?? "");
  return bare ? ["claude", ...tokens] : tokens;
}

function inOrder(author: string, tokens: string[]): string[] {
  const rule = RANKS[author];
  const [family, rank] = tokens;
  if (!rule || family !== rule.family || !rank || !rule.ranks.test(rank)) return tokens;
  let end = 2;
  while (end < 4 && /^\d{1,2}$/.test(tokens[end] ?? "") && !isDate(tokens[end] ?? "") && !isSize(tokens[end] ?? ""))
    end++;
  return end === 2 ? tokens : [family, ...tokens.slice(2, end), rank, ...tokens.slice(end)];
}
