import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ModelOption } from "@/components/chat/model-option";
import type { IdentifiedOffer } from "@/lib/contract/offer";
import { modelOf, offer, priced } from "../fakes/offers";

const free = offer("alpha", "m:free", { ...priced(0, 0), price_state: "free" });

/** The text of a model of these offers in the picker. */
function textOf(...offers: IdentifiedOffer[]): string {
  const model = modelOf(...offers);
  return renderToStaticMarkup(createElement(ModelOption, { model, taken: false, chosen: false }))
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

it("a model in the picker has the price of its cheapest paid offer, as in the list", () => {
  const text = textOf(free, offer("beta", "m", priced(0.0784, 2)), offer("gamma", "m", priced(3, 4)));
  expect(text).toContain("Free tier");
  expect(text).toContain("$0.078 / $2.00");
});

it("a model in the picker is free only without a paid offer", () => {
  expect(textOf(free)).toContain("Free");
  expect(textOf(free)).not.toContain("Free tier");
});

it("a price in the picker that is far from those of the other offers is marked", () => {
  const others = ["beta", "gamma", "delta"].map((gateway) => offer(gateway, "m", priced(1, 2)));
  expect(textOf(offer("alpha", "m", priced(0.1, 2)), ...others)).toContain("1/10 of the median of all offers");
  expect(textOf(offer("alpha", "m", priced(0.2, 2)), ...others)).not.toContain("median");
  expect(textOf(...others)).not.toContain("median");
});
