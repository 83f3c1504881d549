import { compareCodeUnits } from "../ids";
import { knownAuthor } from "./author-names";
import { readName } from "./read-name";
import { isActiveSize, isDate, isExperts, isSize } from "./tokens";

/** A model with almost the same name, and why it is not the same model. */
interface NearMiss {
  id: string;
  reason: string;
}

/** At most `limit` of `ids` whose names differ from that of `id` in exactly one part, sorted by ID. */
export function nearMisses(id: string, ids: readonly string[], limit: number): NearMiss[] {
  const read = readName("", id);
  const authors = new Map<string, boolean>();
  const sameAuthor = (other: string) => {
    const prefix = other.slice(0, Math.max(0, other.indexOf("/")));
    const isSame = authors.get(prefix) ?? (knownAuthor(prefix) ?? prefix.toLowerCase()) === read.author;
    authors.set(prefix, isSame);
    return isSame;
  };
  const misses: NearMiss[] = [];
  for (const other of ids) {
    if (!sameAuthor(other) || other === id) continue;
    const reason = difference(read.tokens, readName("", other).tokens);
    if (reason) misses.push({ id: other, reason });
  }
  return misses.sort((a, b) => compareCodeUnits(a.id, b.id)).slice(0, limit);
}

/** The only part in which two names differ; null when none or several differ. */
function difference(tokens: readonly string[], otherTokens: readonly string[]): string | null {
  let front = 0;
  while (front < tokens.length && tokens[front] === otherTokens[front]) front++;
  let back = 0;
  const shorter = Math.min(tokens.length, otherTokens.length) - front;
  while (back < shorter && tokens.at(-1 - back) === otherTokens.at(-1 - back)) back++;
  const mine = tokens.slice(front, tokens.length - back);
  const theirs = otherTokens.slice(front, otherTokens.length - back);
  if (mine.length > 1 || theirs.length > 1 || mine.length + theirs.length === 0) return null;
  const [a, b] = [mine[0], theirs[0]];
  if (b === undefined) return `without "${a}": ${kindOf(a ?? "")}`;
  return a === undefined ? `with "${b}": ${kindOf(b)}` : `"${b}" instead of "${a}": ${kindOf(b)}`;
}

function kindOf(part: string): string {
  if (isSize(part) || isActiveSize(part) || isExperts(part)) return "another size";
  if (isDate(part)) return "another release";
  return /^\d+$/.test(part) ? "another version" : "another variant";
}
