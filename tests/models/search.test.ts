import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BOUND_FIELDS, BOUND_NAMES, type Bound, matchesBound, withBound } from "@/lib/contract/bound";
import type { Offer } from "@/lib/contract/offer";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery, parseBrowseQuery, SORTS } from "@/lib/contract/query";
import { perMillion } from "@/lib/models/price";
import { rowOf } from "@/lib/models/row";
import { countFacets, search } from "@/lib/models/search";
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
    ["模型 e", "acme/模型-é"],
    ["ｇｐｔ－４ｏ", "openai/gpt-4o"],
    ["cluade sonnet", "anthropic/claude-sonnet-4.5"],
    ["sonet 4.5", "anthropic/claude-sonnet-4.5"],
    ["nousreserch hermes", "NousResearch/Hermes-3-Llama-3.1-405B"],
    ["lllama 70b", "meta-llama/Llama-3.3-70B-Instruct"],
  ])("finds the intended model for %s", (typed, id) => {
    expect(find(typed)[0]).toBe(id);
  });

  it("corrects a word only when no model has it as typed", () => {
    const index = indexOf([named("Zorbini Flash"), named("Zorbina Pro")]);
    expect(find("zorbina", index)).toEqual(["Zorbina Pro"]);
    expect(find("zorbinu", index).sort()).toEqual(["Zorbina Pro", "Zorbini Flash"]);
    expect(find("gpx", index)).toEqual([]);
  });

  it("requires every word", () => {
    expect(find("llama coder")).toEqual([]);
  });

  it("ranks the start of the name above the start of a word", () => {
    expect(find("llama").at(-1)).toBe("NousResearch/Hermes-3-Llama-3.1-405B");
  });

  it("finds a model by every native ID", () => {
    const repo = { hugging_face_id: "meta-llama/Llama-3.3-70B-Instruct" };
    const index = indexOf([
      offer("alpha", "meta-llama/Llama-3.3-70B-Instruct", repo),
      offer("beta", "llama-3.3-70b-versatile", repo),
      offer("gamma", "accounts/fireworks/models/llama-v3p3-70b-instruct", repo),
      named("Llama 3.3 8B", "meta-llama/Llama-3.3-8B"),
    ]);
    const [all] = index.ids.filter((id) => id.includes("70B"));
    for (const typed of ["llama-3.3-70b-versatile", "accounts/fireworks/models/llama-v3p3-70b-instruct", "versatile"]) {
      expect(find(typed, index)).toEqual([all]);
    }
  });

  it("excludes models with a word that has a minus", () => {
    expect(find("llama -hermes")).toEqual(find("llama").filter((id) => !id?.includes("Hermes")));
    expect(find("-llama").sort()).toEqual(CATALOG.ids.filter((id) => !/llama/i.test(id)).sort());
    expect(find("gpt-4o -mini")).toEqual(["openai/gpt-4o"]);
    expect(find('gpt-4o "-mini"')).toEqual(["openai/gpt-4o"]);
  });

  it("shows everything for a query of separators only", () => {
    expect(find(" - / ")).toHaveLength(CATALOG.ids.length);
  });
});

