import { describe, expect, it } from "vitest";
import type { ModelOffer } from "@/lib/contract/offer";
import { type OfferNow, preferencesFor, routeOffers } from "@/lib/models/routing";
import { offer, priced } from "../fakes/offers";

const tagged = (gateway: string, id: string, price: number, ...tags: string[]): ModelOffer => {
  const plain = offer(gateway, id, priced(price, price));
  return { ...plain, identity: { ...plain.identity, tags } };
};
const AT = new Date("2026-01-15T12:00:00Z");
const NEEDS = { tools: false, modalities: [], tokens: 1, promptTokens: 1, at: AT, parameters: [] };
const NOW: OfferNow = { key: "operator", healthy: true, firstTokenMs: null, tokensPerSecond: null, errorRate: null };

const PLAIN = tagged("alpha", "acme/m", 4);
const FREE = tagged("alpha", "acme/m:free", 0, "free");
const BATCH = tagged("alpha", "acme/m:batch", 2, "batch");
const OTHER = tagged("beta", "m", 3);
const ALL = [PLAIN, FREE, BATCH, OTHER];

function routed(target: Parameters<typeof routeOffers>[2], offers: readonly ModelOffer[] = ALL) {
  const route = routeOffers(offers, NEEDS, target, { now: () => NOW });
  return { ids: route.offers.map(({ id }) => id), refused: route.refused };
}

describe("routing a request", () => {
  it("never uses an offer that answers in batches, however cheap, and reports that", () => {
    expect(routed({ sort: "price" }).ids).toEqual(["acme/m:free", "m", "acme/m"]);
    expect(routed({}).refused).toEqual([
      { gateway: "alpha", model: "acme/m:batch", code: "other", reason: "it answers in batches only" },
    ]);
    expect(routed({ only: ["alpha"] }).ids).not.toContain("acme/m:batch");
  });

  it("uses one offer of a gateway when its native ID or tag is given", () => {
    expect(routed({ only: ["alpha/acme/m"] }).ids).toEqual(["acme/m"]);
    expect(routed({ only: ["Alpha/ACME/m:free"] }).ids).toEqual(["acme/m:free"]);
    expect(routed({ only: ["alpha/free", "beta"] }).ids).toEqual(["acme/m:free", "m"]);
    expect(routed({ only: ["alpha/batch"] }).ids).toEqual(["acme/m:batch"]);
    expect(routed({ ignore: ["alpha/free"] }).ids).toEqual(["m", "acme/m"]);
    expect(routed({ order: ["alpha/acme/m"] }).ids).toEqual(["acme/m", "acme/m:free", "m"]);
    expect(routed({ only: ["alpha/nothing"] }).ids).toEqual([]);
  });

  it("names an offer so that exactly that offer is used, by the gateway alone when sufficient", () => {
    expect(preferencesFor(OTHER, ALL)).toBe("beta");
    for (const one of ALL) expect(routed({ only: [preferencesFor(one, ALL)] }).ids).toEqual([one.id]);
  });

  it("tries offers without stated modalities, but not those with others", () => {
    const of = (input: string[], output: string[]) => ({
      ...PLAIN,
      architecture: { input_modalities: input, output_modalities: output },
    });
    expect(routed({}, [of([], [])]).ids).toEqual(["acme/m"]);
    expect(routed({}, [of(["text"], ["image"])]).refused[0]?.reason).toBe("it does not chat");
  });
});

describe("the price of a call", () => {
  const night = [{ utc_start: 2200, utc_end: 600, prompt: "0.000001", completion: "0.000001" }];
  const tiers = [{ above: 1_000, prompt: "0.00001", completion: "0.00001" }];
  const timed: ModelOffer = { ...PLAIN, pricing: { ...PLAIN.pricing, windows: night, tiers } };
  const at = (hour: string, promptTokens: number, target: Parameters<typeof routeOffers>[2] = {}) => {
    const needs = { ...NEEDS, at: new Date(`2026-01-15T${hour}:00Z`), promptTokens };
    const route = routeOffers([timed, OTHER], needs, target, { now: () => NOW });
    return { ids: route.offers.map(({ id }) => id), refused: route.refused };
  };

  it("depends on the hour and the prompt length, in sorting and in max_price", () => {
    expect(at("12:00", 1).ids).toEqual(["m", "acme/m"]);
    expect(at("23:00", 1).ids).toEqual(["acme/m", "m"]);
    const target = { max_price: { prompt: 4 } };
    expect(at("12:00", 1, target).ids).toEqual(["m", "acme/m"]);
    expect(at("12:00", 1_001, target).refused).toEqual([
      { gateway: "alpha", model: "acme/m", code: "other", reason: "its prompt price is $10 per 1M tokens" },
    ]);
  });
});

describe("a capability", () => {
  it("rejects a request only when a source denies it, not when it is not stated", () => {
    const needs = { ...NEEDS, tools: true };
    const capabilities = (tools: boolean | null) => ({ ...PLAIN, capabilities: { ...PLAIN.capabilities, tools } });
    const ids = (tools: boolean | null) =>
      routeOffers([capabilities(tools)], needs, {}, { now: () => NOW }).offers.map(({ id }) => id);
    expect([ids(true), ids(null), ids(false)]).toEqual([["acme/m"], ["acme/m"], []]);
  });
});
