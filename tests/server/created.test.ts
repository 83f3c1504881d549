import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Model, ModelList } from "@/lib/contract/model";
import { offer } from "../fakes/offers";
import { type Harness, startHarness } from "./harness";

const AS_OF = "2026-01-01";
const DAY = 86_400;

describe("the date of a model that no source dates", () => {
  let harness: Harness;
  beforeAll(async () => {
    const dated = { created: Date.parse("2025-03-01") / 1_000 };
    harness = await startHarness({
      embedded: {
        asOf: AS_OF,
        offers: [offer("groq", "lab/undated"), offer("groq", "lab/dated", dated), offer("together", "lab/undated")],
      },
    });
  });
  afterAll(() => harness.stop());

  it("is when it was first seen, in every list and by itself", async () => {
    const seen = Date.parse(AS_OF) / 1_000;
    for (const path of ["/v1/models", "/v1/models?gateway=groq"]) {
      const { data } = await harness.json<ModelList>(path);
      const created = Object.fromEntries(data.map((model) => [model.id, model.created]));
      expect([path, created]).toEqual([path, { "lab/undated": seen, "lab/dated": Date.parse("2025-03-01") / 1_000 }]);
    }
    expect((await harness.json<Model>("/v1/models/lab/undated")).created).toBe(seen);
  });

  it("is not a release date: offers, ages, and the order do not use it", async () => {
    const { offers } = await harness.json<Model>("/v1/models/lab/undated");
    expect(offers.map(({ created }) => created)).toEqual([null, null]);
    const { index } = harness.catalog.snapshot();
    expect([...index.created].map((day) => (Number.isNaN(day) ? null : day))).toContain(null);
    const young = await harness.models(
      `q=${encodeURIComponent(`age<${Math.ceil((Date.now() / 1_000 - Date.parse(AS_OF) / 1_000) / DAY) + 30}d`)}`,
    );
    expect(young.data.map(({ id }) => id)).not.toContain("lab/undated");
  });
});
