import { describe, expect, it } from "vitest";
import type { IdentifiedOffer } from "@/lib/contract/offer";
import { EMPTY_QUERY, parseBrowseQuery } from "@/lib/contract/query";
import { foldTyped } from "@/lib/models/query/typed";
import { type ModelRow, rowOf } from "@/lib/models/row";
import { countFacets, type Scope, search } from "@/lib/models/search";
import { usableModels } from "@/lib/models/usable";
import { indexOf, offer, priced } from "../fakes/offers";

const FREE = { ...priced(0, 0), price_state: "free" } as const;

/** The rows of a query as it is typed, or as its URL has it. */
function rows(offers: readonly IdentifiedOffer[], asked: string, scope: Scope = "all"): ModelRow[] {
  const index = indexOf(offers);
  const typed = asked.startsWith("?") ? parseBrowseQuery(new URLSearchParams(asked)) : { ...EMPTY_QUERY, q: asked };
  const { query } = foldTyped(typed);
  const { models, offers: shown } = search(index, query, Number.NaN, scope);
  return [...models].map((m, i) => rowOf(index, m, shown[i] ?? 0, query.workload));
}

describe("the offer that a row shows", () => {
  const free = offer("alpha", "a/bird:free", FREE);
  const cheap = offer("beta", "a/bird", priced(1, 1));
  const costly = offer("gamma", "a/bird", { ...priced(3, 3), context_length: 900_000 });

  it("is the cheapest paid one, in every sort order", () => {
    for (const asked of ["", "bird", "sort:in", "sort:month", "sort:gateways", "sort:name", "sort:released"]) {
      expect(rows([free, cheap, costly], asked)).toMatchObject([
        { priceIn: 1, gateway: { slug: "beta" }, freeTier: true },
      ]);
    }
    expect(rows([free, cheap, costly], "sort:context")).toMatchObject([{ priceIn: 3, gateway: { slug: "gamma" } }]);
  });

  it("is the cheapest paid one that matches the filters", () => {
    expect(rows([free, cheap, costly], "ctx>=500k")).toMatchObject([{ priceIn: 3 }]);
  });

  it("is a free one when no paid one matches, or when free ones are requested", () => {
    expect(rows([free, cheap], "gateway:alpha")).toMatchObject([{ priceState: "free" }]);
    expect(rows([free, cheap], "free")).toMatchObject([{ priceState: "free" }]);
    expect(rows([free], "")).toMatchObject([{ priceState: "free", freeTier: true }]);
    expect(rows([cheap], "")).toMatchObject([{ freeTier: false }]);
  });

  it("is not one with a doubtful price when there is one without doubt", () => {
    const doubtful = offer("alpha", "a/bird", { ...priced(0.0001, 0.0001), price_doubt: true });
    expect(rows([doubtful, cheap], "sort:in")).toMatchObject([{ priceIn: 1 }]);
  });

  it("is that of a gateway whose name is typed", () => {
    expect(rows([cheap, costly], "bird gamma")).toMatchObject([{ gateway: { slug: "gamma" } }]);
    expect(rows([cheap, costly], "gamma")).toMatchObject([{ gateway: { slug: "gamma" } }]);
  });
});

describe("the name of a gateway or an author", () => {
  it("matches every model of the gateway and of the author", () => {
    const offers = [offer("alpha", "a/bird"), offer("beta", "meta-llama/fish"), offer("gamma", "b/cow")];
    expect(rows(offers, "gamma").map(({ id }) => id)).toEqual(["b/cow"]);
    expect(rows(offers, "facebook").map(({ id }) => id)).toEqual(["meta-llama/fish"]);
    expect(rows(offers, "alpha cow")).toEqual([]);
  });
});

describe("a list of usable models", () => {
  const live = offer("alpha", "a/bird");
  const retired = offer("alpha", "a/fish", { state: "retired" });
  const both = [live, retired, offer("beta", "a/bird", { state: "retired" })];

  it("omits retired models, but finds them by words and by status", () => {
    expect(rows(both, "", "usable").map(({ id }) => id)).toEqual(["a/bird"]);
    expect(rows(both, "gateway:alpha", "usable").map(({ id }) => id)).toEqual(["a/bird"]);
    expect(rows(both, "fish", "usable").map(({ id }) => id)).toEqual(["a/fish"]);
    expect(rows(both, "status:retired", "usable").map(({ id }) => id)).toEqual(["a/fish"]);
    expect(rows(both, "", "all")).toHaveLength(2);
  });

  it("is counted by the same rule in its title and its facets", () => {
    const index = indexOf(both);
    expect(usableModels(index)).toMatchObject({ count: 1, offers: 1 });
    const { facets } = countFacets(index, EMPTY_QUERY, Number.NaN, "usable");
    expect(facets.gateways.get("alpha")).toBe(1);
    expect(facets.states.get("retired")).toBe(1);
  });
});

describe("filters by gateway", () => {
  const offers = [
    offer("alpha", "a/bird"),
    offer("beta", "a/bird"),
    offer("alpha", "a/fish"),
    offer("gamma", "a/fish", { state: "inactive" }),
    offer("beta", "a/cow"),
  ];
  const ids = (asked: string) => rows(offers, asked).map(({ id }) => id);

  it("accept any number of gateways, typed and in the URL", () => {
    expect(ids("gateways>=2")).toEqual(["a/bird", "a/fish"]);
    expect(ids("?where=gateways>=2")).toEqual(["a/bird", "a/fish"]);
    expect(ids("gateways<2")).toEqual(["a/cow"]);
  });

  it("accept gateways that must all have the model, typed and in the URL, and show an offer of one of them", () => {
    expect(ids("gateways:alpha+beta")).toEqual(["a/bird"]);
    expect(ids("?gateway=alpha%2Bbeta")).toEqual(["a/bird"]);
    expect(ids("?gateway=alpha+beta")).toEqual(["a/bird"]);
    expect(ids("gateway:alpha+gamma")).toEqual([]);
    expect(
      rows([...offers, offer("gamma", "a/bird", priced(0.1, 0.1))], "gateways:alpha+beta")[0]?.gateway?.slug,
    ).not.toBe("gamma");
  });

  it("accept alternative sets of gateways", () => {
    expect(ids("gateway:alpha+beta,gamma").sort()).toEqual(["a/bird", "a/fish"]);
  });
});
