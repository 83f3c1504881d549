import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Dedupe } from "@/lib/client/dedupe";
import { parseListPage } from "@/lib/client/list-page";

function dedupe(rows: readonly unknown[]) {
  const distinct = new Dedupe();
  distinct.add(0, rows.length, rows);
  return distinct.models();
}

describe("the rows of a list", () => {
  it("keep the first row of each exact ID, in order", () => {
    const rows = [{ id: "b", n: 1 }, { id: "a" }, { id: "b", n: 2 }, { id: "B" }];
    expect(dedupe(rows)).toEqual([{ id: "b", n: 1 }, { id: "a" }, { id: "B" }]);
  });

  it("accept any string as an ID, including names of object properties", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString"))), (names) => {
        const expected = [...new Set(names.filter((name) => name.trim() !== ""))];
        expect(dedupe(names.map((id) => ({ id }))).map((row) => row.id)).toEqual(expected);
      }),
    );
  });

  it("do not mistake a row without an ID for a row with one", () => {
    expect(dedupe([{ name: "a" }, { id: '{"name":"a"}' }, null, "a", 1, [], { id: null }])).toEqual([
      { id: '{"name":"a"}' },
    ]);
  });
});

describe("readAnswer", () => {
  it("accepts a total only when it is a count", () => {
    for (const total of [-1, 1.5, "94", null, Number.NaN, Number.MAX_VALUE]) {
      expect(parseListPage({ data: [], total }).total).toBeNull();
    }
    expect(parseListPage({ data: [], total: 94 }).total).toBe(94);
  });

  it("takes a next offset to mean more rows", () => {
    expect(parseListPage({ data: [], next_offset: 100 }).hasMore).toBe(true);
    expect(parseListPage({ data: [], next_offset: null }).hasMore).toBeNull();
    expect(parseListPage({ data: [], next_offset: 100, has_more: false }).hasMore).toBe(false);
  });

  it.each([
    [{ error: { message: "no such gateway" } }, "no such gateway"],
    [{ detail: "rate limited" }, "rate limited"],
    [{ data: null }, "data: null"],
    [{ data: [], success: false, message: "down" }, "down"],
    [{ models: [] }, "models"],
    ["text", "a string"],
    [null, "null"],
  ])("reports what it received instead of a list: %j", (body, words) => {
    expect(() => parseListPage(body)).toThrow(words);
  });
});
