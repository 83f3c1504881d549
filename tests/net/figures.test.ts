import { describe, expect, it } from "vitest";
import { readCount, readDurationMs, readHeader, readUsd } from "@/lib/net/figures";

const NEVER = [-1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, undefined, "", " ", "x", "-1"];
const NEITHER = [true, [], [7], {}, "1e999", "0x10", "1_000", "Infinity", "NaN", 1e300, 10n];

describe("figures from outside", () => {
  it("are null when negative, infinite, implausible, or not a number", () => {
    for (const value of [...NEVER, ...NEITHER])
      expect([value, readCount(value), readUsd(value), readDurationMs(value)]).toEqual([value, null, null, null]);
  });

  it("are accepted as numbers and as text", () => {
    expect([readCount(0), readCount(7), readCount("12"), readCount(3.0)]).toEqual([0, 7, 12, 3]);
    expect([readUsd(0.0012), readUsd("1.5e-7")]).toEqual([0.0012, 1.5e-7]);
    expect([readDurationMs(1.5), readDurationMs("250")]).toEqual([1.5, 250]);
  });

  it("are integers where they are counts", () => {
    expect([readCount(1.5), readCount("1.5")]).toEqual([null, null]);
  });

  it("are never negative zero", () => {
    expect([readCount(-0), readUsd(-0), readDurationMs(-0)].map((zero) => Object.is(zero, 0))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("from a header are one line, the first of several", () => {
    expect([readHeader(" 5 "), readHeader(["a", "b"]), readHeader(""), readHeader(undefined)]).toEqual([
      "5",
      "a",
      null,
      null,
    ]);
    expect(readHeader("x".repeat(1_001))).toBeNull();
  });
});
