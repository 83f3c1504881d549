import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ShapeLimits, ShapeMeter } from "@/lib/net/json-shape";

const LIMITS: ShapeLimits = { depth: 8, items: 100, keys: 50, keysPerObject: 10 };
const excess = (text: string, limits = LIMITS, piece = Number.MAX_SAFE_INTEGER) => {
  const bytes = Buffer.from(text);
  const meter = new ShapeMeter(limits);
  for (let at = 0; at < bytes.length; at += piece) {
    const found = meter.push(bytes.subarray(at, at + piece));
    if (found) return found.text;
  }
  return null;
};

/** Values, keys and levels of a parsed value. */
function shapeOf(value: unknown): { items: number; keys: number; widest: number; depth: number } {
  if (typeof value !== "object" || value === null) return { items: 1, keys: 0, widest: 0, depth: 0 };
  const inner = Object.values(value).map(shapeOf);
  const own = Array.isArray(value) ? 0 : inner.length;
  return {
    items: 1 + inner.reduce((sum, { items }) => sum + items, 0),
    keys: own + inner.reduce((sum, { keys }) => sum + keys, 0),
    widest: Math.max(own, ...inner.map(({ widest }) => widest)),
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
  };
}

describe("the shape of JSON", () => {
  it.each([
    ["levels", `${"[".repeat(9)}${"]".repeat(9)}`, "more than 8 levels"],
    ["levels of objects", `${'{"a":'.repeat(9)}1${"}".repeat(9)}`, "more than 8 levels"],
    ["values", `[${"1,".repeat(100)}1]`, "more than 100 values"],
    ["empty lists", `[${"[],".repeat(60)}1]`, "more than 100 values"],
    ["keys", `[${'{"a":1},'.repeat(30)}${'{"a":1,"b":2,"c":3},'.repeat(8)}1]`, "more than 50 keys"],
    [
      "keys of one object",
      `{${Array.from({ length: 11 }, (_, n) => `"k${n}":1`).join()}}`,
      "more than 10 keys in one object",
    ],
  ])("reports too many %s", (_, text, said) => {
    expect(excess(text, LIMITS)).toBe(said);
    expect(excess(text, LIMITS, 1)).toBe(said);
  });

  it("counts nothing inside strings, whatever is escaped and wherever chunks end", () => {
    const text = JSON.stringify({ a: `${"[{,:".repeat(500)}"\\"\\\\`, b: "\\" });
    for (const piece of [1, 2, 3, 7, 1_000]) expect(excess(text, LIMITS, piece)).toBeNull();
  });

  it("never counts less than the value has, and accepts what is within the limits twice over", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 1, max: 9 }), (value, piece) => {
        const { items, keys, widest, depth } = shapeOf(value);
        const exact = { items, keys, keysPerObject: widest, depth };
        const text = JSON.stringify(value);
        expect(excess(text, { ...exact, items: items * 2 }, piece)).toBeNull();
        if (items > 1) expect(excess(text, { ...exact, items: items - 2 }, piece)).not.toBeNull();
        if (keys > 0) expect(excess(text, { ...exact, items: items * 2, keys: keys - 1 }, piece)).not.toBeNull();
        if (depth > 0) expect(excess(text, { ...exact, items: items * 2, depth: depth - 1 }, piece)).not.toBeNull();
      }),
    );
  });
});
