import { folded } from "./text";

/** A part of a text; `hit` when it matches a search word. */
interface TextPart {
  text: string;
  hit: boolean;
}

const MAX_CHARACTERS = 120;
/** Characters before the match. */
const BEFORE = 30;

/** The distinct words of a search, folded for comparison and split at spaces. */
export function searchWords(query: string): string[] {
  return [...new Set(folded(query).split(/\s+/).filter(Boolean))];
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
    const hit = firstOf(text.slice(from), words);
    const at = hit ? from + hit.at : text.length;
    if (at > from) parts.push({ text: text.slice(from, at), hit: false });
    if (hit) parts.push({ text: text.slice(at, at + hit.length), hit: true });
    from = at + (hit?.length ?? 0);
  }
  return parts;
}

function firstOf(text: string, words: readonly string[]): { at: number; length: number } | null {
  const { searched, places } = searchable(text);
  const originalAt = (at: number) => places?.[at] ?? (places ? -1 : at);
  let first: { at: number; length: number } | null = null;
  for (const word of words) {
    let index = word === "" ? -1 : searched.indexOf(word);
    // Skips matches that begin or end within a character that folding expands.
    while (index >= 0 && (originalAt(index) < 0 || originalAt(index + word.length) < 0))
      index = searched.indexOf(word, index + 1);
    if (index < 0) continue;
    const at = originalAt(index);
    const length = originalAt(index + word.length) - at;
    if (!first || at < first.at || (at === first.at && length > first.length)) first = { at, length };
  }
  return first;
}

/** Characters that folding shortens: marks, jamo, and surrogate pairs. In a text without them, indices stay valid. */
const SHRINKING =
  /[\p{M}\u1100-\u11ff\uff9e\uff9f\u{1d400}-\u{1d7ff}\u{1ee00}-\u{1f2ff}\u{1fb00}-\u{1fbff}\u{2f800}-\u{2fa1f}]/u;

/** A folded text, and the original index of each of its characters; no `places` when all indices are equal. */
function searchable(text: string): { searched: string; places?: number[] } {
  const searched = folded(text);
  return searched.length === text.length && !SHRINKING.test(text) ? { searched } : placesIn(text);
}

function placesIn(text: string): { searched: string; places: number[] } {
  const places: number[] = [];
  let searched = "";
  // Marks belong to the preceding letter, also those of half-width kana.
  for (const { 0: letter, index } of text.matchAll(/[\s\S][\p{M}\uff9e\uff9f]*/gu)) {
    const part = folded(letter);
    if (part !== "") places[searched.length] = index;
    searched += part;
  }
  places[searched.length] = text.length;
  return { searched, places };
}

/** The start of the next word before `end`, otherwise `place` itself. */
function wordStart(line: string, place: number, end: number): number {
  const space = line.indexOf(" ", place);
  return space >= 0 && space < end ? space + 1 : place;
}
