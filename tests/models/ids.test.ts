import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeId, encodeId, modelPath } from "@/lib/models/ids";

const nasty = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.stringMatching(/^[./!%2Ea~@:?# ]{0,8}$/),
  fc.constantFrom(
    "..",
    ".",
    "a/../b",
    "/a",
    "a//b",
    "a/",
    "__proto__",
    "%2E%2E",
    "!..",
    "a%2Fb",
    "模型/é",
    "a\\b",
    "a\nb",
  ),
);

describe("an ID as a path", () => {
  it("round-trips with any characters", () => {
    fc.assert(
      fc.property(nasty, (id) => {
        expect(decodeId(encodeId(id))).toBe(id);
      }),
      { numRuns: 2_000 },
    );
  });

  it("survives URL normalization in every client", () => {
    fc.assert(
      fc.property(
        nasty.filter((id) => id !== ""),
        (id) => {
          const { pathname, search, hash } = new URL(modelPath(id), "http://host");
          expect([search, hash]).toEqual(["", ""]);
          expect(decodeId(pathname.slice("/models/".length))).toBe(id);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("keeps slashes readable if possible and encodes the whole ID if a segment would be removed", () => {
    expect(modelPath("katanemo/Arch-Router-1.5B")).toBe("/models/katanemo/Arch-Router-1.5B");
    expect(encodeId("acme/../up")).toBe("acme%2F..%2Fup");
  });

  it("is null when its percent-encoding is invalid", () => {
    expect(decodeId("50%")).toBeNull();
  });
});
