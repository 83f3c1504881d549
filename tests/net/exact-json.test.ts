import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExact, stringifyExact } from "@/lib/net/exact-json";

const big = fc.bigInt(-(10n ** 40n), 10n ** 40n).filter((value) => !Number.isSafeInteger(Number(value)));
/** As text, a larger integer without an exponent is a bigint. */
const double = fc
  .double({ noDefaultInfinity: true, noNaN: true })
  .filter((number) => !/^-?\d{16,}$/.test(String(number)) || Number.isSafeInteger(number))
  .map((number) => (Object.is(number, -0) ? 0 : number));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    big,
    double,
    fc.string({ unit: "binary" }).map((text) => text.toWellFormed()),
    fc.constantFrom(null, true, '"', '\\"', "\\\\", ', 12345678901234567890 "', "__proto__"),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("any"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;

describe("exact JSON", () => {
  it("keeps every digit of integers and everything around them", () => {
    fc.assert(
      fc.property(value, (any) => {
        const text = stringifyExact({ any });
        expect(parseExact(text)).toEqual({ any });
        expect(stringifyExact(parseExact(text) as object)).toBe(text);
      }),
    );
  });

  it.each([
    '{"a":12345678901234567890,}',
    "[00000000000000000001]",
    '{"a":12345678901234567890x}',
    '["12345678901234567890',
    "[1e999]",
    '{"a":1,12345678901234567890:[12345678901234567890]}',
    `[${"9".repeat(400)}]`,
  ])("refuses %s, with a message that has only what was sent", (text) => {
    expect(() => parseExact(text)).toThrow(SyntaxError);
    expect(() => parseExact(text)).not.toThrow(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it("keeps a key called __proto__ a key", () => {
    const parsed = parseExact('{"__proto__":12345678901234567890,"a":{"__proto__":[12345678901234567890]}}') as object;
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(Object.entries(parsed)[0]).toEqual(["__proto__", 12345678901234567890n]);
  });

  it("leaves numbers alone that only look large", () => {
    expect(parseExact("[0.12345678901234567, 1234567890123456, 1e100, -1234567890123456.5]")).toEqual([
      Number("0.12345678901234567"),
      1234567890123456,
      1e100,
      -1234567890123456.5,
    ]);
  });
});
