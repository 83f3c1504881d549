import { expect, it } from "vitest";
import { widestGap } from "@/lib/models/price-gap";
import { indexOf, offer, priced, TEST_GATEWAYS } from "../fakes/offers";

const gateways = TEST_GATEWAYS.map(({ slug }) => slug);

it("the price gap is that of a widely served model, between the cheapest paid offers of its gateways", () => {
  const everywhere = gateways.flatMap((gateway, i) => [
    offer(gateway, "a/bird", priced(i + 1, i + 1)),
    offer(gateway, "a/bird:free", { ...priced(0, 0), price_state: "free" }),
  ]);
  const gap = widestGap(indexOf([...everywhere, offer("alpha", "a/fish", priced(1, 1))]));
  expect(gap?.rows.map(({ gateway }) => gateway?.slug)).toEqual(gateways);
  expect(gap?.ratio).toBeCloseTo(gateways.length);
});

it("there is no price gap when no model is widely served", () => {
  expect(widestGap(indexOf([offer("alpha", "a/fish", priced(1, 1))]))).toBeNull();
});
