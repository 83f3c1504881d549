import { describe, expect, it } from "vitest";
import { parseJson } from "@/lib/contract/json-object";

describe("JSON that is too deep", () => {
  const nested = (levels: number, inner = "") => `${"[".repeat(levels)}${inner}${"]".repeat(levels)}`;

  it.each([
    ["256 levels", nested(256), false],
    ["257 levels", nested(257), true],
    ["257 levels of objects", `${'{"a":'.repeat(257)}1${"}".repeat(257)}`, true],
    ["300 lists side by side", `[${Array.from({ length: 300 }, () => "[]").join()}]`, false],
    ["300 brackets in a text", JSON.stringify({ text: "[".repeat(300) }), false],
    ["levels behind a text with a quote", nested(257, JSON.stringify('"]"')), true],
  ])("is none: %s", (_, text, expected) => {
    expect(parseJson(text)).toEqual(expected ? null : JSON.parse(text));
  });
});
