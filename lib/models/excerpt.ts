/** A piece of a text; `hit` where it is one of the words that were looked for. */
export interface TextPart {
  text: string;
  hit: boolean;
}

const MAX_CHARACTERS = 120;
/** Characters before the match. */
const BEFORE = 30;

/** The words of a search, each once, as they are compared: lower case, split at spaces. */
export function searchWords(query: string): string[] {
  return [...new Set(query.toLowerCase().split(/\s+/).filter(Boolean))];
}

/** An excerpt of about 120 characters around the first match; null when there is none. */
export function excerptOf(text: string, words: readonly string[]): string | null {
  const line = text.replace(/\s+/g, " ").trim();
  const at = firstOf(line, words)?.at;
  if (at === undefined) return null;
  const from = at <= BEFORE ? 0 : wordStart(line, at - BEFORE, at);
  const rest = line.slice(from, from + MAX_CHARACTERS).toWellFormed();
  return `${from > 0 ? "…" : ""}${rest}${from + MAX_CHARACTERS < line.length ? "…" : ""}`;
}

/** Splits a text at the matches; the parts join to the same text. */
export function markedParts(text: string, words: readonly string[]): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  while (from < text.length) {
    const found = firstOf(text.slice(from), words);
    const at = found ? from + found.at : text.length;
    if (at > from) parts.push({ text: text.slice(from, at), hit: false });
    if (found) parts.push({ text: text.slice(at, at + found.length), hit: true });
    from = at + (found?.length ?? 0);
  }
  return parts;
}

function firstOf(text: string, words: readonly string[]): { at: number; length: number } | null {
  const lower = text.toLowerCase();
  // A few letters are longer in lower case: places in it would not be those of the text.
  const searched = lower.length === text.length ? lower : text;
  let found: { at: number; length: number } | null = null;
  for (const word of words) {
    const at = word === "" ? -1 : searched.indexOf(word);
    if (at >= 0 && (!found || at < found.at || (at === found.at && word.length > found.length)))
      found = { at, length: word.length };
  }
  return found;
}

/** The start of a word at or after a place, no later than `most`. */
function wordStart(line: string, place: number, most: number): number {
  const space = line.indexOf(" ", place);
  return space >= 0 && space < most ? space + 1 : place;
}
