import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdentifiedOffer } from "@/lib/contract/offer";
import { formatBrowseQuery, parseBrowseQuery } from "@/lib/contract/query";
import { cheaperModels } from "@/lib/models/cheaper";
import { rowOf } from "@/lib/models/row";
import { search } from "@/lib/models/search";
import { indexOf, modelOf, offer, priced } from "../fakes/offers";

const DAY = 86_400;
const SEES = { input_modalities: ["text", "image"], output_modalities: ["text"] };
const FACTS = { context_length: 32_000, supported_parameters: ["tools"], architecture: SEES, created: 100 * DAY };
const expensive = offer("alpha", "acme/Bird-1", { ...FACTS, ...priced(2, 10) });
const cheap = (id: string, facts: Partial<IdentifiedOffer> = {}) =>
  offer("beta", id, { ...FACTS, ...priced(1, 4), ...facts });
const found = (own: IdentifiedOffer[], ...others: IdentifiedOffer[]) => {
  const index = indexOf([...own, ...others]);
  const cheaper = cheaperModels(index, modelOf(...own), 3);
  return cheaper && { ...cheaper, ids: cheaper.models.map(({ model }) => index.ids[model]) };
};

describe("cheaper models", () => {
  it("are of other families and match with one cheaper offer, nearest release first", () => {
    const { ids, count, models } = found(
      [expensive],
      cheap("acme/Bird-2"),
      cheap("else/Far", { created: 500 * DAY }),
      cheap("else/Near", { created: 90 * DAY }),
      cheap("else/Nearer", { created: 105 * DAY }),
      cheap("else/Dateless", { created: null }),
    ) ?? { ids: [], models: [] };
    expect(ids).toEqual(["else/Nearer", "else/Near", "else/Far"]);
    expect(count).toBe(5);
    // $4 is three parts of $2 in and one of $10 out; $1.75 of $1 and $4.
    expect(models.map(({ percent }) => percent)).toEqual([56, 56, 56]);
  });

  it.each<[string, Partial<IdentifiedOffer>]>([
    ["costs as much", priced(2, 10)],
    ["has a price in doubt", { price_doubt: true }],
    ["is given away", { ...priced(0, 0), price_state: "free" }],
    ["has no known price", { pricing: { prompt: null, completion: null }, price_state: "unknown" }],
    ["is over", { state: "gone" }],
    ["has less context", { context_length: 31_999 }],
    ["has no known context", { context_length: null }],
    ["has no tools", { supported_parameters: [] }],
    ["takes no images", { architecture: { input_modalities: ["text"], output_modalities: ["text"] } }],
    ["gives no text", { architecture: { input_modalities: ["text", "image"], output_modalities: ["image"] } }],
  ])("are none that %s", (_, facts) => {
    expect(found([expensive], cheap("else/Fish", facts))).toBeNull();
    expect(found([expensive], cheap("else/Fish"))?.ids).toEqual(["else/Fish"]);
  });

  it("are compared with the cheapest trusted offer; without one there are none", () => {
    const cheapest = { ...expensive, gateway: "gamma", ...priced(0.1, 0.1), context_length: 8_000 };
    expect(found([expensive, cheapest], cheap("else/Fish"))).toBeNull();
    expect(found([expensive, { ...cheapest, price_doubt: true }], cheap("else/Fish"))?.ids).toEqual(["else/Fish"]);
    expect(found([expensive, { ...cheapest, state: "gone" }], cheap("else/Fish"))?.ids).toEqual(["else/Fish"]);
    expect(found([{ ...expensive, price_doubt: true }], cheap("else/Fish"))).toBeNull();
  });

  it("are those that their query lists, without the model itself", () => {
    const price = fc.integer({ min: 1, max: 3_000 }).map((n) => n / 977);
    const facts = fc.record({
      gateway: fc.constantFrom("alpha", "beta"),
      id: fc.constantFrom("a/one", "a/two", "b/three", "c/four"),
      prices: fc.tuple(price, price),
      context_length: fc.constantFrom(null, 1_000, 131_072),
      supported_parameters: fc.subarray(["tools", "reasoning"]),
    });
    const offers = fc.uniqueArray(
      facts.map(({ gateway, id, prices, ...rest }) => offer(gateway, id, { ...rest, ...priced(...prices) })),
      { selector: (o) => `${o.gateway} ${o.id}`, minLength: 1 },
    );
    fc.assert(
      fc.property(offers, (list) => {
        const own = list.filter(({ id }) => id === list[0]?.id);
        const index = indexOf(list);
        const cheaper = cheaperModels(index, modelOf(...own), 9);
        if (!cheaper) return;
        const query = parseBrowseQuery(formatBrowseQuery(cheaper.query));
        expect(query).toEqual(cheaper.query);
        const shown = search(index, query);
        expect(shown.models.length).toBe(cheaper.count);
        expect([...shown.models].map((m) => index.ids[m])).not.toContain(list[0]?.id);
        for (const { model, offer, percent } of cheaper.models) {
          const { priceIn, priceOut } = rowOf(index, model, offer);
          expect(percent).toBeGreaterThanOrEqual(0);
          expect((3 * (priceIn ?? 99) + (priceOut ?? 99)) / 4).toBeLessThan(cheaper.blend);
        }
      }),
      { numRuns: 300 },
    );
  });
});
