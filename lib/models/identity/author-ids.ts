import { knownAuthor, namesOf } from "./author-names";
import { readName } from "./read-name";

/** A suffix for the latest snapshot. */
const LATEST = /-latest$/i;
const DAY = /-20\d{6}$/;

/**
 * Other IDs that an author's own ID may have here, most exact first: `claude-sonnet-4-5-20250929` as
 * `anthropic/claude-sonnet-4.5`, `gemini-2.5-pro` as `google/gemini-2.5-pro`. Empty when no known author is recognized.
 */
export function authorIds(id: string): string[] {
  const slash = id.indexOf("/");
  if (slash !== id.lastIndexOf("/") || (slash > 0 && knownAuthor(id.slice(0, slash)) === null)) return [];
  const { author, authorFrom } = readName("", id);
  if (authorFrom === "nobody") return [];
  const name = id.slice(slash + 1);
  const shorter = [name.replace(LATEST, ""), ...(author === "anthropic" ? [name.replace(DAY, "")] : [])];
  const names = [...new Set([name, ...shorter])].flatMap((spelling) => [spelling, dotted(spelling), dashed(spelling)]);
  const prefixes = namesOf(author);
  return [...new Set(names)].flatMap((spelling) => [spelling, ...prefixes.map((prefix) => `${prefix}/${spelling}`)]);
}

/** `claude-sonnet-4-5` as `claude-sonnet-4.5`. */
function dotted(name: string): string {
  return name.replace(/(?<=[-a-z]\d{1,2})-(?=\d{1,2}(?:-|$))/g, ".");
}

/** `claude-sonnet-4.5` as `claude-sonnet-4-5`. */
function dashed(name: string): string {
  return name.replace(/(?<=\d)\.(?=\d)/g, "-");
}
