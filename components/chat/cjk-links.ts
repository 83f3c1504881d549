import { outsideCode } from "@/lib/models/code-spans";

/** Punctuation of Chinese, Japanese, and Korean, which no address has. */
const PUNCTUATION = "\\u2018-\\u201d\\u2026\\u3000-\\u303f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65";
const ADDRESS = new RegExp(`(?<!\\]\\(|<|\\]:[ \\t]*|[\\w/])https?://[^\\s<>()${PUNCTUATION}]+`, "g");
const ENDS_IT = new RegExp(`[${PUNCTUATION}]`);

/** Ends addresses where the sentence goes on without a space: `https://example.com/a。然后` is a link and two words. */
export function linkBesideCjk(text: string): string {
  if (!text.includes("://")) return text;
  return outsideCode(text, (prose) =>
    prose.replace(ADDRESS, (address, at: number) =>
      ENDS_IT.test(prose[at + address.length] ?? "") ? `<${address}>` : address,
    ),
  );
}
