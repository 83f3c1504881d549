import { BOUND_FIELDS, BOUND_NAMES, boundName, formatBound } from "@/lib/contract/bound";
import { lookup } from "@/lib/contract/lookup";
import { LIST_NAMES, LISTS, SORTS } from "@/lib/contract/query";
import type { FacetCounts } from "../facets";
import { authorLabel } from "../identity/author-labels";
import { authorName } from "../identity/author-names";
import type { IndexedGateway } from "../search-index";
import { BARE_WORDS, FIELD_NAMES } from "./words";

/** A completion of the typed text: the whole new text and its meaning. */
export interface Completion {
  text: string;
  /** The term alone, for display. */
  term: string;
  hint: string;
  /** The gateway or author of the filter. */
  logo?: string;
}

const MAX = 8;
const BARE_HINTS: Record<string, string> = lookup({ free: "declared free", open: "open weights" });

/** Maximum number of gateways, and of authors, whose names start with a word. */
const MAX_NAMED = 3;

/** Completions of the last term of a typed text. `counts` has the number of models per value. */
export function complete(
  typed: string,
  counts: FacetCounts,
  gateways: readonly Pick<IndexedGateway, "slug" | "name" | "aliases">[] = [],
): Completion[] {
  const term = typed.split(/\s/).at(-1) ?? "";
  const typedBefore = typed.slice(0, typed.length - term.length);
  const minus = term.startsWith("-") ? "-" : "";
  const prefix = term.slice(minus.length).toLowerCase();
  if (prefix.length < 2) return [];
  return [...namedTerms(prefix, counts, gateways), ...termsFor(prefix, counts, minus === "")]
    .filter(({ term: whole }) => whole !== prefix)
    .slice(0, MAX)
    .map(({ term: whole, hint, ends, logo }) => ({
      text: `${typedBefore}${minus}${whole}${ends ? " " : ""}`,
      term: minus + whole,
      hint,
      ...(logo !== undefined && { logo }),
    }));
}

interface Term {
  term: string;
  hint: string;
  /** Whether the term is complete and a space follows. */
  ends: boolean;
  logo?: string;
}

function namedTerms(
  word: string,
  counts: FacetCounts,
  gateways: readonly Pick<IndexedGateway, "slug" | "name" | "aliases">[],
): Term[] {
  const begins = (names: readonly string[]) => names.some((name) => name.toLowerCase().startsWith(word));
  const places = gateways
    .filter(({ slug, name, aliases }) => begins([slug, name, ...aliases]))
    .map(({ slug, name }) => ({ ...whole(`gateway:${slug}`, `${name}, gateway`), logo: slug }));
  const author = authorName(word);
  const authors = [...counts.authors.keys()]
    .filter((slug) => slug === author || begins([slug, authorLabel(slug)]))
    .map((slug) => ({ ...whole(`author:${slug}`, `${authorLabel(slug)}, author`), logo: slug }));
  return [...places.slice(0, MAX_NAMED), ...authors.slice(0, MAX_NAMED)];
}

/** `isIncluded`: without a leading minus, which limits and sort orders can't have. */
function termsFor(prefix: string, counts: FacetCounts, isIncluded: boolean): Term[] {
  const [, key = "", rest = ""] = /^([a-z]+):(.*)$/.exec(prefix) ?? [];
  if (key === "sort" && isIncluded) {
    const minus = rest.startsWith("-") ? "-" : "";
    return SORTS.filter((name) => `${minus}${name}`.startsWith(rest)).map((name) =>
      whole(`sort:${minus}${name}`, "order"),
    );
  }
  const list = LIST_NAMES[key];
  if (list) return valueTerms(key, rest, counts[list]);
  const [, name = "", sign = ""] = /^([a-z]+)(<=|>=|<|>|=)/.exec(prefix) ?? [];
  const field = FIELD_NAMES[name];
  if (field && isIncluded) {
    const steps = BOUND_FIELDS[field].steps.map((value) =>
      formatBound({ field, sign: sign as "<", value }).replace(/^[a-z]+/, name),
    );
    return steps.filter((step) => step.startsWith(prefix)).map((step) => whole(step, BOUND_FIELDS[field].of));
  }
  const keys = LISTS.map(([, param]) => ({ term: `${param}:`, hint: "filter", ends: false }));
  const fields = BOUND_NAMES.map((field) => ({
    term: `${boundName(field)}${BOUND_FIELDS[field].most ? ">=" : "<="}`,
    hint: BOUND_FIELDS[field].of,
    ends: false,
  }));
  const bare = Object.keys(BARE_WORDS).map((word) => whole(word, BARE_HINTS[word] ?? "ability"));
  const figures = isIncluded ? [...fields, { term: "sort:", hint: "order", ends: false }] : [];
  const all = [...bare, ...keys, ...figures];
  return all.filter(({ term }) => term.startsWith(prefix));
}

/** Values of a list that complete the last typed one, most frequent first. */
function valueTerms(key: string, rest: string, values: ReadonlyMap<string, number>): Term[] {
  const done = rest.slice(0, rest.lastIndexOf(",") + 1);
  const last = rest.slice(done.length);
  return [...values]
    .filter(([value, count]) => count > 0 && value.startsWith(last) && !done.split(",").includes(value))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([value, count]) => whole(`${key}:${done}${value}`, String(count)));
}

function whole(term: string, hint: string): Term {
  return { term, hint, ends: true };
}
