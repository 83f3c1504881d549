import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Offer } from "@/lib/contract/offer";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery, parseBrowseQuery, SORTS } from "@/lib/contract/query";
import { rowOf } from "@/lib/models/row";
import { search } from "@/lib/models/search";
import { indexOf, offer, priced } from "../fakes/offers";

const named = (name: string, id = name) => offer("alpha", id, { name });
const CATALOG = indexOf([
  named("Llama 3.3 70B Instruct", "meta-llama/Llama-3.3-70B-Instruct"),
  named("Llama 3.1 8B Instruct", "meta-llama/Llama-3.1-8B-Instruct"),
  named("Hermes 3 Llama 3.1 405B", "NousResearch/Hermes-3-Llama-3.1-405B"),
  named("Claude Sonnet 4.5", "anthropic/claude-sonnet-4.5"),
  named("GPT-4o", "openai/gpt-4o"),
  named("GPT-4o mini", "openai/gpt-4o-mini"),
  named("Qwen3 Coder 480B", "Qwen/Qwen3-Coder-480B-A35B"),
  named("模型 é", "acme/模型-é"),
]);
const find = (q: string, index = CATALOG) => [...search(index, { ...EMPTY_QUERY, q }).models].map((m) => index.ids[m]);

describe("search", () => {
  it.each([
    ["llama 70b", "meta-llama/Llama-3.3-70B-Instruct"],
    ["70b llama", "meta-llama/Llama-3.3-70B-Instruct"],
    ["llama-3.3 70b", "meta-llama/Llama-3.3-70B-Instruct"],
    ["claud sonnet", "anthropic/claude-sonnet-4.5"],
    ["gpt4o", "openai/gpt-4o"],
    ["GPT 4o", "openai/gpt-4o"],
    ["qwen3 coder", "Qwen/Qwen3-Coder-480B-A35B"],
    ["nousresearch", "NousResearch/Hermes-3-Llama-3.1-405B"],
    ["模型", "acme/模型-é"],
  ])("finds what a person means by %s", (typed, id) => {
    expect(find(typed)[0]).toBe(id);
  });

  it("wants every word", () => {
    expect(find("llama coder")).toEqual([]);
  });

  it("ranks the start of the name before the start of a word", () => {
    expect(find("llama").at(-1)).toBe("NousResearch/Hermes-3-Llama-3.1-405B");
  });

  it("shows everything for a query of separators alone", () => {
    expect(find(" - / ")).toHaveLength(CATALOG.ids.length);
  });
});

const anyOffer: fc.Arbitrary<Offer> = fc
  .record({
    gateway: fc.constantFrom("alpha", "beta", "gamma"),
    id: fc.constantFrom("a/one", "a/two", "b/three", "c/four", "b/five"),
    price: fc.option(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { nil: null }),
    context_length: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
    inputs: fc.subarray(["text", "image", "audio"], { minLength: 1 }),
    supported_parameters: fc.subarray(["tools", "reasoning", "response_format"]),
    created: fc.option(fc.integer({ min: 86_400, max: 864_000 }), { nil: null }),
  })
  .map(({ gateway, id, price, inputs, ...facts }) =>
    offer(gateway, id, {
      ...facts,
      ...(price ? priced(...price) : {}),
      architecture: { input_modalities: inputs, output_modalities: ["text"] },
    }),
  );
const offers = fc.uniqueArray(anyOffer, { selector: (o) => `${o.gateway} ${o.id}`, maxLength: 15 });
const query: fc.Arbitrary<BrowseQuery> = fc.record({
  q: fc.constantFrom("", "o", "a", "three b"),
  gateways: fc.subarray(["alpha", "beta", "nobody"]),
  inputs: fc.subarray(["text", "image"]),
  outputs: fc.subarray(["text", "smell"], { maxLength: 1 }),
  abilities: fc.subarray(["tools", "reasoning"]),
  sort: fc.record({ key: fc.constantFrom(...SORTS), reversed: fc.boolean() }),
});

const meets = (o: Offer, q: BrowseQuery) =>
  (q.gateways.length === 0 || q.gateways.includes(o.gateway)) &&
  q.inputs.every((v) => o.architecture.input_modalities.includes(v)) &&
  q.outputs.every((v) => o.architecture.output_modalities.includes(v)) &&
  q.abilities.every((v) => o.supported_parameters.includes(v));

describe("filters", () => {
  it("show exactly the models of which one offer meets all of them, with that offer's facts", () => {
    fc.assert(
      fc.property(offers, query, (list, q) => {
        const index = indexOf(list);
        const result = search(index, { ...q, q: "" });
        const shown = new Set([...result.models].map((m) => index.ids[m]));
        expect(shown).toEqual(new Set(list.filter((o) => meets(o, q)).map((o) => o.id)));
        result.models.forEach((m, i) => {
          const row = rowOf(index, m, result.offers[i] ?? -1);
          const one = list.find((o) => o.id === row.id && o.gateway === row.gateway?.slug);
          expect(one && meets(one, q)).toBe(true);
          expect(row.context).toBe(one?.context_length);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("count for each value what choosing it would show", () => {
    fc.assert(
      fc.property(offers, query, (list, q) => {
        const index = indexOf(list);
        const { facets } = search(index, q);
        for (const [slug, count] of facets.gateways) {
          expect([slug, count]).toEqual([slug, search(index, { ...q, gateways: [slug] }).models.length]);
        }
        for (const name of ["inputs", "outputs", "abilities"] as const) {
          for (const [value, count] of facets[name]) {
            const chosen = { ...q, [name]: [...new Set([...q[name], value])] };
            expect([name, value, count]).toEqual([name, value, search(index, chosen).models.length]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("sort every figure with the unknown last, in both directions", () => {
    fc.assert(
      fc.property(offers, fc.constantFrom("context", "in", "out", "released"), fc.boolean(), (list, key, reversed) => {
        const index = indexOf(list);
        const result = search(index, { ...EMPTY_QUERY, sort: { key, reversed } });
        const figures = [...result.models].map((m, i) => {
          const row = rowOf(index, m, result.offers[i] ?? 0);
          return { context: row.context, in: row.priceIn, out: row.priceOut, released: row.released }[key];
        });
        const known = figures.filter((f) => f !== null);
        expect(figures.slice(0, known.length)).toEqual(known);
        const rising = (key === "in" || key === "out") !== reversed;
        expect(known).toEqual([...known].sort((a, b) => (rising ? a - b : b - a)));
      }),
    );
  });

  it("keep all models in a total order that is the same for the same facts", () => {
    fc.assert(
      fc.property(offers, query, (list, q) => {
        expect(search(indexOf([...list].reverse()), q).models).toEqual(search(indexOf(list), q).models);
      }),
    );
  });

  it("go into the URL and come back", () => {
    fc.assert(
      fc.property(query, (q) => {
        const sort = q.sort.key === "relevance" ? EMPTY_QUERY.sort : q.sort;
        expect(parseBrowseQuery(formatBrowseQuery(q))).toEqual({ ...q, sort });
      }),
    );
  });
});
