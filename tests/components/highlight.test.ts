import { describe, expect, it } from "vitest";
import { requestCode } from "@/components/docs/request-code";
import { snippets } from "@/components/model/snippets";
import { piecesOf } from "@/components/ui/highlight";

const textOf = (pieces: ReturnType<typeof piecesOf>) => pieces.map(({ text }) => text).join("");

describe("highlighted code", () => {
  it("is the same text, in pieces whose neighbors differ in color", () => {
    const target = { base: "http://a.example/v1", id: "lab/one", only: "groq" };
    const code = [
      ...snippets({ ...target, raw: { base: "http://b.example", id: "one", keyEnv: "B_KEY" } }),
      ...requestCode({ method: "POST", url: "http://a.example/v1/keys", keyName: "KEY", body: '{ "name": "it\'s" }' }),
    ];
    expect(code.length).toBeGreaterThan(0);
    for (const { language, code: text } of code) {
      const pieces = piecesOf(text, language);
      expect(textOf(pieces)).toBe(text);
      expect(pieces.filter(({ tone }, i) => i > 0 && tone === pieces[i - 1]?.tone)).toEqual([]);
      expect(new Set(pieces.map(({ tone }) => tone))).toContain("string");
    }
  });

  it("colors strings, numbers, and literals of JSON, but not its keys", () => {
    const tones = piecesOf('{ "a": "b", "c": 1, "d": null }', "json").filter(({ tone }) => tone);
    expect(tones).toEqual([
      { tone: "string", text: '"b"' },
      { tone: "number", text: "1" },
      { tone: "keyword", text: "null" },
    ]);
  });

  it("is one piece in an unknown language", () => {
    expect(piecesOf("if (a) b", "klingon")).toEqual([{ tone: null, text: "if (a) b" }]);
  });
});
