import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { offer } from "../fakes/offers";
import { type Harness, startHarness } from "./harness";

const offers = Array.from({ length: 400 }, (_, i) => offer("groq", `model-${i}`));
let harness: Harness;
beforeEach(async () => {
  const embedded = { asOf: "2026-01-01", offers };
  harness = await startHarness({ embedded, variables: { LIST_ROWS_PER_MINUTE: "2000" } });
});
afterEach(() => harness.stop());

describe("lists rendered per request", () => {
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await harness.get(path, { headers })).status;

  it("are limited by their rows, while the whole list and single models are unlimited", async () => {
    const all = [];
    for (let offset = 1; offset <= 8; offset++) all.push(await status(`/v1/models?offset=${offset}`));
    expect(all).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const refused = await harness.get("/v1/models?q=model");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await status("/v1/models")).toBe(200);
    expect(await status("/v1/models/model-7")).toBe(200);
  });

  it.each([
    ["Anthropic's clients", { "anthropic-version": "2023-06-01" }],
    ["OpenRouter's SDK", { "user-agent": "speakeasy-sdk/typescript 1.3.19 @openrouter/sdk" }],
  ])("are limited for %s too", async (_, headers) => {
    const all = [];
    for (let i = 0; i < 6; i++) all.push(await status("/v1/models?limit=400", headers));
    expect(all).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await status("/v1/models?limit=1", headers)).toBe(429);
    expect(await status("/v1/models?limit=1")).toBe(429);
  });

  it("count at least 50 rows for each request of these clients", async () => {
    const headers = { "anthropic-version": "2023-06-01" };
    for (let i = 0; i < 40; i++) expect(await status("/v1/models?limit=1", headers)).toBe(200);
    expect(await status("/v1/models?limit=1", headers)).toBe(429);
  });
});

describe("Anthropic's list of models", () => {
  const headers = { "anthropic-version": "2023-06-01" };
  const page = async (query: string) => {
    const answer = await harness.get(`/v1/models?${query}`, { headers });
    const body = (await answer.json()) as { data: { id: string }[]; has_more: boolean; error: { message: string } };
    return { ...body, status: answer.status, ids: body.data?.map(({ id }) => id) };
  };

  it("pages in both directions, but not in both at once", async () => {
    const { ids } = await page("limit=6");
    const [first, second, third, fourth] = ids as [string, string, string, string];
    expect(await page(`limit=2&after_id=${first}`)).toMatchObject({ ids: [second, third], has_more: true });
    expect(await page(`limit=2&before_id=${fourth}`)).toMatchObject({ ids: [second, third], has_more: true });
    expect(await page(`limit=2&before_id=${third}`)).toMatchObject({ ids: [first, second], has_more: false });
    const both = await page(`limit=2&after_id=${first}&before_id=${fourth}`);
    expect(both.status).toBe(400);
    expect(both.error.message).toContain("expected after_id or before_id, got both");
  });
});
