import { idKey } from "../ids";
import { knownAuthor } from "./author-names";
import { companyInFront, firstPartyAuthor } from "./authors";
import { familyAuthor, isClosed } from "./families";
import { peel } from "./peel";
import { isDate, isSize, tokensOf } from "./tokens";

/** What a native id says about the model behind it. */
export interface ReadName {
  author: string;
  /** How the author is known: written in front, from the family, or not at all. */
  authorFrom: "prefix" | "family" | "nobody";
  tokens: string[];
  /** Author and parts: equal keys are equal names. */
  key: string;
  tags: string[];
  /** The name in its own spelling, without tags and prefix. */
  name: string;
  floating: boolean;
  closed: boolean;
  /** Whether the name is an author's own: by its prefix, or by the author's own service for its closed models. */
  attested: boolean;
}

/** Reads a native id. The same id of the same gateway always gives the same answer. */
export function readName(gateway: string, id: string): ReadName {
  const peeled = peel(gateway, id);
  let name = peeled.name;
  let tokens = partsOf(name, id);
  const { tags } = peeled;
  const given = peeled.prefix !== null && isBorrowed(peeled.prefix, tokens, tags) ? null : peeled.prefix;
  const named = given === null ? null : (knownAuthor(given) ?? plain(given));
  const author = named ?? inferred(tokens) ?? firstPartyAuthor(gateway) ?? `unknown:${peeled.host ?? gateway}`;
  const authorFrom = named !== null ? "prefix" : author.startsWith("unknown:") ? "nobody" : "family";
  const served = peeled.serving !== null && authorFrom !== "nobody" && !isClosed(author, tokens);
  if (served && peeled.serving) {
    name = peeled.serving.name;
    tokens = partsOf(name, id);
    for (const tag of peeled.serving.tags) if (!tags.includes(tag)) tags.push(tag);
  }
  tokens = inOrder(author, withoutCompany(tokens, author));
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

/** The parts of a name; a name of separators alone is its whole id. */
function partsOf(name: string, id: string): string[] {
  const tokens = tokensOf(name);
  return tokens.length > 0 ? tokens : [idKey(id)];
}

/** One text for an author and the parts of a name. */
export function keyOf(author: string, tokens: readonly string[]): string {
  return `${author}/${tokens.join("-")}`;
}

/** Ways to call closed weights that some gateways list as if they were models: the author documents them as modes. */
const MODES: Record<string, RegExp> = { anthropic: /-(thinking|fast)$/i };

function plain(prefix: string): string {
  return prefix.toLowerCase().replaceAll("_", "-");
}

/** The author by the family that a name belongs to, else by the company that stands in front of it. */
function inferred(tokens: string[]): string | null {
  return familyAuthor(withoutCompany(tokens)) ?? companyInFront(tokens)?.author ?? familyAuthor(tokens);
}

/** A company that has put out a quantized copy of another's weights under its own name is not their author. */
function isBorrowed(prefix: string, tokens: string[], tags: readonly string[]): boolean {
  const author = knownAuthor(prefix) ?? plain(prefix);
  if (!QUANTIZERS.has(author)) return false;
  if (!tags.some((tag) => /\d/.test(tag) || tag === "awq" || tag === "gptq" || tag === "gguf")) return false;
  const family = familyAuthor(withoutCompany(tokens));
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
  for (let front = companyInFront(rest); front; front = companyInFront(rest)) {
    if (author !== undefined && front.author !== author) break;
    rest = rest.slice(front.parts);
  }
  return rest;
}

/**
 * Names whose words their own author has written in two orders: the version goes before the rank (`gemini-flash-1.5`,
 * `claude-sonnet-3.5`, `nemotron-super-3`), whatever follows stays where it is.
 */
const RANKS: Record<string, { family: string; ranks: RegExp }> = {
  anthropic: { family: "claude", ranks: /^(?:opus|sonnet|haiku|instant|fable)$/ },
  google: { family: "gemini", ranks: /^(?:pro|flash)$/ },
  nvidia: { family: "nemotron", ranks: /^(?:nano|super|ultra)$/ },
};

function inOrder(author: string, tokens: string[]): string[] {
  const rule = RANKS[author];
  const [family, rank] = tokens;
  if (!rule || family !== rule.family || !rank || !rule.ranks.test(rank)) return tokens;
  let end = 2;
  while (end < 4 && /^\d{1,2}$/.test(tokens[end] ?? "") && !isDate(tokens[end] ?? "") && !isSize(tokens[end] ?? ""))
    end++;
  return end === 2 ? tokens : [family, ...tokens.slice(2, end), rank, ...tokens.slice(end)];
}
