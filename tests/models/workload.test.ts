import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PriceWindow } from "@/lib/contract/pricing";
import { DEFAULT_WORKLOAD, formatWorkload, parseWorkload, type Workload } from "@/lib/contract/workload";
import { bestOffers, cheaperEquivalent } from "@/lib/models/best-offers";
import { callCost } from "@/lib/models/cost";
import { outlierFactors } from "@/lib/models/outliers";
import { blendedPrice } from "@/lib/models/price";
import { priceCost } from "@/lib/models/price-cost";
import { pricesAt } from "@/lib/models/price-schedule";
import { workloadCost } from "@/lib/models/workload";
import { indexOf, offer, priced } from "../fakes/offers";

const workloads: fc.Arbitrary<Workload> = fc.record({
  input: fc.integer({ min: 0, max: 10_000_000 }),
  output: fc.integer({ min: 0, max: 10_000_000 }),
  cached: fc.integer({ min: 0, max: 100 }),
  calls: fc.integer({ min: 0, max: 1_000_000_000 }),
});
const of = (change: Partial<Workload>): Workload => ({ input: 1_000, output: 500, cached: 0, calls: 100, ...change });

describe("a workload", () => {
  it("round-trips through its URL", () => {
    fc.assert(
      fc.property(workloads, (w) => {
        expect(parseWorkload(formatWorkload(w))).toEqual(w);
      }),
    );
  });

  it("accepts numbers as people write them, and defaults when invalid", () => {
    const outputOf = (text: string) => parseWorkload(new URLSearchParams({ tokens_out: text })).output;
    expect(["3k", "1.5M", "3,000", " 50 % ", "0"].map(outputOf)).toEqual([3_000, 1_500_000, 3_000, 50, 0]);
    for (const invalid of ["", "many", "-1", "1e9", "k"]) expect(outputOf(invalid)).toBe(DEFAULT_WORKLOAD.output);
    expect(parseWorkload(new URLSearchParams("tokens_in=x&cached=400"))).toEqual({ ...DEFAULT_WORKLOAD, cached: 100 });
  });

  it("costs what its tokens cost in 30 days", () => {
    const cost = workloadCost(offer("alpha", "a", priced(2, 10)), of({}));
    // 1,000 in at $2 and 500 out at $10 per 1M are $0.007 a call, 3,000 calls.
    expect(cost).toEqual({ month: 21, above: null, cacheUnpriced: false, byHour: false });
  });

  it("charges cached tokens at their price, or at the full one when there is none, and reports that", () => {
    const known = offer("alpha", "a", priced(2, 10));
    const cached = { ...known, pricing: { ...known.pricing, input_cache_read: "0.0000002" } };
    expect(workloadCost(cached, of({ cached: 50 }))?.month).toBeCloseTo((500 * 2 + 500 * 0.2 + 500 * 10) * 0.003, 9);
    expect(workloadCost(known, of({ cached: 50 }))).toEqual({
      month: 21,
      above: null,
      cacheUnpriced: true,
      byHour: false,
    });
  });

  it("is charged entirely at the tier that its prompt reaches", () => {
    const known = offer("alpha", "a", priced(1, 4));
    const tiers = [
      { above: 100, prompt: "0.000002", completion: "0.000008" },
      { above: 1_000, prompt: "0.000003", completion: "0.000012" },
    ];
    const tiered = { ...known, pricing: { ...known.pricing, tiers } };
    const call = (input: number) => workloadCost(tiered, of({ input, output: 0, calls: 1 }));
    expect(call(100)).toMatchObject({ month: 0.003, above: null });
    expect(call(101)).toMatchObject({ month: 0.00606, above: 100 });
    expect(call(2_000)).toMatchObject({ month: 0.18, above: 1_000 });
  });

  it("has no cost when a needed price is unknown, whatever the state", () => {
    const half = offer("alpha", "a", { pricing: { prompt: "0.000001", completion: null }, price_state: "known" });
    expect(workloadCost(half, of({}))).toBeNull();
    expect(workloadCost(half, of({ output: 0 }))?.month).toBe(3);
    for (const price_state of ["unknown", "dynamic", "included", "per_unit"] as const) {
      expect(workloadCost(offer("alpha", "a", { price_state }), of({}))).toBeNull();
    }
    expect(workloadCost(offer("a", "a", { ...priced(0, 0), price_state: "free" }), of({}))?.month).toBe(0);
  });

  it("by default, sorts offers like their blended price", () => {
    const price = fc.integer({ min: 1, max: 100_000 }).map((n) => n / 100);
    // Equal figures may differ in their last bits.
    const orderOf = (one: number, other: number) =>
      Math.abs(one - other) < 1e-9 * Math.max(one, other) ? 0 : Math.sign(one - other);
    fc.assert(
      fc.property(price, price, price, price, (a, b, c, d) => {
        const [x, y] = [offer("alpha", "x", priced(a, b)), offer("beta", "y", priced(c, d))];
        const cost = (o: typeof x) => workloadCost(o, DEFAULT_WORKLOAD)?.month ?? Number.NaN;
        const blend = (o: typeof x) => blendedPrice(o) ?? Number.NaN;
        expect(orderOf(cost(x), cost(y))).toBe(orderOf(blend(x), blend(y)));
      }),
      { examples: [[0.01, 0.04, 0.02, 0.01]] },
    );
  });
});

