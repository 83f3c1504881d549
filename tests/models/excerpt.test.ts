import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptOf, markedParts, searchWords } from "@/lib/models/excerpt";
import { folded } from "@/lib/models/text";

const word = fc.string({
  unit: fc.constantFrom("a", "B", "ß", "İ", "é", "e\u0301", "Ａ", "ﬁ", "ｶ\uff9e", "7", "."),
  minLength: 1,
  maxLength: 4,
});
const text = fc
  .array(fc.oneof(word, fc.constantFrom("\n", "  ", "lorem", "😀")), { maxLength: 120 })
  .map((all) => all.join(" "));

describe("a search excerpt", () => {
  it("shows the word with its surroundings in one line", () => {
    const said = `First of all.\n\nThen ${"so on ".repeat(30)}until the KRAKEN\n\nwakes ${"and on ".repeat(40)}`;
    const line = excerptOf(said, searchWords("kraken wakes")) ?? "";
    expect(line).toMatch(/^…\S.* the KRAKEN wakes and on .*…$/);
    expect(excerptOf("short and whole", ["whole"])).toBe("short and whole");
    expect(excerptOf("nothing of it", ["else"])).toBeNull();
  });

  it.each([
    ["Das Café im Süden", "cafe", "Café"],
    ["Das Cafe\u0301 im Süden", "café", "Cafe\u0301"],
    ["in Łódź", "lodz", "Łódź"],
    ["ＧＰＴ－４ is wide", "gpt-4", "ＧＰＴ－４"],
    ["ｶﾞｽ is narrow", "ガス", "ｶﾞｽ"],
  ])("is found whatever its accents and widths: %s", (said, query, hit) => {
    expect(markedParts(said, searchWords(query)).filter((part) => part.hit)).toEqual([{ text: hit, hit: true }]);
  });

  it("respects its maximum length, and includes a word if there is one", () => {
    fc.assert(
      fc.property(text, fc.array(word, { minLength: 1, maxLength: 3 }), (said, query) => {
        const words = searchWords(query.join(" "));
        const line = excerptOf(said, words);
        if (line === null) return;
        expect(line.length).toBeLessThanOrEqual(122);
        expect(markedParts(line, words).some(({ hit }) => hit)).toBe(true);
      }),
    );
  });

  it("equals its joined parts, and marks only search words", () => {
    fc.assert(
      fc.property(text, fc.array(word, { maxLength: 3 }), (said, query) => {
        const words = searchWords(query.join(" "));
        const parts = markedParts(said, words);
        expect(parts.map((part) => part.text).join("")).toBe(said);
        for (const part of parts) if (part.hit) expect(words).toContain(folded(part.text));
      }),
    );
  });
});
