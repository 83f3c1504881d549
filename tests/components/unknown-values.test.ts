import { describe, expect, it } from "vitest";
import { resolveQuery } from "@/components/models/first-page";
import { unknownValues } from "@/components/models/unknown-values";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { countFacets, search } from "@/lib/models/search";
import { indexOf, offer } from "../fakes/offers";

const index = indexOf(Array.from({ length: 30 }, (_, i) => offer("alpha", `author${i}/m`)));

describe("a requested value", () => {
  it("is unknown only when no model has it, however few have it", () => {
    for (let i = 0; i < 30; i++) {
      expect(unknownValues(index, { ...EMPTY_QUERY, authors: [`author${i}`, `-author${i}`] })).toEqual([]);
    }
    expect(unknownValues(index, { ...EMPTY_QUERY, authors: ["author3", "-nobody"] })).toEqual([
      "There is no author named “nobody”.",
    ]);
    expect(unknownValues(index, { ...EMPTY_QUERY, gateways: ["delta"] })).toEqual([
      "There is no gateway named “delta”; there are: alpha, beta, gamma.",
    ]);
  });
});

describe("an author with several names", () => {
  const llamas = indexOf([
    offer("alpha", "meta-llama/Llama-4"),
    offer("beta", "meta/sam-3"),
    offer("beta", "x-ai/grok-4"),
  ]);
  const found = (...authors: string[]) => {
    const { query } = resolveQuery({ ...EMPTY_QUERY, authors }, llamas.gateways);
    return [...search(llamas, query).models].map((m) => llamas.ids[m]).sort();
  };

  it("is one author in lists and filters, whichever name is requested", () => {
    for (const name of ["meta", "meta-llama", "facebook"]) {
      expect(found(name)).toEqual(["meta-llama/Llama-4", "meta/sam-3"]);
      expect(found(`-${name}`)).toEqual(["x-ai/grok-4"]);
      expect(unknownValues(llamas, resolveQuery({ ...EMPTY_QUERY, authors: [name] }, llamas.gateways).query)).toEqual(
        [],
      );
    }
    expect([...countFacets(llamas, EMPTY_QUERY).facets.authors]).toEqual([
      ["meta", 2],
      ["xai", 1],
    ]);
  });
});
