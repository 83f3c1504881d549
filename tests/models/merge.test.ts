import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Offer } from "@/lib/contract/offer";
import { findModel, findOffer } from "@/lib/models/find-model";
import { groupOffers } from "@/lib/models/group";
import { mergeOffers, offerRow } from "@/lib/models/merge";
import type { IndexedGateway } from "@/lib/models/search-index";
import { indexOf, offer, priced, TEST_GATEWAYS } from "../fakes/offers";

const anyOffer = fc
  .record({
    gateway: fc.constantFrom("alpha", "beta", "huggingface", "google"),
    id: fc.constantFrom("a/One", "A/one", "a/ONE", "two", "Two", "__proto__", "b/three"),
    price: fc.option(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { nil: null }),
    context_length: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
    state: fc.constantFrom<Offer["state"]>("active", "deprecated", "gone"),
    created: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
  })
  .map(({ gateway, id, price, ...facts }) => offer(gateway, id, { ...facts, ...(price ? priced(...price) : {}) }));
const offerList = fc.uniqueArray(anyOffer, { selector: (o) => `${o.gateway} ${o.id}`, maxLength: 20 });

const [GATEWAY] = TEST_GATEWAYS as [IndexedGateway];
const merged = (offers: Offer[]) => groupOffers(offers).map(mergeOffers);

describe("merging", () => {
  it("does not depend on the order of gateways or rows", () => {
    fc.assert(
      fc.property(offerList, fc.infiniteStream(fc.nat()), (offers, random) => {
        const shuffled = [...offers].map((o) => [random.next().value ?? 0, o] as const);
        shuffled.sort(([a], [b]) => a - b);
        expect(merged(shuffled.map(([, o]) => o))).toEqual(merged(offers));
      }),
    );
  });

  it("calls a model latest only where it is an alias", () => {
    const nameOf = (id: string, name: string) => merged([offer("alpha", id, { name })])[0]?.name;
    expect(nameOf("acme/zorb-4.5", "Acme: Zorb 4.5 (latest)")).toBe("Zorb 4.5");
    expect(nameOf("acme/zorb-latest", "Zorb (latest)")).toBe("Zorb (latest)");
  });

  it("neither loses nor invents offers: each is in exactly one model", () => {
    fc.assert(
      fc.property(offerList, (offers) => {
        const after = merged(offers).flatMap((m) => m.offers);
        const name = (o: { gateway: string; id: string }) => `${o.gateway} ${o.id}`;
        expect(after.map(name).sort()).toEqual(offers.map(name).sort());
      }),
    );
  });

  it("counts a model for every gateway that offers it", () => {
    const [model] = merged([offer("together", "meta/llama"), offer("groq", "Meta/Llama"), offer("groq", "meta/LLAMA")]);
    expect(model?.source_gateways).toEqual(["groq", "together"]);
    expect(model?.offers).toHaveLength(3);
  });

  it("shows the facts of one offer, never mixed", () => {
    fc.assert(
      fc.property(
        offerList.filter((l) => l.length > 0),
        (offers) => {
          for (const model of merged(offers)) {
            const [shown] = model.offers;
            expect(model.source_gateway).toBe(shown?.gateway);
            for (const fact of ["pricing", "price_state", "context_length", "state", "architecture"] as const) {
              expect(model[fact]).toEqual(shown?.[fact]);
            }
          }
        },
      ),
    );
  });

  it("ranks a usable offer above a cheaper ended one, and a known price above an unknown one", () => {
    const [model] = merged([
      offer("a", "x/m", { ...priced(1, 1), state: "gone" }),
      offer("b", "x/m"),
      offer("c", "x/m", priced(3, 3)),
      offer("d", "x/m", { ...priced(0.00001, 0.00001), price_doubt: true }),
    ]);
    expect(model?.offers.map((o) => o.gateway)).toEqual(["c", "b", "d", "a"]);
  });

  it("ranks ended offers below deprecated ones, whatever their price", () => {
    const [model] = merged([
      offer("a", "x/m", { ...priced(1, 1), state: "retired" }),
      offer("b", "x/m", { ...priced(9, 9), state: "deprecated" }),
      offer("c", "x/m", { ...priced(99, 99) }),
    ]);
    expect(model?.offers.map((o) => o.gateway)).toEqual(["c", "b", "a"]);
  });

  it("spells the ID as its author does on the hub", () => {
    const [model] = merged([
      offer("groq", "katanemo/arch-router-1.5b"),
      offer("huggingface", "katanemo/Arch-Router-1.5B"),
    ]);
    expect(model?.id).toBe("katanemo/Arch-Router-1.5B");
    expect(model?.owned_by).toBe("katanemo");
  });

  it("finds a model by any native ID in any case, and no other", () => {
    fc.assert(
      fc.property(offerList, fc.string(), (offers, stranger) => {
        const gateways = ["alpha", "beta", "huggingface", "google"].map((slug) => ({ ...GATEWAY, slug }));
        const index = indexOf(offers, gateways);
        const models = merged(offers);
        for (const { gateway, id } of offers) {
          const model = models[findOffer(index, gateway, id.toUpperCase())];
          expect(model?.offers.some((o) => o.gateway === gateway && o.id === id)).toBe(true);
          expect(models[findModel(index, id)]?.offers.some((o) => o.id.toLowerCase() === id.toLowerCase())).toBe(true);
        }
        const ids = [...models.map((m) => m.id), ...offers.flatMap((o) => [o.id, `${o.id}@${o.gateway}`])];
        fc.pre(!ids.some((id) => id.toLowerCase() === stranger.toLowerCase()));
        expect(findModel(index, stranger)).toBe(-1);
      }),
    );
  });

  it("gives a gateway's row its own ID and facts", () => {
    const cheap = offer("a", "X/m", { ...priced(1, 1), context_length: 10 });
    const expensive = offer("b", "x/M", { ...priced(9, 9), context_length: 99 });
    const [model] = merged([cheap, expensive]);
    if (!model) throw new Error("expected one model");
    expect(offerRow(model, expensive)).toMatchObject({ id: "x/M", context_length: 99, source_gateway: "b" });
  });
});
