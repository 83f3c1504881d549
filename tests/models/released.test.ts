import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_WORKLOAD } from "@/lib/contract/workload";
import { compareModels } from "@/lib/models/comparison";
import { dayText } from "@/lib/models/format";
import { groupOffers } from "@/lib/models/group";
import { mergeOffers } from "@/lib/models/merge";
import { releasedAt } from "@/lib/models/released";
import { loadEmbedded } from "@/lib/server/catalog/embedded";

const at = (day: string) => Date.parse(day) / 1_000;
const released = (id: string, ...days: (string | null)[]) => {
  const found = releasedAt({ id, offers: days.map((day) => ({ created: day === null ? null : at(day) })) });
  return found === null ? null : new Date(found * 1_000).toISOString().slice(0, 10);
};

it.each([
  ["acme/bird", ["2025-03-01", "2025-06-01", null], "2025-03-01"],
  ["moonshotai/Kimi-K2-Instruct-0905", ["2025-09-05", "2024-09-05", "2025-09-05"], "2025-09-05"],
  ["Qwen/Qwen3-235B-A22B-Instruct-2507", ["2025-04-28", "2025-07-22"], "2025-07-22"],
  ["openai/gpt-4o-2024-08-06", ["2023-01-01", "2024-08-06"], "2024-08-06"],
  ["acme/bird-20250722", ["2025-07-21", "2025-11-01"], "2025-07-21"],
  ["acme/bird-2507", ["2025-04-28"], null],
  ["acme/bird-7b-v2.2505", ["2020-01-01"], "2020-01-01"],
  ["acme/bird", [null], null],
])("%s of %j was released on %s", (id, days, day) => {
  expect(released(id, ...days)).toBe(day);
});

it("the release is one of the stated dates, whatever their order", () => {
  const days = fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 1 });
  fc.assert(
    fc.property(days, (list) => {
      const offers = list.map((created) => ({ created }));
      const found = releasedAt({ id: "acme/bird", offers });
      expect(list).toContain(found);
      expect(releasedAt({ id: "acme/bird", offers: offers.toReversed() })).toBe(found);
    }),
  );
});

it("is what a source states as the release, on every page", () => {
  const facts = { release_date: { value: "2026-01-30", source: "models.dev", fetched_at: "2026-02-01" } };
  const offers = [{ created: at("2025-08-26") }];
  expect(releasedAt({ id: "acme/bird", offers, facts })).toBe(at("2026-01-30"));
  expect(releasedAt({ id: "acme/bird-2604", offers, facts })).toBeNull();
});

it("is the same in the list and in the comparison", () => {
  for (const group of groupOffers(loadEmbedded().offers)) {
    const model = mergeOffers(group);
    if (model.created === null) continue;
    const row = compareModels([model], [], DEFAULT_WORKLOAD).find(({ name }) => name === "Released");
    expect([model.id, row?.cells[0]?.text]).toEqual([model.id, dayText(model.created * 1_000)]);
  }
});
