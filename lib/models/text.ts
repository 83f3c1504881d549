import { lookup } from "@/lib/contract/lookup";

/** Letters that Unicode does not decompose into a base letter and a mark. */
const PLAIN_LETTERS: Record<string, string> = lookup({ ø: "o", ł: "l", đ: "d", ħ: "h", ı: "i", ς: "σ" });

/** A text folded for search: lower case, without accents, with full and half width unified. */
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
 * The words of a text for search: folded, split at separators and between letters and digits, each with a leading
 * space. `GPT-4o mini` gives ` gpt 4 o mini`.
 */
export function spaced(text: string): string {
  const words = folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/(\p{L})(?=\p{N})|(\p{N})(?=\p{L})/gu, "$1$2 ")
    .trim();
  return words === "" ? "" : ` ${words}`;
}

/** Words without spaces: `gpt4omini`. */
export function squashed(spacedText: string): string {
  return spacedText.replaceAll(" ", "");
}

/** Replaces NUL and lone surrogates, which databases and clients may reject, with U+FFFD. */
export function cleanText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes("\0") ? wellFormed.replaceAll("\0", "\ufffd") : wellFormed;
}
