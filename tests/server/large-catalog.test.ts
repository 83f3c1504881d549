import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { search } from "@/lib/models/search";
import { SLUGS } from "../fakes/rows/counts";
import { scaledCounts } from "../fakes/rows/generate";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { type Harness, startHarness } from "./harness";

const COUNTS = scaledCounts(50_000);

let upstreams: Upstreams;
let harness: Harness;
beforeAll(async () => {
  upstreams = await startUpstreams({ counts: COUNTS });
  harness = await startHarness({ variables: upstreams.env() });
  await harness.sync();
}, 180_000);
afterAll(async () => {
  await harness.stop();
  await upstreams.close();
});

describe("50,000 offers", () => {
  it("are all served, each gateway with its own number", async () => {
    const counted = Object.fromEntries(harness.catalog.gateways().map((g) => [g.slug, g.unique]));
    expect(counted).toEqual(COUNTS);
    expect(harness.catalog.snapshot().offers).toBe(50_000);
  });

  it("can all be reached by paging", async () => {
    const ids = new Set<string>();
    for (let offset: number | null = 0; offset !== null; ) {
      const page = await harness.models(`limit=5000&offset=${offset}`);
      for (const { id } of page.data) ids.add(id);
      offset = page.next_offset;
    }
    expect(ids.size).toBe(harness.catalog.snapshot().models);
  });

  it("are served in one response without a limit, and as one gateway's list", async () => {
    expect((await harness.models()).data).toHaveLength(harness.catalog.snapshot().models);
    const largest = SLUGS.reduce((a, b) => (COUNTS[a] > COUNTS[b] ? a : b));
    const list = await harness.models(`gateway=${largest}&limit=50000`);
    expect(new Set(list.data.map((m) => m.id)).size).toBe(COUNTS[largest]);
  });

  it("are all rows of the model browser", () => {
    const { index, models } = harness.catalog.snapshot();
    expect(search(index, EMPTY_QUERY).models).toHaveLength(models);
  });
});
