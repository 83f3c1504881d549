import { expect, it } from "vitest";
import { bestRows } from "@/lib/models/best-rows";
import { rowOf } from "@/lib/models/row";
import { indexOf, offer, priced } from "../fakes/offers";

const bestOf = (...offers: ReturnType<typeof offer>[]) => {
  const index = indexOf(offers);
  const rows = offers.map((_, i) => rowOf(index, 0, i));
  const { cheapest, fastest } = bestRows(rows);
  const slugs = (some: typeof rows) => some.map(({ gateway }) => gateway?.slug).sort();
  return [slugs(cheapest), slugs(fastest)];
};

it("marks every offer that costs least, and every one that is fastest", () => {
  expect(
    bestOf(
      offer("alpha", "a/m", { ...priced(1, 2), tokens_per_second: 50 }),
      offer("beta", "a/m", { ...priced(1, 2), tokens_per_second: 90 }),
      offer("gamma", "a/m", { ...priced(2, 2), tokens_per_second: 90 }),
    ),
  ).toEqual([
    ["alpha", "beta"],
    ["beta", "gamma"],
  ]);
});

it("marks nothing where there is nothing to compare with", () => {
  expect(bestOf(offer("alpha", "a/m", priced(1, 2)), offer("beta", "a/m"))).toEqual([[], []]);
  expect(bestOf(offer("alpha", "a/m", priced(1, 2)), offer("beta", "a/m", priced(1, 2)))).toEqual([[], []]);
});

it("lets neither a doubtful price nor an offer that is over win", () => {
  const doubtful = { ...priced(0.000001, 0.000001), price_doubt: true };
  expect(
    bestOf(
      offer("alpha", "a/m", doubtful),
      offer("beta", "a/m", { ...priced(0.5, 0.5), state: "retired", tokens_per_second: 900 }),
      offer("gamma", "a/m", { ...priced(1, 1), tokens_per_second: 10 }),
    ),
  ).toEqual([[], []]);
});
