import { expect, it } from "vitest";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { countFacets, search } from "@/lib/models/search";
import { indexOf, offer } from "../fakes/offers";

const MANY = 300;
const gateways = Array.from({ length: MANY }, (_, i) => ({
  slug: `g${i}`,
  name: `G${i}`,
  hue: i,
  aliases: [`old${i}`],
}));
// Model a/m<i> is at gateway i, and every seventh also at the one before.
const offers = gateways.flatMap(({ slug }, i) => [
  offer(slug, `a/m${i}`),
  ...(i % 7 === 3 ? [offer(`g${i - 1}`, `a/m${i}`)] : []),
]);
const index = indexOf(offers, gateways);
const found = (...wanted: string[]) =>
  [...search(index, { ...EMPTY_QUERY, gateways: wanted }).models].map((m) => index.ids[m]).sort();

it("any number of gateways can be filtered by, wanted or excluded, even by an old name", () => {
  for (const { slug } of gateways) {
    const there = offers.filter(({ gateway }) => gateway === slug).map(({ id }) => id);
    expect([slug, found(slug)]).toEqual([slug, there.sort()]);
  }
  expect(found("g299", "g0")).toEqual(["a/m0", "a/m299"]);
  expect(found("old260")).toEqual(found("g260"));
  expect(found("nobody")).toEqual([]);
  expect(found("-g40")).toHaveLength(MANY - 1);
  expect(found("-g40")).not.toContain("a/m40");
});

it("any number of gateways are counted, each model once", () => {
  const { gateways: counts } = countFacets(index, { ...EMPTY_QUERY, gateways: ["g33"] }).facets;
  expect([...counts]).toEqual(gateways.map(({ slug }) => [slug, found(slug).length]));
  expect(index.gatewayCount[index.ids.indexOf("a/m3")]).toBe(2);
});
