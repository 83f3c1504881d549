import { outsideCode } from "@/lib/models/code-spans";

/** Punctuation of Chinese, Japanese, and Korean, which no address has. */
const PUNCTUATION = "\\u2018-\\u201d\\u2026\\u3000-\\u303f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65";
const LETTER = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]";
const ADDRESS = new RegExp(`(?<!\\]\\(|<|\\]:[ \\t]*|[\\w/.@="'])(?:https?://|www\\.)[^\\s<>()${PUNCTUATION}]+`, "gu");
const ENDS_IT = new RegExp(`[${PUNCTUATION}]`);
/** Where a sentence goes on directly after an address: not after a sign that addresses have before such letters. */
const GOES_ON = new RegExp(`(?<=[a-z0-9])${LETTER}|(?<=//[^/]+/)[\\p{Script=Hiragana}\\p{Script=Hangul}]`, "u");

/** Ends addresses where the sentence goes on without a space: `https://example.com/a。然后` is a link and two words. */
export function linkBesideCjk(text: string): string {
  if (!/:\/\/|www\./.test(text)) return text;
  return outsideCode(text, (prose) =>
    prose.replace(ADDRESS, (found, at: number) => {
      const end = found.search(GOES_ON);
      const address = end < 0 ? found : found.slice(0, end);
      if (end < 0 && !ENDS_IT.test(prose[at + address.length] ?? "")) return found;
      const link = address.startsWith("www.") ? `[${address}](http://${address})` : `<${address}>`;
      return link + found.slice(address.length);
    }),
  );
}
