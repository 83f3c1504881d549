import { cached } from "./cached";
import type { SearchIndex } from "./search-index";

/** Rarely searched kinds of models, each with the words that name it and the outputs that identify it. */
const SIDE_KINDS: readonly { words: readonly string[]; outputs: readonly string[] }[] = [
  { words: ["guard", "guardian", "moderation", "shieldgemma", "safeguard", "safety"], outputs: ["moderation"] },
  { words: ["embed", "embedding", "embeddings", "bge", "gte"], outputs: ["embedding", "embeddings"] },
  { words: ["rerank", "reranker"], outputs: ["rerank"] },
  { words: ["whisper", "tts", "speech", "asr", "transcribe", "voice"], outputs: ["transcription"] },
  { words: ["reward", "judge", "prm"], outputs: ["judge"] },
  { words: ["base"], outputs: [] },
];

/** Matches whole words in the words of a model, whose names are separated by "|". */
const wordsPattern = (words: readonly string[]) => new RegExp(`(?:^|[ |])(?:${words.join("|")})(?= |$)`);
const SIDE_WORDS = SIDE_KINDS.map(({ words }) => wordsPattern(words));
const ANY_SIDE_WORD = wordsPattern(SIDE_KINDS.flatMap(({ words }) => words));

/** The side kinds of each model as bits, 0 for a chat model. */
export const sideKinds = cached((index: SearchIndex) => {
  const outputs = SIDE_KINDS.map((kind) =>
    index.modalities.reduce((bits, name, i) => (i < 31 && kind.outputs.includes(name) ? bits | (1 << i) : bits), 0),
  );
  return Uint8Array.from(index.ids, (_, m) => {
    const words = index.words[m] as string;
    const output = index.traits[index.trait[index.firstOffer[m] as number] as number]?.output ?? 0;
    const named = ANY_SIDE_WORD.test(words);
    return SIDE_KINDS.reduce(
      (bits, _kind, k) =>
        (output & (outputs[k] as number)) !== 0 || (named && SIDE_WORDS[k]?.test(words)) ? bits | (1 << k) : bits,
      0,
    );
  });
});

/** The kinds that typed words name, as bits; each word in `typed` has a leading space. */
export function askedKinds(typed: readonly string[]): number {
  const words = typed.flatMap((text) => text.trim().split(" "));
  const asks = (kind: readonly string[]) =>
    words.some((word) => word.length > 2 && kind.some((k) => k.startsWith(word)));
  return SIDE_KINDS.reduce((bits, { words: kind }, k) => (asks(kind) ? bits | (1 << k) : bits), 0);
}
