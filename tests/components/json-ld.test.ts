import { describe, expect, it } from "vitest";
import { JsonLd } from "@/components/model/json-ld";
import type { IdentifiedOffer } from "@/lib/contract/offer";
import { modelOf, offer, priced } from "../fakes/offers";

const BASE = "http://host";
/** The text of the element for a model of these offers. */
const textOf = (...offers: IdentifiedOffer[]): string =>
  JsonLd({ model: modelOf(...offers), base: BASE }).props.dangerouslySetInnerHTML.__html;
const dataOf = (...offers: IdentifiedOffer[]) => JSON.parse(textOf(...offers))[0];

describe("a model's structured data", () => {
  it("cannot close its element, and keeps its content", () => {
    const evil = "</script><script>alert(1)</script><!--";
    const text = textOf(offer("alpha", "acme/a<b>", { name: evil, description: evil }));
    expect(text).not.toContain("<");
    expect(JSON.parse(text)[0]).toMatchObject({ name: evil, description: evil, identifier: "acme/a<b>" });
  });

  it("has the range of known prices of usable offers without doubt", () => {
    const offers = [
      offer("alpha", "m", priced(1, 2)),
      offer("beta", "m", priced(3, 4)),
      offer("gamma", "m", { ...priced(9, 9), state: "gone" }),
      offer("gamma", "n", { ...priced(5_000, 9), price_doubt: true }),
      offer("gamma", "o"),
    ];
    expect(dataOf(...offers).offers).toMatchObject({ lowPrice: 1, highPrice: 3, offerCount: 5 });
    expect(dataOf(offer("alpha", "m")).offers).toBeUndefined();
  });

  it("has the release date if known", () => {
    expect(dataOf(offer("alpha", "m", { created: 1_700_000_000 })).datePublished).toBe("2023-11-14");
    expect(dataOf(offer("alpha", "m")).datePublished).toBeUndefined();
  });
});
