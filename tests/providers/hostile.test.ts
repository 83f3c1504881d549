import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Offer } from "@/lib/contract/offer";
import type { Pricing } from "@/lib/contract/pricing";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { SLUGS } from "@/tests/fakes/rows/counts";
import { generateRows } from "@/tests/fakes/rows/generate";
import { NOW, read } from "./context";

const ID_FIELD = new Map([
  ["deepinfra", "model_name"],
  ["google", "name"],
  ["fireworks", "name"],
]);
const idField = (slug: string) => ID_FIELD.get(slug) ?? "id";
const Facts = Offer.partial().required({ id: true });
const source = { source: "test", fetched_at: NOW.toISOString() };

const extreme = fc.constantFrom(
  null,
  "",
  " ",
  "-1",
  -1,
  0,
  1e308,
  5e-324,
  "1e400",
  Number.POSITIVE_INFINITY,
  "0x10",
  [[0]],
  { price_per_m: [] },
  "NaN",
  [],
  {},
  [null],
  true,
  "__proto__",
);
const anything = fc.oneof(extreme, fc.jsonValue() as fc.Arbitrary<unknown>);

/** A value like `sample`, any part of which may be changed or missing. */
function corrupted(sample: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(sample)) return fc.oneof({ weight: 2, arbitrary: fc.tuple(...sample.map(corrupted)) }, anything);
  if (typeof sample !== "object" || sample === null)
    return fc.oneof({ weight: 2, arbitrary: fc.constant(sample) }, anything);
  const fields = Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, corrupted(value)]));
  return fc.oneof({ weight: 4, arbitrary: fc.record(fields, { requiredKeys: [] }) }, anything);
}

/** Whether a row contains a 0, as a number or in text. */
function holdsZero(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(holdsZero);
  return (typeof value === "number" || (typeof value === "string" && value.trim() !== "")) && Number(value) === 0;
}

describe.each(PROVIDERS.map((p) => [p.slug, p] as const))("%s, with rows of any kind", (slug, provider) => {
  const samples = generateRows(SLUGS.find((s) => s === slug) ?? "novita", 8);

  it("never throws, returns valid offers, and returns no price of 0 that was not sent", () => {
    fc.assert(
      fc.property(fc.oneof(...samples.map(corrupted)), (row) => {
        const facts = provider.read(row, NOW);
        if (facts === null) return;
        expect(Facts.safeParse({ gateway: slug, ...facts, source }).error?.message).toBeUndefined();
        const prices = [facts, ...(facts.routes ?? [])].flatMap(({ pricing }) => {
          const { tiers = [], windows = [], ...base }: Partial<Pricing> = pricing ?? {};
          const parts = [...tiers, ...windows, ...windows.flatMap((window) => window.tiers ?? [])];
          return [...Object.values(base), ...parts.flatMap((part) => [part.prompt, part.completion])];
        });
        for (const price of prices) expect(price == null || /^\d+(\.\d+)?$/.test(price)).toBe(true);
        if (prices.some((price) => Number(price ?? 1) === 0)) expect(holdsZero(row)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("drops a row only because of its ID, and keeps the ID as sent", () => {
    for (const id of [undefined, null, "", "   ", 7, {}, ["a"], true]) {
      expect(provider.read({ ...samples[0], id: undefined, [idField(slug)]: id }, NOW)).toBeNull();
    }
    for (const row of [null, undefined, 7, "row", [], [{ id: "a" }]]) expect(provider.read(row, NOW)).toBeNull();
    for (const id of [" Spaced/Id ", "a/../b", "__proto__", "ÄÖ@x:free%2F#?~", "a//b"]) {
      expect(read(provider, { [idField(slug)]: id }).id).toBe(id);
    }
  });

  it("keeps a row whose every other field has a wrong type", () => {
    for (const wrong of [null, 3, -1, "text", [], {}, [[]], { a: 1 }, true, Number.NaN, Number.POSITIVE_INFINITY]) {
      const row = Object.fromEntries(Object.keys(samples[0] ?? {}).map((key) => [key, wrong]));
      const facts = read(provider, { ...row, id: undefined, [idField(slug)]: "an/id" });
      expect(facts.id).toBe("an/id");
      expect(Facts.safeParse({ gateway: slug, ...facts, source }).success).toBe(true);
    }
  });

  it("reads a limit or date that is 0, negative, or absurdly large as unknown", () => {
    const spoil = (value: unknown): unknown => {
      if (typeof value === "number") return 0;
      if (Array.isArray(value)) return value.map(spoil);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoil(inner)]));
    };
    const facts = read(provider, spoil(samples[0]));
    expect([facts.context_length ?? null, facts.max_output_length ?? null]).toEqual([null, null]);
    if (!["huggingface", "fireworks"].includes(slug)) expect(facts.created).toBeNull();
  });

  it("keeps markup in a description as text, up to 50 kB", () => {
    const description = `<script>alert(1)</script>[x](javascript:0)`;
    if (["huggingface"].includes(slug)) return;
    expect(read(provider, { ...samples[0], description }).description).toBe(description);
    const long = read(provider, { ...samples[0], description: "é".repeat(60_000) }).description;
    expect(long?.length).toBe(51_200);
  });
});
