import { describe, expect, it } from "vitest";
import { type BrowseQuery, EMPTY_QUERY } from "@/lib/contract/query";
import { modelNamed } from "@/lib/models/pasted";
import { complete } from "@/lib/models/query/complete";
import { foldTyped, parseTyped } from "@/lib/models/query/typed";
import { relaxationsOf, whyHidden } from "@/lib/models/relax";
import { countFacets, search } from "@/lib/models/search";
import { indexOf, offer, priced } from "../fakes/offers";
import { printTyped } from "../fakes/print-typed";

const TODAY = 100;
const index = indexOf([
  offer("alpha", "acme/zorb", { ...priced(1.13, 4), context_length: 100_000, supported_parameters: ["tools"] }),
  offer("beta", "acme/zorb", { ...priced(0.2, 1), context_length: 8_000 }),
  offer("alpha", "acme/plonk", { ...priced(3, 9), context_length: 200_000, supported_parameters: ["tools"] }),
  offer("beta", "acme/mystery", {}),
]);
const asked = (typed: string): BrowseQuery => foldTyped({ ...EMPTY_QUERY, q: typed }).query;
const named = (id: string) => modelNamed(index, id);

describe("relaxing an empty result", () => {
  it("offers the words without filters when no single filter hides everything", () => {
    const query = asked("zorb in<0.01 ctx>=1m gateway:alpha");
    expect(relaxationsOf(index, query, TODAY)).toEqual([
      { change: { filters: true }, query: { ...EMPTY_QUERY, q: "zorb" }, found: 1 },
    ]);
    expect(relaxationsOf(index, asked("nothing in<0.01 ctx>=1m gateway:alpha"), TODAY)).toEqual([]);
  });
});

describe("the reason why a model is hidden", () => {
  it("names what its closest offer lacks, and relaxes only that", () => {
    const why = whyHidden(index, asked("tools in<1 ctx>=64k"), named("acme/zorb"), TODAY);
    expect(why).toMatchObject({ gateway: "Alpha", words: true, lists: [] });
    expect(why?.bounds).toEqual([{ bound: { field: "in", sign: "<", value: 1 }, figure: 1.13 }]);
    expect(printTyped(why?.query ?? EMPTY_QUERY)).toBe("tools ctx>=64k in<=1.2");
    expect(why?.found).toBe(1);
  });

  it("names an unknown figure, and removes its limit", () => {
    const why = whyHidden(index, asked("in<1"), named("acme/mystery"), TODAY);
    expect(why?.bounds).toEqual([{ bound: { field: "in", sign: "<", value: 1 }, figure: null }]);
    expect(why?.query.bounds).toEqual([]);
  });

  it("says when it is the words, and is null when the model is shown", () => {
    expect(whyHidden(index, asked("plonk"), named("acme/zorb"), TODAY)).toMatchObject({ words: false, lists: [] });
    expect(whyHidden(index, asked("zorb tools"), named("https://x.test/models/acme/zorb"), TODAY)).toBeNull();
  });

  it("always leads to a list that includes the model", () => {
    for (const typed of ["tools in<1 ctx>=1m gateway:beta", "reasoning age<3d", "-author:acme out<0.1", "plonk free"]) {
      const why = whyHidden(index, asked(typed), named("acme/zorb"), TODAY);
      expect(why).not.toBeNull();
      const { models } = search(index, why?.query ?? EMPTY_QUERY, TODAY);
      expect([...models].map((m) => index.ids[m])).toContain("acme/zorb");
      expect(why?.found).toBe(models.length);
    }
  });
});

describe("the suggestions for an empty list", () => {
  it("remove each filter, or move a limit just far enough", () => {
    const ways = relaxationsOf(index, asked("tools in<0.5"), TODAY).map(({ query, found }) => [
      printTyped(query),
      found,
    ]);
    expect(ways).toEqual(
      expect.arrayContaining([
        ["tools", 2],
        ["in<0.5", 1],
        ["tools in<=1.2", 1],
      ]),
    );
  });
});

describe("the completions of typed text", () => {
  const { facets } = countFacets(index, EMPTY_QUERY, TODAY);
  const terms = (typed: string) => complete(typed, facets).map(({ text }) => text);

  it.each([
    ["llama ga", ["llama gateway:", "llama gateways>="]],
    ["gateway:", ["gateway:alpha ", "gateway:beta "]],
    ["-gateway:alpha,b", ["-gateway:alpha,beta "]],
    ["too", ["tools "]],
    ["ctx>=1", ["ctx>=128k ", "ctx>=1m "]],
    ["sort:sp", ["sort:speed "]],
    ["llama", []],
    ["g", []],
    ["-ga", ["-gateway:"]],
    ["-to", ["-tools "]],
    ["-ct", []],
    ["-ctx>=1", []],
    ["-so", []],
    ["-sort:s", []],
  ])("of %s are %j", (typed, expected) => {
    expect(terms(typed)).toEqual(expected);
  });

  it("start with the values that most models have, whatever their names", () => {
    const counts = {
      ...facets,
      gateways: new Map([
        ["few", 1],
        ["most", 9],
        ["also", 9],
        ["none", 0],
      ]),
    };
    expect(complete("gateway:", counts).map(({ term, hint }) => [term, hint])).toEqual([
      ["gateway:also", "9"],
      ["gateway:most", "9"],
      ["gateway:few", "1"],
    ]);
  });

  it("parse without an error once they are complete", () => {
    const letters = [..."abcdefghijklmnopqrstuvwxyz"];
    const started = letters.flatMap((a) => letters.flatMap((b) => [`${a}${b}`, `-${a}${b}`]));
    const whole: string[] = [];
    for (let open = started; open.length > 0; ) {
      const next = open.flatMap(terms);
      whole.push(...next.filter((text) => text.endsWith(" ")));
      open = next.filter((text) => !text.endsWith(" "));
    }
    expect(whole).toEqual(expect.arrayContaining(["-tools ", "-gateway:alpha ", "ctx>=128k ", "sort:name "]));
    expect(whole.filter((text) => parseTyped(text).errors.length > 0)).toEqual([]);
  });
});
