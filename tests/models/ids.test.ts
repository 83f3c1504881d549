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

describe("an id as a path", () => {
  it("comes back as it went, whatever characters it holds", () => {
    fc.assert(
      fc.property(nasty, (id) => {
        expect(decodeId(encodeId(id))).toBe(id);
      }),
      { numRuns: 2_000 },
    );
  });

  it("survives what every client does to an address before it sends it", () => {
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

  it("keeps slashes readable where it can and encodes whole where a segment would be folded away", () => {
    expect(modelPath("katanemo/Arch-Router-1.5B")).toBe("/models/katanemo/Arch-Router-1.5B");
    expect(encodeId("acme/../up")).toBe("acme%2F..%2Fup");
  });

  it("is null when the percent signs are no encoding", () => {
    expect(decodeId("50%")).toBeNull();
  });
});
