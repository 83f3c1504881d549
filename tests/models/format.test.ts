import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ageText,
  agoText,
  cellPrice,
  contextText,
  costText,
  countOf,
  countText,
  dayText,
  displayName,
  monthText,
  priceText,
  secondsText,
  speedText,
} from "@/lib/models/format";

describe("displayed figures", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1_350, "1,350"],
    [1_234_567, "1,234,567"],
  ])("%d has thousands separators", (n, text) => expect(countText(n)).toBe(text));

  it("counts agree with their nouns", () => {
    expect([countOf(1, "model"), countOf(0, "model"), countOf(1_350, "model")]).toEqual([
      "1 model",
      "0 models",
      "1,350 models",
    ]);
  });

  it.each([
    [512, "512"],
    [8_192, "8K"],
    [131_072, "131K"],
    [999_499, "999K"],
    [999_500, "1M"],
    [1_048_576, "1M"],
    [1_050_000, "1.05M"],
    [2_097_152, "2M"],
  ])("a context of %d tokens is abbreviated", (tokens, text) => expect(contextText(tokens)).toBe(text));

  it.each([
    [0, "0.00"],
    [0.1, "0.10"],
    [0.075, "0.075"],
    [0.0375, "0.0375"],
    [0.000123, "0.000123"],
    [1e-9, "0.000000001"],
    [1e-13, "1e-13"],
    [12.5, "12.50"],
    [999.99, "999.99"],
    [999.999, "1,000"],
    [1_234.5, "1,235"],
    [999_999.6, "1.00M"],
    [3_600_000, "3.60M"],
    [1_200_000_000, "1,200M"],
  ])("a price of %d has two decimals when cents matter", (usd, text) => expect(priceText(usd)).toBe(text));

  it("a displayed price is within a hundredth of the actual price, and 0 only if that is 0", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e9, noNaN: true }), (usd) => {
        const shown = Number(priceText(usd).replaceAll(",", "").replace("M", "e6"));
        expect(shown).toBeGreaterThan(0);
        expect(Math.abs(shown - usd) / usd).toBeLessThan(0.01);
      }),
    );
  });

  it("times are in UTC, durations are rounded down", () => {
    const time = Date.parse("2024-12-06T23:59:59Z");
    expect([monthText(time), dayText(time)]).toEqual(["Dec 2024", "Dec 6, 2024"]);
    expect([-5, 59_999, 60_000, 3_599_999, 86_399_999, 86_400_000].map(ageText)).toEqual([
      "0 s",
      "59 s",
      "1 min",
      "59 min",
      "23 h",
      "1 d",
    ]);
    expect([secondsText(410), speedText(7.46), speedText(1_234.4)]).toEqual(["0.41 s", "7.5", "1,234"]);
  });

  it.each([
    [0.0703, "0.07"],
    [0.075, "0.075"],
    [12.5, "12.50"],
    [0.0001, "0.0001"],
    [1_500, "1,500"],
  ])("a price of %d in a column has two or three decimals", (usd, text) => {
    expect(cellPrice(usd)).toBe(text);
  });

  it("a monthly cost has cents, and more digits only when it would otherwise be zero", () => {
    expect([0.783, 2.5, 0.0012, 3_000].map(costText)).toEqual(["0.78", "2.50", "0.0012", "3,000"]);
  });

  it("an ID used as a name is displayed without hyphens", () => {
    expect(displayName("Llama-3.3-70B-Instruct")).toBe("Llama 3.3 70B Instruct");
    expect(displayName("GPT-4o")).toBe("GPT-4o");
    expect(displayName("Qwen3-Coder 30B-A3B Instruct")).toBe("Qwen3-Coder 30B-A3B Instruct");
  });

  it("a past time is relative", () => {
    const now = Date.parse("2026-01-03T12:00:00Z");
    const minutes = [0, 3, 130, 1_500, 9_000];
    expect(minutes.map((ago) => agoText(now - ago * 60_000, now))).toEqual([
      "just now",
      "3 min ago",
      "2 h ago",
      "yesterday",
      "Dec 28, 2025",
    ]);
  });
});
