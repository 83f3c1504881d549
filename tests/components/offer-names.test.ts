import { expect, it } from "vitest";
import { offerNames } from "@/components/models/offer-names";
import { rowOf } from "@/lib/models/row";
import { indexOf, modelOf, offer, priced } from "../fakes/offers";

const tagged = (tags: string[]) => ({
  identity: { method: "exact" as const, evidence: "", refused: null, tags, rules: 1 },
});
const OFFERS = [
  offer("alpha", "acme/m", { ...priced(1, 2), quantization: "FP8" }),
  offer("alpha", "acme/m:free", {
    price_state: "free",
    pricing: { prompt: "0", completion: "0" },
    ...tagged(["free"]),
  }),
  offer("alpha", "acme/m:fast", { ...priced(3, 4), context_length: 8_000, ...tagged(["fast"]) }),
  offer("beta", "acme/m", priced(1, 2)),
];
const index = indexOf(OFFERS.map((o) => ({ ...o, identity: { ...o.identity, evidence: "acme/m" } })));

it("gives each offer of the index its native ID and tags, and none to one whose figures have changed", () => {
  const rows = Array.from({ length: OFFERS.length }, (_, o) => rowOf(index, 0, o));
  expect(rows).toHaveLength(4);
  const named = modelOf(...OFFERS).offers;
  const names = offerNames(rows, named);
  const byId = new Map(names.map((name) => [name?.id, name?.tags]));
  expect(byId.get("acme/m:free")).toEqual(["free"]);
  expect(byId.get("acme/m:fast")).toEqual(["fast"]);
  expect(names.map((name, i) => [rows[i]?.gateway?.slug, rows[i]?.priceIn, name?.id])).toEqual(
    expect.arrayContaining([
      ["alpha", 1, "acme/m"],
      ["beta", 1, "acme/m"],
      ["alpha", 3, "acme/m:fast"],
    ]),
  );
  const changed = named.map((o) => (o.id === "acme/m:fast" ? { ...o, ...priced(5, 6) } : o));
  const without = offerNames(rows, changed);
  expect(without.filter((name) => name === null)).toHaveLength(1);
  expect(without.some((name) => name?.id === "acme/m:fast")).toBe(false);
});
