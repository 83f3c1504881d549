import type { SearchIndex } from "./search-index";
import { spaced, squashed } from "./text";

const NAME_START = 4;
const WORD_START = 2;
const MIDDLE = 1;

/** The words of a typed text, each as it is looked for at a word's start and anywhere. */
export interface Needle {
  spaced: string;
  squashed: string;
}

/** Splits what was typed at white space; separators within a word do not count (`llama-3.3` is `llama33`). */
export function needles(typed: string): Needle[] {
  return typed
    .split(/\s+/)
    .map((word) => spaced(word))
    .filter((word) => word !== "")
    .map((word) => ({ spaced: word, squashed: squashed(word) }));
}

/**
 * How well a model matches: 0 unless every word is found, in any order. A match at the start of the name counts
 * more than at the start of a word, and that more than in the middle; short names come before long ones.
 */
export function score(index: SearchIndex, model: number, wanted: readonly Needle[]): number {
  const text = index.squashed[model] ?? "";
  let points = 0;
  for (const needle of wanted) {
    if (!text.includes(needle.squashed)) return 0;
    if (index.nameWords[model]?.startsWith(needle.spaced)) points += NAME_START;
    else if (index.words[model]?.includes(needle.spaced)) points += WORD_START;
    else points += MIDDLE;
  }
  return points * 1_000 - Math.min(text.length, 999);
}
