import { beforeEach, describe, expect, it } from "vitest";
import { COUNTS } from "../fakes/rows/counts";
import type { Fault } from "../fakes/upstreams";
import { withUpstreams } from "./upstreams-kit";

const { harness, upstreams } = withUpstreams({ deadlineMs: 5_000 });
beforeEach(() => {
  for (const slug of Object.keys(COUNTS)) upstreams().fault(slug as keyof typeof COUNTS, null);
});

const ids = async (query: string) => (await harness().models(query)).data.map((m) => m.id);

describe("all twelve gateways together", () => {
  it("have 2,293 offers, each gateway its own number", async () => {
    const { data } = await harness().json<{ data: { slug: string; unique: number; total: number; state: string }[] }>(
      "/v1/gateways",
    );
    expect(Object.fromEntries(data.map((g) => [g.slug, g.unique]))).toEqual(COUNTS);
    expect(data.reduce((sum, g) => sum + g.total, 0)).toBe(2_293);
    expect(data.map((g) => g.state)).toEqual(data.map(() => "live"));
  });

  it("list exactly their own models, all unique", async () => {
    for (const [slug, count] of Object.entries(COUNTS)) {
      const list = await ids(`gateway=${slug}`);
      expect([slug, new Set(list).size, list.length]).toEqual([slug, count, count]);
    }
  });
});

describe("failures of the previous system", () => {
  it("1: paging continues after a short page: all 1,350 of huggingface, as hug, in one response and by paging", async () => {
    const whole = await ids("gateway=huggingface");
    expect(whole).toHaveLength(1_350);
    expect(await ids("gateway=hug")).toEqual(whole);
    const walked: string[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const page = await harness().models(`gateway=hug&limit=100&offset=${offset}`);
      walked.push(...page.data.map((m) => m.id));
      offset = page.next_offset;
    }
    expect(walked).toEqual(whole);
    expect(whole).toContain("katanemo/Arch-Router-1.5B");
  });

  it("2: a limit is never silently capped", async () => {
    const list = await harness().models("gateway=huggingface&limit=50000");
    expect([list.data.length, list.total, list.limit, list.has_more]).toEqual([1_350, 1_350, 50_000, false]);
    const page = await harness().models("gateway=huggingface&limit=1000");
    expect([page.data.length, page.returned, page.has_more, page.next_offset]).toEqual([1_000, 1_000, true, 1_000]);
  });

  it("3: the offset is honored: no page repeats another", async () => {
    const pages = await Promise.all([0, 100, 200, 500, 1000].map((offset) => ids(`limit=100&offset=${offset}`)));
    const all = pages.flat();
    expect(all).toHaveLength(500);
    expect(new Set(all).size).toBe(500);
  });

  const FAULTS: [string, Fault][] = [
    ["answers 404", { status: 404 }],
    ["answers 500", { status: 500 }],
    ["answers 502 again and again", { status: 502 }],
    ["hangs", "hang"],
    ["sends HTML", "html"],
    ["sends truncated JSON", "truncated"],
    ["sends data: null", "nullData"],
    ["sends an empty list", "empty"],
    ["drops the connection", "drop"],
    ["answers 429 with a long Retry-After", { status: 429, retryAfterSeconds: 60 }],
    ["breaks off after its first page", { failAtPage: 2, status: 500 }],
  ];
  it.each(FAULTS)("4: a gateway that %s keeps its last good data and does not affect others", async (_, fault) => {
    const before = await ids("gateway=huggingface");
    upstreams().fault("huggingface", fault);
    const run = harness().sync("huggingface");
    expect(await ids("gateway=huggingface")).toEqual(before);
    const [report] = await run;
    expect(report).toMatchObject({ gateway: "huggingface", complete: false, gone: 0 });
    expect(report?.error).toBeTruthy();
    expect(await ids("gateway=huggingface")).toEqual(before);
    const gateway = await harness().gateway("huggingface");
    expect(["stale", "partial"]).toContain(gateway.state);
    expect(gateway.error).toBe(report?.error);
    expect((await harness().gateway("groq")).state).toBe("live");
  });

  it("5: a model counts for every gateway that has it", async () => {
    const { data } = await harness().models();
    const shared = data.filter((m) => m.source_gateways.length > 1);
    expect(shared.length).toBeGreaterThan(10);
    for (const { id, source_gateways } of shared.slice(0, 5)) {
      for (const slug of source_gateways) {
        const list = await ids(`gateway=${slug}`);
        expect(list.map((native) => native.toLowerCase())).toContain(id.toLowerCase());
      }
    }
    expect(data.reduce((sum, m) => sum + m.offers.length, 0)).toBe(2_293);
  });

  it("6: the deadline is enforced: a gateway that hangs is canceled and named", async () => {
    upstreams().fault("groq", "hang");
    const [report] = await harness().sync("groq");
    expect(report).toMatchObject({ complete: false, reason: "timeout" });
  });

  it("7: unknown stays unknown: no price becomes 0, no context a default", async () => {
    const { data } = await harness().models();
    for (const { pricing, price_state, context_length, offers } of data) {
      const figures = price_state === "known" || price_state === "free";
      if (!figures) expect([pricing.prompt, pricing.completion]).toEqual([null, null]);
      if (price_state === "known") expect(Number(pricing.prompt) > 0 || Number(pricing.completion) > 0).toBe(true);
      expect(context_length === null || context_length > 0).toBe(true);
      expect(offers.length).toBeGreaterThan(0);
    }
    const groq = await harness().models("gateway=groq");
    expect(groq.data.filter((m) => m.price_state === "unknown").length).toBeGreaterThan(0);
  });

  it("8: a failure is an error, never an empty list", async () => {
    upstreams().fault("novita", "empty");
    const [report] = await harness().sync("novita");
    expect(report).toMatchObject({ complete: false, reason: "empty", error: "Novita answered with an empty list" });
    expect(await ids("gateway=novita")).toHaveLength(5);
  });
});
