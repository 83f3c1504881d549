import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Offer } from "@/lib/contract/offer";
import { NetError } from "@/lib/net/errors";
import type { Provider } from "@/lib/server/providers/provider";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { COUNTS, SLUGS, type Slug } from "@/tests/fakes/rows/counts";
import { generateRows, scaledCounts } from "@/tests/fakes/rows/generate";
import { type Fault, startUpstreams, type Upstreams } from "@/tests/fakes/upstreams";
import { contextFor, NOW, rowsOf } from "./context";

const provider = (slug: Slug) => PROVIDERS.find((p) => p.slug === slug) as Provider;
let upstreams: Upstreams;
let env: Record<string, string>;

beforeAll(async () => {
  upstreams = await startUpstreams();
  env = upstreams.env();
});
afterAll(() => upstreams.close());

/** The result of a list with a fault: the rows until it ended, and the error. */
async function underFault(slug: Slug, fault: Fault | null, ms = 5_000) {
  upstreams.fault(slug, fault);
  const rows: unknown[] = [];
  try {
    for await (const page of provider(slug).list(contextFor(provider(slug), env, { ms }))) rows.push(...page.rows);
    return { rows, error: null };
  } catch (thrown) {
    return { rows, error: thrown as NetError };
  } finally {
    upstreams.fault(slug, null);
  }
}

describe("the twelve gateways, each with its own list", () => {
  it("return all 2,293 models, each a valid offer with a unique ID", async () => {
    const lists = await Promise.all(PROVIDERS.map((p) => rowsOf(p, contextFor(p, env))));
    expect(PROVIDERS.map((p, i) => [p.slug, lists[i]?.length])).toEqual(Object.entries(COUNTS));
    const source = { source: "test", fetched_at: NOW.toISOString() };
    const Facts = Offer.partial().required({ id: true });
    let total = 0;
    for (const [i, p] of PROVIDERS.entries()) {
      const facts = (lists[i] ?? []).map((row) => p.read(row, NOW));
      const ids = new Set(facts.map((f) => f?.id));
      expect(ids.size).toBe(facts.length);
      for (const f of facts) {
        const valid = Facts.safeParse({ gateway: p.slug, ...f, source });
        expect(valid.error?.message, JSON.stringify(f)).toBeUndefined();
        expect(f?.architecture, JSON.stringify(f)).toBeDefined();
      }
      total += facts.length;
      // Lets closed connections be noticed.
      await setImmediate();
    }
    expect(total).toBe(2_293);
  });

  it("include the model that the hub lists after its first page", async () => {
    const rows = (await rowsOf(provider("huggingface"), contextFor(provider("huggingface"), env))) as { id: string }[];
    expect(rows.findIndex(({ id }) => id === "katanemo/Arch-Router-1.5B")).toBeGreaterThan(1_000);
    const paths = upstreams.requests("huggingface").map(({ path }) => path);
    expect(paths.some((path) => path.includes("cursor="))).toBe(true);
    expect(paths.every((path) => !path.includes("offset="))).toBe(true);
  });

  it("read at most 1,000 rows per page from the hub, whatever limit and offset are requested", async () => {
    const base = env.HUGGINGFACE_HUB_URL;
    const [a, b] = await Promise.all(
      ["limit=5000", "limit=5000&offset=1000"].map(async (query) =>
        (await fetch(`${base}/api/models?${query}`)).json(),
      ),
    );
    expect(a).toHaveLength(1_000);
    expect(b).toEqual(a);
  });

  it("need their key when the list is not public", async () => {
    for (const p of PROVIDERS) {
      const keyless = { ...env, [p.key.env]: undefined };
      const outcome = await rowsOf(p, contextFor(p, keyless)).then(
        () => "listed",
        (thrown: NetError) => thrown.status,
      );
      expect([p.slug, outcome]).toEqual([p.slug, p.key.required ? 401 : "listed"]);
    }
  });

  it("share models, also under IDs that differ only in case", () => {
    const ids = SLUGS.map(
      (slug) => new Set(generateRows(slug).map((row) => String(row.id ?? row.model_name ?? row.name))),
    );
    const places = (id: string) => ids.filter((set) => set.has(id)).length;
    expect(places("meta-llama/Llama-3.3-70B-Instruct")).toBeGreaterThanOrEqual(4);
    expect(places("meta-llama/llama-3.3-70b-instruct")).toBeGreaterThanOrEqual(1);
  });
});

