import { expect, it } from "vitest";
import { type Best, bestRows } from "@/lib/models/best";
import { bestOffers } from "@/lib/models/best-offers";
import { rowOf } from "@/lib/models/row";
import { indexOf, modelOf, offer, priced } from "../fakes/offers";

type Offers = ReturnType<typeof offer>[];

const slugs = <T>({ first, marked }: Best<T>, slugOf: (offer: T) => string | undefined) => ({
  first: first && slugOf(first),
  marked: marked.map(slugOf),
});
/** What the model's page marks, after checking that the list of its offers marks the same. */
const bestOf = (...offers: Offers) => {
  const page = bestOffers(modelOf(...offers).offers);
  const index = indexOf(offers);
  const list = bestRows(offers.map((_, i) => rowOf(index, 0, i)));
  const [cheapest, fastest] = [page.cheapest, page.fastest].map((best) => slugs(best, (o) => o.gateway));
  expect([list.cheapest, list.fastest].map((best) => slugs(best, (o) => o.gateway?.slug))).toEqual([cheapest, fastest]);
  return { cheapest, fastest };
};
const fast = (p50: number) => ({
  live: {
    tokens_per_second: { p50, p95: p50 },
    first_token_ms: null,
    window_minutes: 30,
    requests: 9,
    error_rate: 0,
    uptime: 1,
  },
});

it("marks every cheapest offer and every fastest one", () => {
  expect(
    bestOf(
      offer("alpha", "a/m", { ...priced(1, 2), tokens_per_second: 50 }),
      offer("beta", "a/m", { ...priced(1, 2), tokens_per_second: 90 }),
      offer("gamma", "a/m", { ...priced(2, 2), tokens_per_second: 90 }),
    ),
  ).toEqual({
    cheapest: { first: "alpha", marked: ["alpha", "beta"] },
    fastest: { first: "beta", marked: ["beta", "gamma"] },
  });
});

it("marks nothing when there is nothing to compare, or when the displayed figures are equal", () => {
  const none = { first: null, marked: [] };
  const first = { cheapest: { first: "alpha", marked: [] }, fastest: none };
  expect(bestOf(offer("alpha", "a/m", priced(1, 2)), offer("beta", "a/m"))).toEqual(first);
  expect(bestOf(offer("alpha", "a/m", priced(1, 2)), offer("beta", "a/m", priced(1, 2)))).toEqual(first);
  const speeds = ["alpha", "beta"].map((slug, i) => offer(slug, "a/m", { tokens_per_second: 90.4 - i / 10 }));
  expect(bestOf(...speeds)).toEqual({ cheapest: none, fastest: { first: "alpha", marked: [] } });
});

it("marks what is displayed as the best figure, even if it is not exactly the best", () => {
  const offers = [120, 90.3, 90.2].map((tokens_per_second, i) =>
    offer(["alpha", "beta", "gamma"][i] ?? "", "a/m", { ...priced(i === 0 ? 2 : 1 + i / 1e5, 1), tokens_per_second }),
  );
  expect(bestOf(...offers)).toMatchObject({ cheapest: { first: "beta", marked: ["beta", "gamma"] } });
});

it("ignores doubtful prices and ended offers", () => {
  const doubtful = { ...priced(0.000001, 0.000001), price_doubt: true };
  expect(
    bestOf(
      offer("gamma", "a/m", { ...priced(1, 1), tokens_per_second: 10 }),
      offer("alpha", "a/m", doubtful),
      offer("beta", "a/m", { ...priced(0.5, 0.5), state: "retired", tokens_per_second: 900 }),
    ),
  ).toEqual({ cheapest: { first: "gamma", marked: [] }, fastest: { first: "gamma", marked: [] } });
});

it("uses the measured speed where it is shown instead of the stated one", () => {
  const said = offer("alpha", "m", { tokens_per_second: 100 });
  const slower = { ...offer("beta", "m", { tokens_per_second: 900 }), ...fast(20) };
  const faster = { ...offer("gamma", "m"), ...fast(300) };
  expect(bestOffers([said, slower]).fastest).toEqual({ first: said, marked: [said] });
  expect(bestOffers([said, slower, faster]).fastest.marked).toEqual([faster]);
});

it("marks no offer that answers in batches, however cheap", () => {
  const batch = offer("gamma", "a/m:batch", priced(0.5, 1));
  const offers: Offers = [
    offer("alpha", "a/m", priced(1, 2)),
    offer("beta", "a/m", priced(2, 2)),
    { ...batch, identity: { ...batch.identity, tags: ["batch"] } },
  ];
  expect(bestOf(...offers).cheapest).toEqual({ first: "alpha", marked: ["alpha"] });
});