describe("a price by hour", () => {
  const pricing = {
    ...priced(2, 10).pricing,
    windows: [{ utc_start: 2200, utc_end: 400, prompt: "0.000004", completion: "0.00002" }],
  };

  it("is averaged over the day for a month, also from the index", () => {
    const one = offer("alpha", "a/m", { pricing, price_state: "known" });
    // Six hours of 24 cost twice as much: $21 become $26.25.
    const cost = workloadCost(one, of({}));
    expect(cost).toMatchObject({ month: 26.25, byHour: true });
    const [price] = indexOf([one]).prices;
    expect(price && priceCost(price, of({}))).toEqual(cost);
  });

  it("is that of the hour at which a call starts", () => {
    const one = { pricing, price_state: "known" as const };
    const tokens = { prompt: 1_000, completion: 500, cached: 0 };
    const at = (time: string) => callCost(one, tokens, new Date(`2026-03-07T${time}:00Z`));
    expect([at("12:00"), at("22:00"), at("03:59"), at("04:00")]).toEqual([0.007, 0.014, 0.014, 0.007]);
  });

  it("applies only on the named days, and has its own tiers", () => {
    const saturday = {
      ...pricing.windows[0],
      utc_days: ["saturday"],
      tiers: [{ above: 10, prompt: "1", completion: "1" }],
    };
    const prices = { ...pricing, windows: [saturday as PriceWindow] };
    expect(pricesAt(prices, new Date("2026-03-07T23:00:00Z"), 10).prompt).toBe("0.000004");
    expect(pricesAt(prices, new Date("2026-03-07T23:00:00Z"), 11).prompt).toBe("1");
    expect(pricesAt(prices, new Date("2026-03-08T23:00:00Z"), 11).prompt).toBe("0.000002");
  });
});

describe("the best offers", () => {
  const tools = { supported_parameters: ["tools"] };
  const expensive = offer("alpha", "dear", { ...priced(10, 10), ...tools });
  const cheap = offer("beta", "cheap", { ...priced(5, 5), ...tools });

  it("are marked only when there are figures to compare", () => {
    const none = { first: null, marked: [] };
    expect(bestOffers([expensive])).toEqual({ cheapest: { first: expensive, marked: [] }, fastest: none });
    expect(bestOffers([expensive, offer("beta", "x")]).cheapest.marked).toEqual([]);
    expect(bestOffers([expensive, cheap]).cheapest).toEqual({ first: cheap, marked: [cheap] });
  });

  it("are never gone and never doubtful", () => {
    const gone = { ...cheap, state: "gone" as const, tokens_per_second: 900 };
    const doubtful = { ...cheap, price_doubt: true };
    expect(bestOffers([expensive, gone, doubtful])).toMatchObject({
      cheapest: { first: expensive },
      fastest: { first: null },
    });
  });

  it("include a cheaper equivalent with the same capabilities, and the saving", () => {
    expect(cheaperEquivalent(expensive, [expensive, cheap])).toEqual({ offer: cheap, percent: 50 });
    expect(cheaperEquivalent(cheap, [expensive, cheap])).toBeNull();
    const lesser = [
      offer("beta", "cheap", priced(5, 5)),
      { ...cheap, quantization: "fp4" },
      { ...cheap, architecture: { input_modalities: [], output_modalities: ["text"] } },
      { ...cheap, price_doubt: true },
      { ...cheap, state: "gone" as const },
      { ...cheap, price_state: "free" as const, pricing: { prompt: "0", completion: "0" } },
      { ...cheap, identity: { ...cheap.identity, tags: ["batch"] } },
    ];
    const fast = { ...expensive, identity: { ...expensive.identity, tags: ["fast"] } };
    expect(cheaperEquivalent(fast, [fast, cheap])).toBeNull();
    expect(cheaperEquivalent(expensive, [expensive, ...lesser])).toBeNull();
    const long = { ...expensive, context_length: 1_000 };
    expect(cheaperEquivalent(long, [long, cheap, { ...cheap, context_length: 999 }])).toBeNull();
  });
});

describe("an outlier", () => {
  it("is a figure three times above or below the median of at least three", () => {
    expect(outlierFactors([1, 1, 9])).toEqual([null, null, 9]);
    expect(outlierFactors([10, 12, 1])).toEqual([null, null, 0.1]);
    expect(outlierFactors([1, 9])).toEqual([null, null]);
    expect(outlierFactors([1, null, 0, 2, 2])).toEqual([null, null, null, null, null]);
  });
});
