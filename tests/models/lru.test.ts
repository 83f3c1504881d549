import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowerBound } from "@/lib/models/binary-search";
import { Lru } from "@/lib/models/lru";

describe("Lru", () => {
  it("drops the least recently used entry", () => {
    const cache = new Lru<string, number>(2);
    cache.set("a", 1);
    cache.set("b", 2);
    expect(cache.get("a")).toBe(1);
    cache.set("c", 3);
    expect([...cache.entries()]).toEqual([
      ["a", 1],
      ["c", 3],
    ]);
  });

  it("creates a value once", () => {
    const cache = new Lru<string, number>(2);
    let made = 0;
    const make = () => ++made;
    expect([cache.getOrMake("a", make), cache.getOrMake("a", make)]).toEqual([1, 1]);
    cache.delete("a");
    expect(cache.getOrMake("a", make)).toBe(2);
  });

  it("does not keep a promise that rejects", async () => {
    const cache = new Lru<string, Promise<number>>(2);
    await expect(cache.getOrMake("a", () => Promise.reject(new Error("busy")))).rejects.toThrow("busy");
    expect(await cache.getOrMake("a", () => Promise.resolve(1))).toBe(1);
  });

  it("keeps null as a value", () => {
    const cache = new Lru<string, null>(1);
    cache.set("a", null);
    expect([cache.get("a"), cache.get("b")]).toEqual([null, undefined]);
  });
});

it("lowerBound finds the first index, or the end", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: -1, max: 21 }), (values, wanted) => {
      const rising = values.toSorted((a, b) => a - b);
      const expected = rising.findIndex((value) => value >= wanted);
      const found = lowerBound(rising.length, (i) => (rising[i] ?? 0) >= wanted);
      expect(found).toBe(expected < 0 ? rising.length : expected);
    }),
  );
});
