import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CustomInput, customArguments, customInput } from "@/lib/server/protocols/custom-tools";

/** What arguments add to an input, piece by piece, and what is left at their end. */
function read(pieces: readonly string[]): string[] {
  const input = new CustomInput();
  return [...pieces.map((piece) => input.add(piece)), input.end()];
}

describe("free-form input in the arguments of a function", () => {
  it("is the text itself, however the arguments arrive", () => {
    const unit = fc.constantFrom("a", '"', "\\", "\n", "\u0000", "\u007f", "é", "😀", "u", "{", "}");
    const text = fc.string({ unit, maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(100), { maxLength: 8 }), (input, cuts) => {
        const args = customArguments(input);
        const at = [0, ...cuts.map((cut) => cut % (args.length + 1)), args.length].sort((a, b) => a - b);
        const pieces = at.slice(1).map((end, i) => args.slice(at[i], end));
        expect(read(pieces).join("")).toBe(input);
        expect(customInput(args)).toBe(input);
      }),
    );
  });

  it("arrives with its pieces, without splitting an escape", () => {
    expect(read(['{"in', 'put": "a', "\\", "nb\\u00", 'e9"', "}"])).toEqual(["", "a", "", "\nb", "é", "", ""]);
    expect(read(['{"input": "a\\ud83d', "\\", 'ude00"}'])).toEqual(["a", "", "😀", ""]);
    expect(read(['{"input": "\\ud83d', '"}'])).toEqual(["", "\ud83d", ""]);
  });

  it.each([
    ['{"input": "a\nb"}', "a\nb"],
    ['{"input":"C:\\dir"}', "C:\\dir"],
    ['{"input":"a\\nC:\\dir\\\\"}', "a\nC:\\dir\\"],
    ['{"input":"cut off', "cut off"],
    ['{"patch":"a"}', "a"],
    ['{"note":1,"input":"a"}', "a"],
    ['{"path":"a","patch":"b"}', '{"path":"a","patch":"b"}'],
    ["*** Begin Patch", "*** Begin Patch"],
    ["{}", ""],
    ["", ""],
  ])("of %j is %j", (args, input) => {
    expect(customInput(args)).toBe(input);
    expect(read([...args]).join("")).toBe(input);
  });

  // Where each piece costs as much as all before it, this takes minutes.
  it("is read in linear time in any other format", () => {
    const pieces = Array.from({ length: 200_000 }, () => "    ");
    expect(read([...pieces, "x"]).at(-1)).toHaveLength(800_001);
  });
});
