import { askedKinds, sideKinds } from "./kinds";
import { authorNamed, gatewayNamed } from "./named";
import { nearWords } from "./near";
import type { SearchIndex } from "./search-index";
import { spaced, squashed } from "./text";
import { usableModels } from "./usable";

/** An exact match of the whole name or ID outweighs any number of words. */
const WHOLE_NAME = 100;
const NAME_START = 8;
const WORD_START = 4;
const MIDDLE = 2;
const NEAR = 1;
/** The weight of one of these points; ties are broken by amounts below one point. */
const POINT = 10_000;
/** With more words than this, typos are not corrected. */
const MAX_GUESSED = 8;
/** Longer texts rank the same. */
const MAX_LENGTH = 499;
/** Models that are no longer usable rank below equal matches that are usable. */
const OVER = 5_000;
/** Then rarely searched kinds rank lower: moderation, embedding, rerank, speech, and base models, unless typed. */
const SIDE = 2_500;
/** Then models at more gateways rank first. */
const MAX_GATEWAYS = 20;
const GATEWAY = 100;

/** A search word, to be found at a word's start and anywhere. */
interface Needle {
  spaced: string;
  squashed: string;
  /** Possible corrections, each with a leading space; empty when the word is taken as typed. */
  near: readonly string[];
}

/** Score of each model by number, 0 for no match; caches the last typed text per index. */
const scoreCache = new WeakMap<SearchIndex, { typed: string; scores: Float64Array }>();

/**
 * The score of each model for the typed text: 0 unless every word is found, in any order, and no word of the model
 * starts with an excluded one; null when nothing was typed. The whole name or ID counts most, then the start of the
 * name, the start of a word, and the middle of a word; then served models before ended ones, and short names before
 * long ones. Typos are corrected only when no model matches as typed.
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

/** Splits typed text at white space; separators within a word are ignored (`llama-3.3` is `llama33`). */
function needles(typed: string, excluded: boolean): Needle[] {
  return typed
    .split(/\s+/)
    .filter((word) => /^"?-[\p{L}\p{N}]/u.test(word) === excluded)
    .map((word) => spaced(word))
    .filter((word) => word !== "")
    .map((word) => ({ spaced: word, squashed: squashed(word), near: [] }));
}

/** Words with their possible corrections. Limited, because each is compared with the whole vocabulary. */
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
  const requestedKinds = askedKinds(wanted.map((needle) => needle.spaced));
  const names = wanted.map((needle) => modelsNamedBy(index, needle.squashed));
  const phrase = wanted.map((needle) => needle.spaced).join("");
  let count = 0;
  for (let m = 0; m < scores.length; m++) {
    const isWhole = index.nameWords[m] === phrase || isFirst(index.words[m] as string, phrase);
    const points = score(index, m, wanted, names);
    if (points === 0) continue;
    const fewer = MAX_GATEWAYS - Math.min(index.gatewayCount[m] as number, MAX_GATEWAYS);
    scores[m] =
      (points + (isWhole ? WHOLE_NAME : 0)) * POINT -
      (usable[m] === 1 ? 0 : OVER) -
      (((kinds[m] as number) & ~requestedKinds) === 0 ? 0 : SIDE) -
      fewer * GATEWAY -
      Math.min(index.ownLength[m] as number, MAX_LENGTH);
    count++;
  }
  return count;
}

/** Whether the model's first name, its ID, is exactly this text. */
function isFirst(words: string, phrase: string): boolean {
  return words.startsWith(phrase) && (words.length === phrase.length || words.startsWith(" |", phrase.length));
}

/** 1 for each model whose gateway or author a word names; null when it names neither. */
function modelsNamedBy(index: SearchIndex, word: string): Uint8Array | null {
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
