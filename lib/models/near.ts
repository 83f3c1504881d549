/** Shorter words are not corrected. */
const MIN_LENGTH = 4;
const TWO_ERRORS_FROM = 8;
const MAX = 24;

/**
 * The closest words of a vocabulary to a mistyped word, each with a leading space: one letter wrong, missing, extra, or
 * swapped; two in long words. The word may be a prefix. Only for search; identity never uses it.
 */
export function nearWords(vocabulary: readonly string[], typed: string): string[] {
  if (typed.length < MIN_LENGTH) return [];
  let maxErrors = typed.length >= TWO_ERRORS_FROM ? 2 : 1;
  let near: string[] = [];
  for (const word of vocabulary) {
    if (word.length < typed.length - maxErrors) continue;
    const errors = distance(typed, word, maxErrors);
    if (errors > maxErrors) continue;
    if (errors < maxErrors) near = [];
    maxErrors = errors;
    near.push(` ${word}`);
  }
  return near.slice(0, MAX);
}

/** The edit distance between a typed word and the closest prefix of another; `maxErrors + 1` when it exceeds that. */
function distance(typed: string, word: string, maxErrors: number): number {
  const width = Math.min(word.length, typed.length + maxErrors);
  let previousRow: number[] = [];
  let lastRow = Array.from({ length: width + 1 }, (_, j) => j);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= width; j++) {
      const same = typed[i - 1] === word[j - 1];
      let errors = Math.min((lastRow[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (lastRow[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (swapped) errors = Math.min(errors, (previousRow[j - 2] ?? 0) + 1);
      row.push(errors);
      least = Math.min(least, errors);
    }
    if (least > maxErrors) return maxErrors + 1;
    previousRow = lastRow;
    lastRow = row;
  }
  return Math.min(maxErrors + 1, ...lastRow);
}
