import { isUsable } from "./merge";
import { nearWords } from "./near";
import type { SearchIndex } from "./search-index";
import { spaced, squashed } from "./text";

/** The whole name or id, word for word: more than any number of words can make up for. */
const WHOLE_NAME = 100;
const NAME_START = 8;
const WORD_START = 4;
const MIDDLE = 2;
const NEAR = 1;
/** Of more words than these no meaning is guessed. */
const MAX_GUESSED = 8;
/** Longer texts are told apart no more. */
const LONGEST = 499;
/** What no gateway serves any more comes after all that is served and matches as well. */
const OVER = 500;

/** A word of a typed text, as it is looked for at a word's start and anywhere. */
interface Needle {
  spaced: string;
  squashed: string;
  /** What it may have meant, each with a space in front; empty where it is taken at its word. */
  near: readonly string[];
}

/** Points of each model by number, 0 where it does not match; the last text of each index is remembered. */
const scoreCache = new WeakMap<SearchIndex, { typed: string; scores: Float64Array }>();

/**
 * How well each model matches what was typed: 0 unless every word is found, in any order, and no word with a minus in
 * front begins a word of it; null when nothing was typed. The whole name or id counts most.
 * The start of the name counts more than the start of a word, and that more than the middle; then what is served comes
 * before what is over, and short names before long ones. Only when no model at all has the words as typed, words that
 * are nearly the same count too.
 */
export function textScores(index: SearchIndex, typed: string): Float64Array | null {
  const last = scoreCache.get(index);
  if (last?.typed === typed) return last.scores;
  const excluded = needles(typed, true);
  const wanted = needles(typed, false);
  if (wanted.length + excluded.length === 0) return null;
  const scores = new Float64Array(index.ids.length);
  if (wanted.length === 0) scores.fill(1);
  else if (scoreAll(index, wanted, scores) === 0) {
    const guesses = guessed(index, wanted);
    if (guesses.some((needle) => needle.near.length > 0)) scoreAll(index, guesses, scores);
  }
  for (const { spaced } of excluded) {
    for (let m = 0; m < scores.length; m++) if (index.words[m]?.includes(spaced)) scores[m] = 0;
  }
  scoreCache.set(index, { typed, scores });
  return scores;
}

/** Splits what was typed at white space; separators within a word do not count (`llama-3.3` is `llama33`). */
function needles(typed: string, excluded: boolean): Needle[] {
  return typed
    .split(/\s+/)
    .filter((word) => /^"?-[\p{L}\p{N}]/u.test(word) === excluded)
    .map((word) => spaced(word))
    .filter((word) => word !== "")
    .map((word) => ({ spaced: word, squashed: squashed(word), near: [] }));
}

/** The parts of needles, each with the words it may have meant: of so many, because each is held against all words. */
function guessed(index: SearchIndex, wanted: readonly Needle[]): Needle[] {
  const parts = wanted.flatMap((needle) => needle.spaced.trim().split(" "));
  return parts.map((part, i) => ({
    spaced: ` ${part}`,
    squashed: part,
    near: i < MAX_GUESSED ? nearWords(index.vocabulary, part) : [],
  }));
}

function scoreAll(index: SearchIndex, wanted: readonly Needle[], scores: Float64Array): number {
  const over = modelsOver(index);
  const whole = wanted.map((needle) => needle.spaced).join("");
  let found = 0;
  for (let m = 0; m < scores.length; m++) {
    const isWhole = index.nameWords[m] === whole || isFirst(index.words[m] as string, whole);
    const points = score(index, m, wanted) + (isWhole ? WHOLE_NAME * 1_000 : 0);
    scores[m] = points > 0 ? points - (over[m] as number) : 0;
    if (points > 0) found++;
  }
  return found;
}

/** Whether the first of the texts that a model goes by, its id, is this one. */
function isFirst(words: string, whole: string): boolean {
  return words.startsWith(whole) && (words.length === whole.length || words.startsWith(" |", whole.length));
}

const known = new WeakMap<SearchIndex, Uint16Array>();

/** For each model what it loses when none of its offers can be used; reckoned once for an index. */
function modelsOver(index: SearchIndex): Uint16Array {
  const before = known.get(index);
  if (before) return before;
  const usable = index.traits.map(({ state }) => isUsable(state));
  const over = new Uint16Array(index.ids.length).fill(OVER);
  for (let o = 0; o < index.trait.length; o++)
    if (usable[index.trait[o] as number]) over[index.modelOf[o] as number] = 0;
  known.set(index, over);
  return over;
}

function score(index: SearchIndex, model: number, wanted: readonly Needle[]): number {
  const text = index.squashed[model] as string;
  let points = 0;
  for (const needle of wanted) {
    if (!text.includes(needle.squashed)) {
      const words = index.words[model] as string;
      if (!needle.near.some((word) => words.includes(word))) return 0;
      points += NEAR;
    } else if ((index.nameWords[model] as string).startsWith(needle.spaced)) points += NAME_START;
    else points += (index.words[model] as string).includes(needle.spaced) ? WORD_START : MIDDLE;
  }
  return points * 1_000 - Math.min(index.ownLength[model] as number, LONGEST);
}
