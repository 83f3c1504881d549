/** Letters with a stroke or without a dot, which have no accent to take off. */
const PLAIN_LETTERS: Record<string, string> = { ø: "o", ł: "l", đ: "d", ħ: "h", ı: "i", ς: "σ" };

/** A text as search compares it: lower case, without accents, and every width of a character alike. */
export function folded(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[øłđħıς]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);
}

/**
 * The words of a text as search sees them: folded, split at separators and where letters meet digits, each
 * with a space in front. `GPT-4o mini` gives ` gpt 4 o mini`.
 */
export function spaced(text: string): string {
  const words = folded(text)
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
