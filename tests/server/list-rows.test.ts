import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { offer } from "../fakes/offers";
import { type Harness, startHarness } from "./harness";

let harness: Harness;
beforeAll(async () => {
  const offers = Array.from({ length: 400 }, (_, i) => offer("groq", `model-${i}`));
  harness = await startHarness({
    embedded: { asOf: "2026-01-01", offers },
    variables: { LIST_ROWS_PER_MINUTE: "2000" },
  });
});
afterAll(() => harness.stop());

describe("lists rendered per request", () => {
  it("are limited by their rows, while the whole list and single models are unlimited", async () => {
    const status = async (path: string) => (await harness.get(path)).status;
    const all = [];
    for (let offset = 1; offset <= 8; offset++) all.push(await status(`/v1/models?offset=${offset}`));
    expect(all).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const refused = await harness.get("/v1/models?q=model");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await status("/v1/models")).toBe(200);
    expect(await status("/v1/models/model-7")).toBe(200);
  });
});
