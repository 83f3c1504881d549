/**
 * The words of a text as search sees them: lower case, split at separators and where letters meet digits, each
 * with a space in front. `GPT-4o mini` gives ` gpt 4 o mini`.
 */
export function spaced(text: string): string {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/(\p{L})(?=\p{N})|(\p{N})(?=\p{L})/gu, "$1$2 ")
    .trim();
  return words === "" ? "" : ` ${words}`;
}

/** The same without spaces: `gpt4omini`. */
export function squashed(spacedText: string): string {
  return spacedText.replaceAll(" ", "");
}

/** Replaces NUL and lone surrogates, which databases and clients may reject, with U+FFFD. */
export function cleanText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes("\0") ? whole.replaceAll("\0", "\ufffd") : whole;
}
