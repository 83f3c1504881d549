import { askedKinds, sideKinds } from "./kinds";
import { authorNamed, gatewayNamed } from "./named";
import { nearWords } from "./near";
import type { SearchIndex } from "./search-index";
import { spaced, squashed } from "./text";
import { usableModels } from "./usable";

/** The whole name or id, word for word: more than any number of words can make up for. */
const WHOLE_NAME = 100;
const NAME_START = 8;
const WORD_START = 4;
const MIDDLE = 2;
const NEAR = 1;
/** What one of these points is worth; what ranks equal matches takes off less than one. */
const POINT = 10_000;
/** Of more words than these no meaning is guessed. */
const MAX_GUESSED = 8;
/** Longer texts are the same to the ranking. */
const LONGEST = 499;
/** What cannot be used anymore comes after all that can and matches as well. */
const OVER = 5_000;
/** Then what few searches mean: moderation, embedding, rerank, speech, and base models whose word is not typed. */
const SIDE = 2_500;
/** Then the models at the most gateways come first. */
const MAX_GATEWAYS = 20;
const GATEWAY = 100;

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
  const usable = usableModels(index).models;
  const kinds = sideKinds(index);
  const asked = askedKinds(wanted.map((needle) => needle.spaced));
  const names = wanted.map((needle) => whoIsNamed(index, needle.squashed));
  const whole = wanted.map((needle) => needle.spaced).join("");
  let found = 0;
  for (let m = 0; m < scores.length; m++) {
    const isWhole = index.nameWords[m] === whole || isFirst(index.words[m] as string, whole);
    const points = score(index, m, wanted, names);
    if (points === 0) continue;
    const fewer = MAX_GATEWAYS - Math.min(index.gatewayCount[m] as number, MAX_GATEWAYS);
    scores[m] =
      (points + (isWhole ? WHOLE_NAME : 0)) * POINT -
      (usable[m] === 1 ? 0 : OVER) -
      (((kinds[m] as number) & ~asked) === 0 ? 0 : SIDE) -
      fewer * GATEWAY -
      Math.min(index.ownLength[m] as number, LONGEST);
    found++;
  }
  return found;
}

/** Whether the first of the texts that a model goes by, its id, is this one. */
function isFirst(words: string, whole: string): boolean {
  return words.startsWith(whole) && (words.length === whole.length || words.startsWith(" |", whole.length));
}

/** 1 for each model that a word means by a gateway that has it or by its author; null where it names neither. */
function whoIsNamed(index: SearchIndex, word: string): Uint8Array | null {
  const gateway = gatewayNamed(index, word);
  const author = authorNamed(index, word);
  if (gateway < 0 && author < 0) return null;
  return Uint8Array.from(index.ids, (_, m) => {
    if (author >= 0 && index.author[m] === author) return 1;
    return index.gateway.subarray(index.firstOffer[m], index.primaryEnd[m]).includes(gateway) ? 1 : 0;
  });
}

function score(
  index: SearchIndex,
  model: number,
  wanted: readonly Needle[],
  names: readonly (Uint8Array | null)[],
): number {
  const text = index.squashed[model] as string;
  let points = 0;
  for (let i = 0; i < wanted.length; i++) {
    const needle = wanted[i] as Needle;
    if (!text.includes(needle.squashed)) {
      const words = index.words[model] as string;
      if (names[i]?.[model] === 1) points += WORD_START;
      else if (needle.near.some((word) => words.includes(word))) points += NEAR;
      else return 0;
    } else if ((index.nameWords[model] as string).startsWith(needle.spaced)) points += NAME_START;
    else points += (index.words[model] as string).includes(needle.spaced) ? WORD_START : MIDDLE;
  }
  return points;
}
