import { describe, expect, it } from "vitest";
import { foreignOffer } from "@/lib/client/foreign-row";
import { perMillion } from "@/lib/models/price";
import { offer } from "../fakes/offers";

const SOURCE = { source: "backend", fetched_at: "2026-01-01T00:00:00.000Z" };
const NOW = 1_700_000_000;

describe("a row of an older backend", () => {
  it("keeps its facts, and what it does not state stays unknown", () => {
    const offer = foreignOffer(
      "groq",
      { id: "a/b", context_length: 0, pricing: { prompt: "-1", completion: null } },
      SOURCE,
    );
    expect(offer).toMatchObject({ id: "a/b", context_length: null, price_state: "dynamic" });
    const priced = foreignOffer("groq", { id: "a", pricing: { prompt: "0.0000025", completion: "0.00001" } }, SOURCE);
    expect([perMillion(priced.pricing.prompt), perMillion(priced.pricing.completion)]).toEqual([2.5, 10]);
  });

  it("is kept whatever its fields contain", () => {
    const broken = {
      id: "x",
      name: 7,
      pricing: "free",
      architecture: null,
      supported_parameters: [1],
      offers: [{ gateway: "groq", id: "x" }],
    };
    expect(foreignOffer("groq", broken, SOURCE)).toMatchObject({ id: "x", name: "x", price_state: "unknown" });
  });

  it("is not free when images or requests cost something, and keeps its cache price", () => {
    const drawn = foreignOffer("groq", { id: "a", pricing: { prompt: "0", completion: "0", image: "0.04" } }, SOURCE);
    expect(drawn.price_state).toBe("per_unit");
    const asked = foreignOffer("groq", { id: "a", pricing: { prompt: "0", completion: "0", request: 0.01 } }, SOURCE);
    expect(asked.price_state).toBe("per_unit");
    const cached = {
      prompt: "0.000002",
      completion: "0.000008",
      input_cache_read: "2e-7",
      input_cache_write: "2.5e-6",
    };
    expect(foreignOffer("groq", { id: "a", pricing: cached }, SOURCE).pricing).toMatchObject({
      input_cache_read: "0.0000002",
      input_cache_write: "0.0000025",
    });
  });

  it.each([
    ["seconds", NOW, NOW],
    ["milliseconds", NOW * 1e3, NOW],
    ["microseconds", NOW * 1e6, NOW],
    ["nanoseconds", NOW * 1e9, NOW],
    ["a date in text", "2023-11-14T22:13:20Z", NOW],
    ["a figure beyond all dates", 1e300, null],
    ["0", 0, null],
  ])("has its creation date in seconds: %s", (_, created, expected) => {
    expect(foreignOffer("groq", { id: "a", created }, SOURCE).created).toBe(expected);
  });

  it("has no date beyond the range of dates, even from one of our own backends", () => {
    const { description: _, ...own } = offer("groq", "a", { created: NOW * 1e6 });
    expect(foreignOffer("groq", { id: "a", created: NOW * 1e6, offers: [own] }, SOURCE).created).toBe(NOW);
  });
});