const anyOffer: fc.Arbitrary<Offer> = fc
  .record({
    gateway: fc.constantFrom("alpha", "beta", "gamma"),
    id: fc.constantFrom("a/one", "a/two", "b/three", "c/four", "b/five"),
    price: fc.option(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { nil: null }),
    context_length: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
    tokens_per_second: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
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
const TODAY = 10;
const bound: fc.Arbitrary<Bound> = fc.record({
  field: fc.constantFrom(...BOUND_NAMES.filter((field) => field !== "cutoff")),
  sign: fc.constantFrom("<", "<=", ">", ">=", "="),
  value: fc.integer({ min: 0, max: 5 }),
});
const query: fc.Arbitrary<BrowseQuery> = fc.record({
  authors: fc.subarray(["a", "-b", "unknown"], { maxLength: 1 }),
  prices: fc.subarray(["known", "-free"], { maxLength: 1 }),
  weights: fc.constant<string[]>([]),
  licenses: fc.constant<string[]>([]),
  states: fc.subarray(["active"]),
  bounds: fc.array(bound, { maxLength: 2 }).map((list) => list.reduce<Bound[]>(withBound, [])),
  workload: fc.constant({ input: 1, output: 1, cached: 0, calls: 1 }),
  q: fc.constantFrom("", "o", "a", "three b"),
  gateways: fc.subarray(["alpha", "beta", "nobody"]),
  inputs: fc.subarray(["text", "image"]),
  outputs: fc.subarray(["text", "smell"], { maxLength: 1 }),
  abilities: fc.subarray(["tools", "reasoning"]),
  sort: fc.record({ key: fc.constantFrom(...SORTS), reversed: fc.boolean() }),
});

const meets = (o: Offer, q: BrowseQuery, list: readonly Offer[]) =>
  (q.gateways.length === 0 || q.gateways.includes(o.gateway)) &&
  q.inputs.every((v) => o.architecture.input_modalities.includes(v)) &&
  q.outputs.every((v) => o.architecture.output_modalities.includes(v)) &&
  q.abilities.every((v) => o.supported_parameters.includes(v)) &&
  [q.authors, q.prices, q.states].every((values, i) => {
    const has = [authorIn(o), o.price_state, o.state][i];
    return (
      values.every((v) => (v.startsWith("-") ? v !== `-${has}` : true)) &&
      (values.every((v) => v.startsWith("-")) || values.includes(has ?? ""))
    );
  }) &&
  q.bounds.every((b) => matchesBound(figure(o, b.field, list), b));

const authorIn = (o: Offer) => (o.id.includes("/") ? o.id.split("/")[0] : "unknown");
/** The figure of an offer that a limit looks at; the age is that of its model. */
const figure = (o: Offer, field: Bound["field"], list: readonly Offer[]): number => {
  const [input, output] = [perMillion(o.pricing.prompt), perMillion(o.pricing.completion)];
  if (field === "ctx") return o.context_length ?? Number.NaN;
  if (field === "params" || field === "cutoff") return Number.NaN;
  if (field === "speed") return o.tokens_per_second ?? Number.NaN;
  if (field === "age") {
    const days = list.flatMap(({ id, created }) => (id === o.id && created !== null ? [created / 86_400] : []));
    return days.length === 0 ? Number.NaN : TODAY - Math.floor(Math.min(...days));
  }
  if (field === "spread") return new Set(list.flatMap(({ id, gateway }) => (id === o.id ? gateway : []))).size;
  if (field === "in" || field === "out") return (field === "in" ? input : output) ?? Number.NaN;
  if (input === null || output === null) return Number.NaN;
  return field === "blend" ? (3 * input + output) / 4 : ((input + output) * 30) / 1e6;
};

describe("filters", () => {
  it("show exactly the models with one offer that matches all of them, with that offer's facts", () => {
    fc.assert(
      fc.property(offers, query, (list, q) => {
        const index = indexOf(list);
        const result = search(index, { ...q, q: "" }, TODAY);
        const shown = new Set([...result.models].map((m) => index.ids[m]));
        expect(shown).toEqual(new Set(list.filter((o) => meets(o, q, list)).map((o) => o.id)));
        result.models.forEach((m, i) => {
          const row = rowOf(index, m, result.offers[i] ?? -1);
          const one = list.find((o) => o.id === row.id && o.gateway === row.gateway?.slug);
          expect(one && meets(one, q, list)).toBe(true);
          expect(row.context).toBe(one?.context_length);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("count for each value what selecting it would show", () => {
    fc.assert(
      fc.property(offers, query, fc.constantFrom("all" as const, "usable" as const), (list, q, scope) => {
        const index = indexOf(list);
        const find = (chosen: BrowseQuery) => search(index, chosen, TODAY, scope).models.length;
        const { facets, steps } = countFacets(index, q, TODAY, scope);
        for (const [slug, count] of facets.gateways) {
          expect([slug, count]).toEqual([slug, find({ ...q, gateways: [slug] })]);
        }
        for (const name of ["authors", "prices", "weights", "states"] as const) {
          for (const [value, count] of facets[name]) {
            const chosen = { ...q, [name]: [value] };
            expect([name, value, count]).toEqual([name, value, find(chosen)]);
          }
        }
        for (const field of BOUND_NAMES) {
          const others = q.bounds.filter((b) => b.field !== field);
          const sign = BOUND_FIELDS[field].most ? ">=" : "<=";
          BOUND_FIELDS[field].steps.forEach((value, i) => {
            const chosen = { ...q, bounds: [...others, { field, sign, value } as const] };
            expect([field, value, steps[field][i]]).toEqual([field, value, find(chosen)]);
          });
        }
        for (const name of ["inputs", "outputs", "abilities"] as const) {
          for (const [value, count] of facets[name]) {
            const chosen = { ...q, [name]: [...new Set([...q[name], value])] };
            expect([name, value, count]).toEqual([name, value, find(chosen)]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("sort every figure with unknown last, in both directions", () => {
    const keys = ["context", "in", "out", "blend", "month", "speed", "released"] as const;
    const calls = fc.constantFrom(1, 7, 1_000_000_000);
    fc.assert(
      fc.property(offers, fc.constantFrom(...keys), fc.boolean(), calls, (list, key, reversed, calls) => {
        const index = indexOf(list);
        const workload = { input: 10_000_000, output: 1, cached: 0, calls };
        const result = search(index, { ...EMPTY_QUERY, workload, sort: { key, reversed } });
        const figures = [...result.models].map((m, i) => {
          const row = rowOf(index, m, result.offers[i] ?? 0, workload);
          const { priceIn, priceOut } = row;
          const blend = priceIn === null || priceOut === null ? null : 3 * priceIn + priceOut;
          const prices = { in: priceIn, out: priceOut, blend, month: row.month };
          return { context: row.context, speed: row.tokensPerSecond, released: row.released, ...prices }[key];
        });
        const known = figures.filter((f) => f !== null);
        expect(figures.slice(0, known.length)).toEqual(known);
        const rising = ["in", "out", "blend", "month"].includes(key) !== reversed;
        expect(known).toEqual([...known].sort((a, b) => (rising ? a - b : b - a)));
      }),
    );
  });

  it("keep all models in a total order that is the same for the same facts", () => {
    fc.assert(
      fc.property(offers, query, (list, q) => {
        expect(search(indexOf([...list].reverse()), q, TODAY).models).toEqual(search(indexOf(list), q, TODAY).models);
      }),
    );
  });

  it("round-trip through the URL", () => {
    fc.assert(
      fc.property(query, (q) => {
        const sort = q.sort.key === "relevance" ? EMPTY_QUERY.sort : q.sort;
        expect(parseBrowseQuery(formatBrowseQuery(q))).toEqual({ ...q, sort });
      }),
    );
  });
});
