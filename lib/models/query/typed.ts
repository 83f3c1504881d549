import {
  BOUND_FIELDS,
  type Bound,
  type BoundField,
  type BoundSign,
  boundName,
  readBoundValue,
  withBound,
} from "@/lib/contract/bound";
import { lookup } from "@/lib/contract/lookup";
import {
  type BrowseQuery,
  EMPTY_QUERY,
  LIST_NAMES,
  LISTS,
  type ListName,
  parseSort,
  SORTS,
  type Sort,
} from "@/lib/contract/query";
import { BARE_WORDS, FIELD_NAMES, VALUES } from "./words";

/** A part of a typed text that is invalid: its position, and what was expected there. */
export interface TypedError {
  text: string;
  expected: string;
}

interface Typed extends Record<ListName, string[]> {
  words: string[];
  bounds: Bound[];
  sort: Sort | null;
  errors: TypedError[];
}

const SIGN = "<=|>=|=<|=>|≤|≥|<|>|=";
const FIELDS = Object.keys(FIELD_NAMES).join("|");
const TERM = new RegExp(`-?"([^"]*)"?|(?:${FIELDS})\\s*(?:${SIGN})\\s*[^\\s"]*|[^\\s]+`, "giu");
const BOUND = new RegExp(`^(-?)(${FIELDS})\\s*(${SIGN}|:)\\s*(.*)$`, "iu");
/** Looks like a limit, but its name is unknown. */
const LIKE_LIMIT = new RegExp(`^-?[a-z_]+(?:${SIGN})\\S`, "iu");
const SIGNS: Record<string, BoundSign> = lookup({ "=<": "<=", "≤": "<=", "=>": ">=", "≥": ">=" });

/** Parses typed text: `llama ctx>=200k in<1 tools gateway:groq,cerebras -author:meta age<90d sort:speed`. */
export function parseTyped(text: string): Typed {
  const { q: _, workload: __, ...lists } = EMPTY_QUERY;
  const typed: Typed = { ...structuredClone(lists), words: [], sort: null, errors: [] };
  for (const match of text.matchAll(TERM)) {
    const [, minus, quoted] = /^(-?)(")?/.exec(match[0]) ?? [];
    const words = (match[1] ?? "").split(/\s+/).filter((word) => word !== "");
    if (quoted) typed.words.push(...words.map((word) => minus + word));
    else readTerm(typed, match[0]);
  }
  return typed;
}

function readTerm(typed: Typed, term: string): void {
  const bare = BARE_WORDS[term.replace(/^-/, "").toLowerCase()];
  if (bare) {
    add(typed, bare[0], [bare[1]], term.startsWith("-"));
    return;
  }
  const [, name = "", rest = ""] = /^-?([a-z]+):(.*)$/iu.exec(term) ?? [];
  const key = name.toLowerCase();
  const list = LIST_NAMES[key];
  const [, minus, field, sign = "", digits = ""] = BOUND.exec(term) ?? [];
  if (key === "sort") readSort(typed, term, rest);
  else if (list) readList(typed, term, list, rest);
  else if (field) readBound(typed, term, FIELD_NAMES[field.toLowerCase()] as BoundField, minus + sign, digits);
  else if (LIKE_LIMIT.test(term))
    typed.errors.push({ text: term, expected: `a limit on ${FIELDS.replaceAll("|", ", ")}` });
  else typed.words.push(term);
}

function readSort(typed: Typed, text: string, name: string): void {
  const sort = parseSort(name.toLowerCase());
  if (sort) typed.sort = sort;
  else typed.errors.push({ text, expected: `sort: and one of ${SORTS.join(", ")}, with - in front to reverse` });
}

function readList(typed: Typed, text: string, list: ListName, rest: string): void {
  const allowed = VALUES[list];
  const values = rest.toLowerCase().split(",").filter(Boolean);
  if (values.length > 0 && values.every((v) => v !== "-" && (!allowed || allowed.includes(v.replace(/^-/, ""))))) {
    add(typed, list, values, text.startsWith("-"));
    return;
  }
  const example = allowed ? `one of ${allowed.join(", ")}` : "a name, or several with commas between";
  typed.errors.push({ text, expected: `${text.replace(/^-/, "").split(":")[0]}: and ${example}` });
}

function add(typed: Typed, list: ListName, values: readonly string[], not: boolean): void {
  const signed = values.map((value) => (not && !value.startsWith("-") ? `-${value}` : value));
  typed[list] = [...new Set([...typed[list], ...signed])];
}

function readBound(typed: Typed, text: string, field: BoundField, sign: string, digits: string): void {
  const value = readBoundValue(field, digits);
  const normalized = SIGNS[sign] ?? sign;
  if (value !== null && !/[:-]/.test(normalized)) {
    typed.bounds = withBound(typed.bounds, { field, sign: normalized as BoundSign, value });
    return;
  }
  const { of, example, most } = BOUND_FIELDS[field];
  typed.errors.push({ text, expected: `${of}, such as ${boundName(field)}${most ? ">=" : "<"}${example}` });
}

/** A list filter as typed: `tools vision -free`, `gateway:groq,cerebras`, `-author:meta`. */
export function printList(list: ListName, values: readonly string[]): string[] {
  const bare = (value: string) => {
    const word = value.replace(/^-/, "");
    const meaning = BARE_WORDS[word];
    return meaning?.[0] === list && meaning[1] === word;
  };
  const param = LISTS.find(([name]) => name === list)?.[1] ?? list;
  const named = values.filter((v) => !bare(v));
  const chosen = named.filter((v) => !v.startsWith("-"));
  const excluded = named.filter((v) => v.startsWith("-")).map((v) => v.slice(1));
  return [
    ...values.filter(bare),
    ...(chosen.length > 0 ? [`${param}:${chosen.join(",")}`] : []),
    ...(excluded.length > 0 ? [`-${param}:${excluded.join(",")}`] : []),
  ];
}

/** Words as typed, quoted where they would be read as filters, alone or with the previous word: `"in" "<1"`. */
function printWords(words: readonly string[]): string {
  const isRead = (text: string, meant: readonly string[]) => {
    const { words: read } = parseTyped(text);
    return read.length === meant.length && read.every((word, i) => word === meant[i]);
  };
  const printed: string[] = [];
  words.forEach((word, i) => {
    const previous = printed.slice(-1);
    const plain =
      isRead(word, [word]) && isRead([...previous, word].join(" "), words.slice(i - previous.length, i + 1));
    printed.push(plain ? word : `"${word}"`);
  });
  return printed.join(" ");
}

/** Moves the filters typed in `q` to their fields, so that `q` has only words. */
export function foldTyped(query: BrowseQuery): { query: BrowseQuery; errors: TypedError[] } {
  if (query.q.trim() === "") return { query, errors: [] };
  const { words, errors, sort, bounds, ...lists } = parseTyped(query.q);
  const folded: BrowseQuery = { ...query, q: printWords(words), sort: sort ?? query.sort };
  for (const [list] of LISTS) {
    if (lists[list].length > 0) folded[list] = [...new Set([...query[list], ...lists[list]])];
  }
  for (const bound of bounds) folded.bounds = withBound(folded.bounds, bound);
  return { query: folded, errors };
}
