import { expect, it } from "vitest";
import { representativeOffer } from "@/lib/models/offer-ranks";
import { rowOf } from "@/lib/models/row";
import { indexOf, offer, priced } from "../fakes/offers";

const free = { price_state: "free", pricing: { prompt: "0", completion: "0" } } as const;

it("a paid offer represents a model before a free one", () => {
  const index = indexOf([offer("alpha", "acme/m:free", free), offer("beta", "acme/m", priced(1, 2))]);
  expect(index.ids).toHaveLength(1);
  expect(rowOf(index, 0, representativeOffer(index, 0)).priceIn).toBe(1);
});

it("the cheapest paid offer represents a model", () => {
  const index = indexOf([offer("alpha", "acme/m", priced(3, 4)), offer("beta", "acme/m", priced(1, 2))]);
  expect(rowOf(index, 0, representativeOffer(index, 0)).gateway?.slug).toBe("beta");
});
