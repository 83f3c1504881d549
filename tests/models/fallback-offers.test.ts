import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdentifiedOffer, OfferState } from "@/lib/contract/offer";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { mergeOffers } from "@/lib/models/merge";
import { rowOf } from "@/lib/models/row";
import { countFacets, search } from "@/lib/models/search";
import { indexOf, offer, priced } from "../fakes/offers";

const ID = "acme/bird-7b";
const at = (gateway: string, price: number, state: OfferState, id = ID): IdentifiedOffer =>
  offer(gateway, id, { ...priced(price, price), state });

/** The rows of a query over these offers. */
function rows(offers: readonly IdentifiedOffer[], query: Partial<typeof EMPTY_QUERY>) {
  const index = indexOf(offers);
  const { models, offers: shown } = search(index, { ...EMPTY_QUERY, ...query });
  return [...models].map((m, i) => rowOf(index, m, shown[i] ?? 0));
}

describe("a fallback offer", () => {
  const live = at("alpha", 5, "active");
  const retired = at("beta", 1, "retired");
  const batch = at("gamma", 2, "active", `${ID}:batch`);

  it("does not affect its model's price, filters, or gateway count while there is another offer", () => {
    const [row] = rows([live, retired, batch], { sort: { key: "in", reversed: false } });
    expect(row).toMatchObject({ priceIn: 5, state: "active", gateways: [{ slug: "alpha" }] });
    expect(rows([live, retired, batch], { bounds: [{ field: "in", sign: "<", value: 3 }] })).toEqual([]);
    expect(rows([live, retired, batch], { gateways: ["beta"] })).toEqual([]);
    const { facets } = countFacets(indexOf([live, retired, batch]), EMPTY_QUERY);
    expect(Object.fromEntries(facets.gateways)).toEqual({ alpha: 1, beta: 0, gamma: 0 });
    expect(facets.states.get("retired")).toBe(0);
  });

  it("represents its model when there is no other", () => {
    expect(rows([retired], { gateways: ["beta"] })).toMatchObject([{ priceIn: 1, state: "retired" }]);
    expect(rows([batch], {})).toMatchObject([{ priceIn: 2, gateways: [{ slug: "gamma" }] }]);
  });

  it("does not include a paused offer: that is listed at its gateway, but shown only when none works", () => {
    const resting = at("beta", 1, "inactive");
    const sort = { key: "in", reversed: false } as const;
    expect(rows([resting, live], { sort })).toMatchObject([{ priceIn: 5, state: "active" }]);
    expect(rows([resting, live], { sort, gateways: ["beta"] })).toMatchObject([{ priceIn: 1, state: "inactive" }]);
  });

  it("comes after the others, with unusable ones last", () => {
    const tagged = { ...batch, identity: { ...batch.identity, tags: ["batch"] } };
    fc.assert(
      fc.property(fc.shuffledSubarray([live, retired, tagged], { minLength: 3 }), (offers) => {
        const { offers: ranked } = mergeOffers({ id: ID, offers });
        expect(ranked.map(({ gateway }) => gateway)).toEqual(["alpha", "gamma", "beta"]);
      }),
    );
  });

  it("is never shown in a row when there is a primary offer, whatever the query", () => {
    const states = fc.constantFrom<OfferState>("active", "preview", "inactive", "retired", "gone");
    const offers = fc.array(
      fc.tuple(fc.constantFrom("alpha", "beta", "gamma"), states, fc.integer({ min: 1, max: 9 })),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    const keys = fc.constantFrom("relevance", "in", "month", "context", "speed", "gateways" as const);
    fc.assert(
      fc.property(offers, keys, (list, key) => {
        const made = list.map(([gateway, state, price], i) =>
          at(gateway, price, state, `${ID}${i % 2 ? ":free" : ""}`),
        );
        for (const row of rows(made, { sort: { key: key as "in", reversed: false } })) {
          const usable = ["active", "preview"].includes(row.state);
          expect(usable || made.every(({ state }) => !["active", "preview"].includes(state))).toBe(true);
        }
      }),
    );
  });
});
