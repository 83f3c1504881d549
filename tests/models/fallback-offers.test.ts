import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdentifiedOffer, OfferState } from "@/lib/contract/offer";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { rankOffers } from "@/lib/models/merge";
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

  it("tells no price of its model, meets no filter and counts for no gateway while there is another", () => {
    const [row] = rows([live, retired, batch], { sort: { key: "in", reversed: false } });
    expect(row).toMatchObject({ priceIn: 5, state: "active", gateways: [{ slug: "alpha" }] });
    expect(rows([live, retired, batch], { bounds: [{ field: "in", sign: "<", value: 3 }] })).toEqual([]);
    expect(rows([live, retired, batch], { gateways: ["beta"] })).toEqual([]);
    const { facets } = countFacets(indexOf([live, retired, batch]), EMPTY_QUERY);
    expect(Object.fromEntries(facets.gateways)).toEqual({ alpha: 1, beta: 0, gamma: 0 });
    expect(facets.states.get("retired")).toBe(0);
  });

  it("stands for its model where it has no other", () => {
    expect(rows([retired], { gateways: ["beta"] })).toMatchObject([{ priceIn: 1, state: "retired" }]);
    expect(rows([batch], {})).toMatchObject([{ priceIn: 2, gateways: [{ slug: "gamma" }] }]);
  });

  it("is none that merely rests: that is listed at its gateway, but shown only where none works", () => {
    const resting = at("beta", 1, "inactive");
    const sort = { key: "in", reversed: false } as const;
    expect(rows([resting, live], { sort })).toMatchObject([{ priceIn: 5, state: "active" }]);
    expect(rows([resting, live], { sort, gateways: ["beta"] })).toMatchObject([{ priceIn: 1, state: "inactive" }]);
  });

  it("comes after the others, and what cannot be used at the very end", () => {
    const tagged = { ...batch, identity: { ...batch.identity, tags: ["batch"] } };
    fc.assert(
      fc.property(fc.shuffledSubarray([live, retired, tagged], { minLength: 3 }), (offers) => {
        expect(rankOffers(offers)).toEqual([live, tagged, retired]);
      }),
    );
  });

  it("is never what a row shows beside one that stands in front, whatever is asked", () => {
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
