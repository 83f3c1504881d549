import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BOUND_NAMES, type Bound, type BoundSign, withBound } from "@/lib/contract/bound";
import { type BrowseQuery, EMPTY_QUERY, SORTS } from "@/lib/contract/query";
import { foldTyped, parseTyped } from "@/lib/models/query/typed";
import { printTyped } from "../fakes/print-typed";

const fold = (q: string) => foldTyped({ ...EMPTY_QUERY, q });

describe("a typed query", () => {
  it("has words, filters, and a sort order", () => {
    const typed =
      "llama ctx>=200k in<1 out<=5 tools vision gateway:groq,cerebras -author:meta age<90d open free sort:speed";
    const { query, errors } = fold(typed);
    expect(errors).toEqual([]);
    expect(query).toEqual({
      ...EMPTY_QUERY,
      q: "llama",
      gateways: ["groq", "cerebras"],
      authors: ["-meta"],
      abilities: ["tools", "vision"],
      prices: ["free"],
      weights: ["open"],
      bounds: [
        { field: "ctx", sign: ">=", value: 200_000 },
        { field: "in", sign: "<", value: 1 },
        { field: "out", sign: "<=", value: 5 },
        { field: "age", sign: "<", value: 90 },
      ],
      sort: { key: "speed", reversed: false },
    });
  });

  it.each([
    ["CTX >= 1.5M", { field: "ctx", sign: ">=", value: 1_500_000 }],
    ["context≥128k", { field: "ctx", sign: ">=", value: 128_000 }],
    ["in=<$0.25", { field: "in", sign: "<=", value: 0.25 }],
    ["age<2w", { field: "age", sign: "<", value: 14 }],
    ["age<6m", { field: "age", sign: "<", value: 180 }],
    ["in<.5", { field: "in", sign: "<", value: 0.5 }],
    ["out<=5$", { field: "out", sign: "<=", value: 5 }],
    ["ctx>200,000", { field: "ctx", sign: ">", value: 200_000 }],
    ["speed>100", { field: "speed", sign: ">", value: 100 }],
  ])("reads %s as a limit", (typed, bound) => {
    expect(parseTyped(typed).bounds).toEqual([bound]);
  });

  it.each([
    ["ctx>=abc", "tokens of context, such as ctx>=128k"],
    ["in<", "USD per 1M input tokens, such as in<0.5"],
    ["in<$", "USD per 1M input tokens, such as in<0.5"],
    ["ctx>2,00", "tokens of context, such as ctx>=128k"],
    ["price<1", "a limit on ctx, context, in, out, blend, month, speed, params, parameters, cutoff, age"],
    ["-tokens>=5k", "a limit on ctx"],
    ["-in<1", "USD per 1M input tokens, such as in<0.5"],
    ["age:90d", "days since release, such as age<90d"],
    ["sort:loudness", /^sort: and one of relevance, gateways/],
    ["price:cheap", /^price: and one of known, free/],
    ["gateway:", "gateway: and a name, or several with commas between"],
  ])("reports for %s what was expected", (typed, expected) => {
    const { errors, words } = parseTyped(typed);
    expect(errors).toEqual([{ text: typed, expected: expect.stringMatching(expected) }]);
    expect(words).toEqual([]);
  });

  it("leaves IDs, unknown names before a colon, and everything in quotes alone", () => {
    expect(parseTyped('deepseek/deepseek-r1:free constructor:x "tools ctx>=1" toString').words).toEqual([
      "deepseek/deepseek-r1:free",
      "constructor:x",
      "tools",
      "ctx>=1",
      "toString",
    ]);
  });

  it("round-trips when printed and parsed", () => {
    const bound: fc.Arbitrary<Bound> = fc.record({
      field: fc.constantFrom(...BOUND_NAMES.filter((field) => field !== "cutoff")),
      sign: fc.constantFrom<BoundSign>("<=", ">=", "<", ">", "="),
      value: fc.oneof(
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 0, max: 1e6 }).map((n) => n / 1_000),
      ),
    });
    const month = fc
      .tuple(fc.integer({ min: 1_000, max: 9_999 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, number]) => year * 100 + number);
    const limit = fc.oneof(
      bound,
      month.map((value): Bound => ({ field: "cutoff", sign: ">=", value })),
    );
    const name = fc.stringMatching(/^-?[a-z0-9][a-z0-9._-]{0,8}$/);
    const names = fc.uniqueArray(name, { maxLength: 3 });
    const word = fc.oneof(
      fc.stringMatching(/^[^\s"]{1,10}$/),
      fc.constantFrom("free", "tools", "ctx>=1", "in<x", "sort:x", "gateway:groq", "-open", "price:no", "in:"),
      fc.constantFrom("in", "ctx", "age", "<", ">=", "<1", "=<$2", "≥3k", "90d"),
    );
    const query: fc.Arbitrary<BrowseQuery> = fc.record({
      q: fc.array(word, { maxLength: 3 }).map((words) => fold(words.map((text) => `"${text}"`).join(" ")).query.q),
      gateways: names.map(plusesFirst),
      authors: names.map(plusesFirst),
      inputs: names.map(plusesFirst),
      outputs: names.map(plusesFirst),
      abilities: fc.subarray(["tools", "-json", "vision"]),
      prices: fc.subarray(["known", "-dynamic"]),
      weights: fc.subarray(["open"]),
      licenses: names.map(plusesFirst),
      states: fc.subarray(["active", "-gone"]),
      bounds: fc.array(limit, { maxLength: 4 }).map((list) => list.reduce<Bound[]>(withBound, [])),
      sort: fc
        .record({ key: fc.constantFrom(...SORTS), reversed: fc.boolean() })
        .map((sort) => (sort.key === "relevance" ? EMPTY_QUERY.sort : sort)),
      workload: fc.constant(EMPTY_QUERY.workload),
    });
    fc.assert(
      fc.property(query, (asked) => {
        const { query: read, errors } = fold(printTyped(asked));
        expect(errors).toEqual([]);
        expect(read).toEqual(asked);
      }),
      { numRuns: 1_000 },
    );
  });

  it("keeps quoted words as words, even if they would be a limit together", () => {
    for (const typed of ['"in" <1', '"in <1"', 'llama "ctx" "≥" 3k', '"age" "<" "2w"']) {
      const { query } = fold(typed);
      expect(query.bounds).toEqual([]);
      expect(foldTyped(query)).toEqual({ query, errors: [] });
      expect(parseTyped(query.q).words).toEqual(typed.replaceAll('"', "").split(" "));
    }
  });

  it("never fails, and is stable when parsed again", () => {
    const piece = fc.constantFrom('"', " ", "in", "ctx", "<", ">=", "1", "x", "-", ":", "sort", "free");
    const typed = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(piece, { maxLength: 8 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const once = fold(text).query;
        expect(foldTyped(once)).toEqual({ query: once, errors: [] });
      }),
    );
  });
});

/** In printed order: wanted before excluded. */
function plusesFirst(values: string[]): string[] {
  return [...values.filter((v) => !v.startsWith("-")), ...values.filter((v) => v.startsWith("-"))];
}

it("applies a minus before quotes to each word in them, even one that is a filter without quotes", () => {
  expect(parseTyped('claude -"haiku 3"').words).toEqual(["claude", "-haiku", "-3"]);
  const { query } = foldTyped({ ...EMPTY_QUERY, q: 'gpt -"free"' });
  expect(query.prices).toEqual([]);
  expect(foldTyped(query).query).toEqual(query);
});

it("accepts other names of a sort order", () => {
  expect(["sort:ctx", "sort:-price", "sort:newest"].map((typed) => parseTyped(typed).sort)).toEqual([
    { key: "context", reversed: false },
    { key: "in", reversed: true },
    { key: "released", reversed: false },
  ]);
});