describe("a fault of a gateway", () => {
  const refused: [Fault, string][] = [
    [{ status: 500 }, "http"],
    [{ status: 404 }, "http"],
    [{ status: 502 }, "http"],
    [{ status: 429, retryAfterSeconds: 3 }, "http"],
    ["html", "not_json"],
    ["truncated", "not_json"],
    ["nullData", "bad_shape"],
    ["drop", "network"],
  ];
  for (const slug of SLUGS) {
    it(`ends the list of ${slug} with an error that says what was received`, async () => {
      for (const [fault, code] of refused) {
        const { rows, error } = await underFault(slug, fault);
        expect(rows).toEqual([]);
        expect(error).toBeInstanceOf(NetError);
        expect([fault, error?.code]).toEqual([fault, code]);
        expect(error?.message).not.toContain(new URL(upstreams.url).host);
      }
      expect((await underFault(slug, null)).rows).toHaveLength(COUNTS[slug]);
    });
  }

  it("keeps the delay that a 429 requests", async () => {
    const { error } = await underFault("groq", { status: 429, retryAfterSeconds: 3 });
    expect(error?.details).toMatchObject({ status: 429, retryAfterMs: 3_000 });
  });

  it("keeps the pages before it", async () => {
    const { rows, error } = await underFault("huggingface", { failAtPage: 2 });
    expect(rows).toHaveLength(1_000);
    expect(error?.status).toBe(503);
  });

  it("ends after the given number of responses", async () => {
    upstreams.fault("novita", { status: 503, times: 1 });
    const context = contextFor(provider("novita"), env);
    await expect(rowsOf(provider("novita"), context)).rejects.toMatchObject({ code: "http" });
    expect(await rowsOf(provider("novita"), context)).toHaveLength(5);
    upstreams.fault("novita", null);
  });

  it("ends at the deadline when there is no response, but not when it is slow", async () => {
    expect((await underFault("xai", "hang", 150)).error?.code).toBe("timeout");
    expect((await underFault("xai", { slow: 60 })).rows).toHaveLength(COUNTS.xai);
  });

  it("can be an empty list, which the runner judges", async () => {
    expect(await underFault("together", "empty")).toEqual({ rows: [], error: null });
  });
});

describe("the fake upstreams", () => {
  it("return rows set by a test", async () => {
    upstreams.set("cerebras", [{ id: "only-one" }, "no row"]);
    expect(await rowsOf(provider("cerebras"), contextFor(provider("cerebras"), env))).toEqual([
      { id: "only-one" },
      "no row",
    ]);
    upstreams.set("cerebras", generateRows("cerebras"));
  });

  it("generate 50,000 rows with unique IDs", () => {
    const counts = scaledCounts(50_000);
    const made = SLUGS.map((slug) => generateRows(slug, counts[slug]));
    expect(made.reduce((n, rows) => n + rows.length, 0)).toBe(50_000);
    for (const rows of made) {
      expect(new Set(rows.map((row) => row.id ?? row.model_name ?? row.name)).size).toBe(rows.length);
    }
  });

  it("page fireworks by token to an empty one, and fall back to its inference list without the control plane", async () => {
    const own = await startUpstreams({ counts: { fireworks: 450 }, controlPlane: false });
    const open = await startUpstreams({ counts: { fireworks: 450 } });
    const p = provider("fireworks");
    const [closedIds, openIds] = await Promise.all(
      [own, open].map(async (u) => (await rowsOf(p, contextFor(p, u.env()))).map((row) => p.read(row, NOW)?.id)),
    );
    expect(openIds).toHaveLength(450);
    expect(new Set(openIds).size).toBe(450);
    expect(closedIds).toEqual(openIds);
    expect(open.requests("fireworks")).toHaveLength(3);
    await Promise.all([own.close(), open.close()]);
  });
});
