import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItemFinder } from "@/lib/net/json-items";

function itemsOf(bytes: Buffer, size = bytes.length) {
  const finder = new ItemFinder();
  for (let at = 0; at < bytes.length; at += size) finder.push(bytes.subarray(at, at + size));
  return finder.finish().map(([from, to]) => bytes.toString("utf8", from, to));
}

describe("the items of a JSON list", () => {
  it("are found wherever chunks end", () => {
    const item = fc.oneof(fc.jsonValue(), fc.constantFrom('"', '\\"', "],[", "{", "é€😀"));
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), fc.nat(2), (list, size, space) => {
        const found = itemsOf(Buffer.from(JSON.stringify(list, null, space)), size);
        expect(found.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  it.each(['{"a":[1,2]}', "[1,[2", "5", "", "]]", "[1]]"])("of anything else are the whole text: %s", (text) => {
    expect(itemsOf(Buffer.from(text))).toEqual([text]);
  });
});
