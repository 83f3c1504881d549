import { describe, expect, it } from "vitest";
import { timedText } from "@/lib/server/protocols/timed-text";

describe("a text with the time", () => {
  it("sorts by time", () => {
    const times = [1, 2, 1_795_000_000_000, 1_795_000_000_001, 2_000_000_000_000];
    const texts = times.map((time) => timedText(18, "hex", time));
    expect(texts.toSorted()).toEqual(texts);
  });

  it("differs from others of the same moment", () => {
    const texts = Array.from({ length: 1_000 }, () => timedText(15, "base64url", 1_795_000_000_000));
    expect(new Set(texts).size).toBe(1_000);
    for (const text of texts) expect(text).toMatch(/^[\w-]{20}$/);
  });
});
