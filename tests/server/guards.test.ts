import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "@/lib/server/catalog/guards";

const ids = (n: number, from = 0) => new Set(Array.from({ length: n }, (_, i) => `m${i + from}`));

describe("the guards", () => {
  it("refuse an empty list, complete or not", () => {
    expect(judge({ complete: true, ids: new Set() }, ids(5), null)).toEqual({ action: "refuse", reason: "empty" });
    expect(judge({ complete: false, ids: new Set() }, new Set(), null).action).toBe("refuse");
  });

  it("let a partial run add and update, but never remove", () => {
    expect(judge({ complete: false, ids: ids(1) }, ids(100), null)).toMatchObject({
      action: "merge",
      reason: "partial",
    });
  });

  it("hold back a complete run that loses more than a fifth, until a second one confirms it", () => {
    const first = judge({ complete: true, ids: ids(79) }, ids(100), null);
    expect(first).toMatchObject({ action: "merge", reason: "held_back" });
    const held = first.action === "merge" ? first.held : null;
    expect(held).toHaveLength(21);
    expect(judge({ complete: true, ids: ids(79) }, ids(100), held)).toEqual({ action: "replace", held: null });
  });

  it("hold back a second run that loses other offers than the first", () => {
    const held = [...ids(21, 79)];
    expect(judge({ complete: true, ids: ids(79, 21) }, ids(100), held)).toMatchObject({ reason: "held_back" });
  });

  it("never let a single run remove more than a fifth", () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 30 })).map((list) => new Set(list.map(String)));
    fc.assert(
      fc.property(some, some, (received, listed) => {
        const verdict = judge({ complete: true, ids: received }, listed, null);
        const lost = [...listed].filter((id) => !received.has(id)).length;
        if (verdict.action === "replace") expect(lost).toBeLessThanOrEqual(listed.size / 5);
      }),
    );
  });
});
