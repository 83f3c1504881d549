import { describe, expect, it } from "vitest";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { mergeFacts } from "@/lib/models/facts";
import { foldTyped } from "@/lib/models/query/typed";
import { rowOf } from "@/lib/models/row";
import { search } from "@/lib/models/search";
import { indexOf, modelOf, offer, priced } from "../fakes/offers";

const HUB = { source: "huggingface.co", fetched_at: "2026-01-02T00:00:00.000Z" };
const SMALL = offer("alpha", "a/small", {
  ...priced(1, 1),
  facts: { parameters: 7e9, knowledge_cutoff: "2025-06-30", license: "mit" },
  supported_parameters: ["tools"],
  first_seen: "2026-01-05T10:00:00.000Z",
});
const LARGE = offer("beta", "b/large", {
  facts: { parameters: 120e9, knowledge_cutoff: "2026-02", open_weights: true },
  capabilities: { tools: false, json: null, reasoning: null, vision: false },
  first_seen: "2025-12-01",
});
const BARE = offer("gamma", "c/bare", { first_seen: null });
const index = indexOf([SMALL, LARGE, BARE]);
const found = (typed: string) => {
  const { query, errors } = foldTyped({ ...EMPTY_QUERY, q: typed });
  expect(errors).toEqual([]);
  return [...search(index, query).models].map((m) => index.ids[m]);
};

describe("the facts of a model", () => {
  it("name their source and date, prefer the hub's, and list differing values", () => {
    const hub = offer("huggingface", "a/m", { source: HUB, facts: { license: "mit", downloads: 12 } });
    const other = offer("alpha", "a/m", { facts: { license: "other", moderated: true } });
    const { source } = other;
    expect(mergeFacts([other, hub])).toEqual({
      license: { value: "mit", ...HUB, others: [{ value: "other", ...source }] },
      downloads: { value: 12, ...HUB },
      moderated: { value: true, ...source },
    });
  });

  it("use a reference last, and keep what gateways state", () => {
    const reference = { source: "models.dev", fetched_at: "2026-01-03" };
    const one = offer("alpha", "a/m", {
      facts: { license: "mit" },
      reference_facts: { values: { license: "apache-2.0", knowledge_cutoff: "2025-01" }, source: reference },
    });
    const facts = mergeFacts([one]);
    expect(facts.license).toMatchObject({ value: "mit", others: [{ value: "apache-2.0", ...reference }] });
    expect(facts.knowledge_cutoff).toEqual({ value: "2025-01", ...reference });
  });

  it("can be searched for", () => {
    expect(found("params<40b")).toEqual(["a/small"]);
    expect(found("params>=100b")).toEqual(["b/large"]);
    expect(found("cutoff>=2026-01")).toEqual(["b/large"]);
    expect(found("license:mit")).toEqual(["a/small"]);
    expect(found("-license:mit").sort()).toEqual(["b/large", "c/bare"]);
    expect(found("open")).toEqual(["b/large"]);
  });

  it("distinguish a denied capability from one that is not stated", () => {
    expect(found("tools")).toEqual(["a/small"]);
    expect(found("ability:no-tools")).toEqual(["b/large"]);
    expect(found("ability:unlisted-tools")).toEqual(["c/bare"]);
  });
});

describe("the day a model was first seen", () => {
  it("sorts recently added models first, unknown dates last", () => {
    expect(found("sort:added")).toEqual(["a/small", "b/large", "c/bare"]);
  });

  it("is the first of its offers, and unknown when an offer predates the records", () => {
    const at = (...days: (string | null)[]) =>
      modelOf(...days.map((first_seen, i) => offer("alpha", `a/${i}`, { first_seen }))).first_seen;
    expect(at("2026-01-05T10:00:00.000Z", "2026-01-04T10:00:00.000Z")).toBe("2026-01-04T10:00:00.000Z");
    expect(at("2026-01-05T10:00:00.000Z", null)).toBeNull();
    expect(at("2025-12-01", null)).toBe("2025-12-01");
  });
});

it("a row says how prices at other hours differ from the displayed one", () => {
  const at = (prompt: string, completion: string) => {
    const windows = [{ utc_start: 0, utc_end: 600, prompt, completion }];
    const one = offer("alpha", "a/m", { price_state: "known", pricing: { ...priced(2, 4).pricing, windows } });
    return rowOf(indexOf([one]), 0, 0).priceHours;
  };
  expect(at("0.000001", "0.000004")).toBe("lower 00:00–06:00 UTC");
  expect(at("0.000003", "0.000004")).toBe("higher 00:00–06:00 UTC");
  expect(at("0.000001", "0.000008")).toBe("other 00:00–06:00 UTC");
  expect(at("0.000002", "0.000004")).toBeNull();
});
