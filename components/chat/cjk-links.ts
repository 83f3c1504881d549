import { outsideCode } from "@/lib/models/code-spans";

/** CJK punctuation, which no URL contains. */
const PUNCTUATION = "\\u2018-\\u201d\\u2026\\u3000-\\u303f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65";
const LETTER = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]";
const URL_TEXT = new RegExp(`(?<!\\]\\(|<|\\]:[ \\t]*|[\\w/.@="'])(?:https?://|www\\.)[^\\s<>()${PUNCTUATION}]+`, "gu");
const ENDS_URL = new RegExp(`[${PUNCTUATION}]`);
/** A CJK sentence that continues directly after a URL, unless the character before it may belong to the URL. */
const CONTINUES = new RegExp(`(?<=[a-z0-9])${LETTER}|(?<=//[^/]+/)[\\p{Script=Hiragana}\\p{Script=Hangul}]`, "u");

/** Ends URLs where a CJK sentence continues without a space: `https://example.com/a。然后` is a link and two words. */
export function linkBesideCjk(text: string): string {
  if (!/:\/\/|www\./.test(text)) return text;
  return outsideCode(text, (prose) =>
    prose.replace(URL_TEXT, (match, at: number) => {
      const end = match.search(CONTINUES);
      const url = end < 0 ? match : match.slice(0, end);
      if (end < 0 && !ENDS_URL.test(prose[at + url.length] ?? "")) return match;
      const link = url.startsWith("www.") ? `[${url}](http://${url})` : `<${url}>`;
      return link + match.slice(url.length);
    }),
  );
}
