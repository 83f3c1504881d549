import { isClosed } from "./families";
import { keyOf, type ReadName } from "./read-name";
import { isActiveSize, isExperts, isSize } from "./tokens";

/** Words that authors include or omit for the same weights. Among closed models, `chat` is a separate model. */
const OPTIONAL_OPEN = new Set(["instruct", "it", "chat", "preview"]);
const OPTIONAL_CLOSED = new Set(["preview"]);
const TUNED = new Set(["instruct", "it", "chat"]);

/** `gpt-52` as `gpt-5.2`: two digits right after the family; null for any other name. */
export function splitDigits(tokens: readonly string[]): string[] | null {
  const at = tokens.findIndex((t) => /^\d+$/.test(t));
  const digits = tokens[at] ?? "";
  if (at < 1 || at > 2 || !/^[1-9]\d$/.test(digits)) return null;
  return [...tokens.slice(0, at), digits[0] ?? "", digits[1] ?? "", ...tokens.slice(at + 1)];
}

/** Versions of Claude that had two snapshots. */
const TWICE = /^claude-(?:3-5-sonnet|2|instant)/;

/** The version and the day of a dated Claude name, which the name without a day also means. */
export function snapshotOf({ author, tokens }: ReadName): { version: string; day: string } | null {
  const day = tokens.at(-1) ?? "";
  if (author !== "anthropic" || !/^20\d{6}$/.test(day) || TWICE.test(tokens.join("-"))) return null;
  return { version: keyOf(author, tokens.slice(0, -1)), day };
}

function isAnySize(token: string): boolean {
  // Every size has digits before its last letter.
  if (token.length < 2) return false;
  return isSize(token) || isActiveSize(token) || isExperts(token);
}

/** All sizes in a name, as one text. */
export function sizesOf(tokens: readonly string[]): string {
  return tokens.filter((t) => isSize(t)).join("-");
}

/**
 * Equal for names that differ only in optional words, sizes, the `.0` of a version, and the author at the start:
 * `fugu-v2.0` and `fugu-v2`, `sakana-namazu` and `namazu`.
 */
export function sizelessKey(author: string, tokens: readonly string[]): string {
  let key = `${author}/`;
  for (let i = tokens[0] === author && tokens.length > 1 ? 1 : 0; i < tokens.length; i++) {
    const t = tokens[i] as string;
    if (!OPTIONAL_OPEN.has(t) && !isAnySize(t) && !(t === "0" && isPointZero(tokens, i))) key += `${t}-`;
  }
  return key;
}

/** Whether a 0 ends a version rather than starts a size like `0.6b`. */
function isPointZero(tokens: readonly string[], at: number): boolean {
  return /^\d{1,2}$/.test(tokens[at - 1] ?? "") && !/^\d/.test(tokens[at + 1] ?? "");
}

/** Whether two names with one sizeless key have the same sizes and optional words, and differ only in spelling. */
export function isRespelled(entry: readonly string[], tokens: readonly string[]): boolean {
  const sizesAndOptions = (of: readonly string[]) => of.filter((t) => OPTIONAL_OPEN.has(t) || isAnySize(t)).sort();
  return (
    sizesAndOptions(entry).join() === sizesAndOptions(tokens).join() && !partsVersion(entry) && !partsVersion(tokens)
  );
}

/** Whether a size separates two numbers that would otherwise read as one version: `x3-7b-1` is not `x3.1-7b`. */
function partsVersion(tokens: readonly string[]): boolean {
  return tokens.some((t, i) => isAnySize(t) && /^\d+$/.test(tokens[i - 1] ?? "") && /^\d+$/.test(tokens[i + 1] ?? ""));
}

/** Equal for names, of any author, that differ only in optional words and active sizes. */
export function looseKey(author: string, tokens: readonly string[]): string {
  const optional = isClosed(author, tokens) ? OPTIONAL_CLOSED : OPTIONAL_OPEN;
  let key = "";
  for (const t of tokens) if (!optional.has(t) && !isActiveSize(t)) key += `${t}-`;
  return key;
}

/** Whether a name is another one plus one word for tuning. */
export function hasOneMoreWord(longer: readonly string[], shorter: readonly string[]): boolean {
  const at = longer.findIndex((t, i) => t !== shorter[i]);
  return TUNED.has(longer[at] ?? "") && longer.slice(at + 1).every((t, i) => t === shorter[at + i]);
}

/** Whether two names with one loose key differ by at most one optional word and an active size that one omits. */
export function fits(entry: readonly string[], tokens: readonly string[], closed: boolean): boolean {
  const optional = closed ? OPTIONAL_CLOSED : OPTIONAL_OPEN;
  const words = (of: readonly string[]) => of.filter((t) => optional.has(t));
  const [a, b] = [words(entry), words(tokens)];
  const oneWord = a.join() === b.join() || a.length + b.length === 1;
  const active = (of: readonly string[]) => of.find(isActiveSize);
  const [x, y] = [active(entry), active(tokens)];
  return oneWord && (x === y || x === undefined || y === undefined);
}

/** The difference between a name and its registry entry, as text. */
export function differenceOf(entry: readonly string[], tokens: readonly string[]): string {
  const added = entry.filter((t) => !tokens.includes(t)).map((t) => `with "${t}"`);
  const dropped = tokens.filter((t) => !entry.includes(t)).map((t) => `without "${t}"`);
  return [...added, ...dropped].join(", ");
}
