import { describe, expect, it } from "vitest";
import { type BrowseQuery, EMPTY_QUERY, SORTS } from "@/lib/contract/query";
import { callCost } from "@/lib/models/cost";
import { countFacets, search } from "@/lib/models/search";
import { indexOf, offer, priced } from "../fakes/offers";

const idsIn = (index: ReturnType<typeof indexOf>, query: Partial<BrowseQuery>) =>
  [...search(index, { ...EMPTY_QUERY, ...query }).models].map((m) => index.ids[m]);

const AT = new Date("2026-01-15T12:00:00Z");

describe("a doubtful price", () => {
  const index = indexOf([
    offer("alpha", "a/doubtful", { ...priced(0.0001, 0.0001), price_doubt: true }),
    offer("alpha", "b/dear", priced(9, 9)),
    offer("alpha", "c/unknown"),
  ]);

  it("matches no limit, and is counted for none", () => {
    for (const field of ["in", "out", "blend", "month"] as const) {
      for (const sign of ["<", ">"] as const) {
        const value = sign === "<" ? 1_000_000 : 0;
        expect([field, sign, idsIn(index, { bounds: [{ field, sign, value }] })]).toEqual([field, sign, ["b/dear"]]);
      }
    }
    expect(countFacets(index, EMPTY_QUERY).steps.in).toEqual([0, 0, 0, 0, 0]);
  });

  it("sorts with unknown prices in every price order", () => {
    for (const key of SORTS.filter((name) => /^(in|out|blend|month)$/.test(name))) {
      for (const reversed of [false, true]) expect(idsIn(index, { sort: { key, reversed } })[0]).toBe("b/dear");
    }
  });
});

describe("open weights", () => {
  it("are known when any gateway names the repository, and for everything at Hugging Face", () => {
    const gateways = ["alpha", "huggingface"].map((slug) => ({ slug, name: slug, hue: 0, aliases: [] }));
    const index = indexOf(
      [
        offer("alpha", "a/named", { hugging_face_id: "a/named" }),
        offer("huggingface", "b/there"),
        offer("alpha", "c/closed"),
      ],
      gateways,
    );
    expect(idsIn(index, { weights: ["open"] }).sort()).toEqual(["a/named", "b/there"]);
  });
});

describe("the cost of a call", () => {
  const known = offer("alpha", "a", priced(2, 10));
  const cheaperCache = { ...known, pricing: { ...known.pricing, input_cache_read: "0.0000002" } };
  const tokens = { prompt: 1_000, completion: 100, cached: 600 };

  it("charges cached tokens at their own price, or at the full one when there is none", () => {
    expect(callCost(cheaperCache, tokens, AT)).toBeCloseTo((400 * 2 + 600 * 0.2 + 100 * 10) / 1e6, 12);
    expect(callCost(known, tokens, AT)).toBeCloseTo((1_000 * 2 + 100 * 10) / 1e6, 12);
    expect(callCost(cheaperCache, { ...tokens, cached: 5_000 }, AT)).toBeCloseTo((1_000 * 0.2 + 100 * 10) / 1e6, 12);
  });

  it("is unknown when a needed price is, and zero for empty output or free offers", () => {
    expect(callCost(offer("alpha", "a"), tokens, AT)).toBeNull();
    expect(callCost({ ...known, pricing: { prompt: "0.000002", completion: null } }, tokens, AT)).toBeNull();
    expect(callCost(offer("alpha", "a"), { ...tokens, completion: 0 }, AT)).toBe(0);
    expect(callCost({ ...known, price_state: "free" }, tokens, AT)).toBe(0);
  });
});
