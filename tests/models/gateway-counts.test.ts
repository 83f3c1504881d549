import { expect, it } from "vitest";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { OFFER_STATES } from "@/lib/contract/states";
import { CatalogBuilder } from "@/lib/models/build";
import { exclusiveModels } from "@/lib/models/exclusive-models";
import { groupOffers } from "@/lib/models/group";
import { countFacets } from "@/lib/models/search";
import { indexOf, offer } from "../fakes/offers";

const gateways = ["one", "two"].map((slug, hue) => ({ slug, name: slug, hue, aliases: [] }));
/** Every pair of states that one model can have at two gateways, and every state that it can have at one alone. */
const offers = OFFER_STATES.flatMap((state) => [
  offer("one", `acme/only-${state}`, { state }),
  ...OFFER_STATES.flatMap((other) => [
    offer("one", `acme/${state}-${other}`, { state }),
    offer("two", `acme/${state}-${other}`, { state: other }),
  ]),
]);

it("a gateway has as many usable models as a list that is filtered by it", () => {
  const builder = new CatalogBuilder(gateways);
  for (const group of groupOffers(offers)) builder.add(group);
  const { perGateway } = builder.finish();
  const { facets } = countFacets(indexOf(offers, gateways), EMPTY_QUERY, Number.NaN, "usable");
  const counts = [...perGateway].map(([slug, { usable }]) => [slug, usable]);
  expect(counts).toEqual([...facets.gateways]);
  const served = ["active", "preview", "expiring"].length;
  expect(counts).toEqual([
    ["one", served + served * OFFER_STATES.length],
    ["two", served * OFFER_STATES.length],
  ]);
});

it("a model that only one gateway has is usable there", () => {
  const alone = (["active", "retired"] as const).map((state) => offer("one", `acme/${state}`, { state }));
  expect(exclusiveModels(indexOf(alone, gateways), "one")).toBe(1);
});
