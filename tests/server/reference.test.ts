import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Offer } from "@/lib/contract/offer";
import { neverSynced } from "@/lib/server/catalog/changes";
import { collectOffers } from "@/lib/server/catalog/collect";
import { openCatalog } from "@/lib/server/catalog/open";
import { readReference } from "@/lib/server/catalog/reference";
import { ReferenceReader } from "@/lib/server/catalog/reference-reader";
import { withListPrice, withReference } from "@/lib/server/catalog/with-reference";
import { connectDatabase, openDatabase } from "@/lib/server/db/client";
import { parseEnv } from "@/lib/server/env";
import { createLog } from "@/lib/server/log";
import { google } from "@/lib/server/providers/google";
import { listen } from "../fakes/listen";
import { offer, priced } from "../fakes/offers";
import { startHarness } from "./harness";

const AT = "2026-01-10T00:00:00.000Z";
const MODEL = {
  id: "acme-1",
  name: "Acme 1",
  attachment: true,
  reasoning: true,
  reasoning_options: [{ type: "toggle" }, { type: "effort", values: ["low", "high"] }],
  tool_call: false,
  structured_output: true,
  knowledge: "2025-06",
  release_date: "2025-09-01",
  last_updated: "2025-09-01",
  open_weights: false,
  modalities: { input: ["text", "image", "pdf"], output: ["text"] },
  limit: { context: 200_000, output: 32_000 },
  cost: {
    input: 1,
    output: 4,
    cache_read: 0.1,
    tiers: [{ tier: { type: "context", size: 128_000 }, input: 2, output: 8 }],
  },
};
const answer = (models: Record<string, unknown>, provider = "google") => ({
  [provider]: { id: provider, env: [], npm: "@ai-sdk/google", name: "Google", doc: "https://x.test", models },
});
const REFERENCE = readReference(answer({ "acme-1": MODEL }), AT);
const MARK = { source: "models.dev", fetched_at: AT };
const bare = (facts: Partial<Offer> = {}) =>
  offer("google", "acme-1", { architecture: { input_modalities: [], output_modalities: [] }, ...facts });

describe("a reference in addition to the gateways", () => {
  it("provides prices, tiers, limits, capabilities, and facts, with zeros as unknown", () => {
    expect(REFERENCE.offers.get("google acme-1")).toMatchObject({
      name: "Acme 1",
      context_length: 200_000,
      max_output_length: 32_000,
      price_state: "known",
      pricing: {
        prompt: "0.000001",
        completion: "0.000004",
        input_cache_read: "0.0000001",
        tiers: [{ above: 128_000, prompt: "0.000002", completion: "0.000008" }],
      },
      architecture: { input_modalities: ["text", "image", "file"], output_modalities: ["text"] },
      capabilities: { tools: false, json: true, reasoning: true, vision: true },
      reference_facts: { values: { knowledge_cutoff: "2025-06", reasoning_efforts: ["low", "high"] }, source: MARK },
    });
    const zero = { ...MODEL, cost: { input: 0, output: 0 } };
    const { offers } = readReference(answer({ "a/b": zero, "a/b:free": zero }, "openrouter"), AT);
    expect([...offers.values()].map(({ price_state }) => price_state)).toEqual(["unknown", "free"]);
  });

  it("fills what a gateway leaves open, marked as such, and only lists differing values", () => {
    const own = bare({
      context_length: 100_000,
      capabilities: { tools: true, json: null, reasoning: null, vision: null },
    });
    expect(withReference(own, REFERENCE)).toMatchObject({
      context_length: 100_000,
      max_output_length: 32_000,
      capabilities: { tools: true, json: true, reasoning: true, vision: true },
      architecture: { input_modalities: ["text", "image", "file"] },
      field_sources: { max_output_length: MARK, "capabilities.json": MARK, architecture: MARK },
      differences: [
        { field: "context_length", value: 200_000, ...MARK },
        { field: "capabilities.tools", value: false, ...MARK },
      ],
    });
    expect(withReference(bare(priced(1, 5)), REFERENCE)).toMatchObject({
      pricing: priced(1, 5).pricing,
      differences: [{ field: "pricing.completion", value: "0.000004", ...MARK }],
    });
    expect(withReference(bare({ id: "other" }), REFERENCE)).toEqual(bare({ id: "other" }));
    expect(withReference(own, null)).toBe(own);
  });

  it("provides a price when a gateway states none, from the newer of two lists", () => {
    const list = (fetched_at: string, price: number) =>
      bare({ ...priced(price, price), source: { source: "a package", fetched_at } });
    const reference = REFERENCE.offers.get("google acme-1");
    expect(withListPrice(bare(), [list("2025-12-01", 9), reference])).toMatchObject({
      pricing: { prompt: "0.000001" },
      price_source: MARK,
    });
    expect(withListPrice(bare(), [list("2026-02-01", 9), reference])).toMatchObject({
      pricing: { prompt: "0.000009" },
      price_source: { source: "a package" },
    });
    const own = bare(priced(3, 3));
    expect(withListPrice(own, [reference])).toBe(own);
  });

  it("lists offers of a gateway that was never synced, and of no other", () => {
    const embedded = { asOf: "2025-12-01", offers: [] };
    const offersWith = (synced_at: string | null) => {
      const gateways = new Map([["google", { ...neverSynced("google"), synced_at }]]);
      return [
        ...collectOffers({ embedded, stored: [], slugs: new Set(["google"]), gateways, reference: REFERENCE }),
      ].flatMap(({ offers }) => offers);
    };
    expect(offersWith(null)).toMatchObject([{ id: "acme-1", source: MARK, state_note: "according to models.dev" }]);
    expect(offersWith(AT)).toEqual([]);
  });
});

describe("the reader of the reference", () => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });

  it("keeps its last good copy over failures and a restart", async () => {
    const database = await openDatabase({ dataDir: mkdtempSync(join(tmpdir(), "gatewayz-")) });
    opened.push(database);
    const answers: (() => Response)[] = [
      () => Response.json(answer({ "acme-1": MODEL })),
      () => Response.json(answer({ "acme-1": MODEL })),
      () => new Response("<html>", { status: 200 }),
      () => Response.json({ google: null }),
      () => new Response("", { status: 404 }),
    ];
    let changes = 0;
    const make = () =>
      new ReferenceReader({
        url: "https://models.test/api.json",
        db: database.db,
        fetch: async () => answers.shift()?.() ?? new Response("", { status: 500 }),
        clock: { now: () => Date.parse(AT), sleep: async () => undefined },
        log: createLog("silent"),
        onChange: () => changes++,
      });
    const reader = make();
    await reader.load();
    expect(reader.current).toBeNull();
    expect([await reader.read(), await reader.read()]).toEqual([true, true]);
    expect(changes).toBe(1);
    expect([await reader.read(), await reader.read(), await reader.read()]).toEqual([false, false, false]);
    expect(reader.current?.offers.size).toBe(1);
    const next = make();
    await next.load();
    expect(next.current).toEqual(reader.current);
  });
});

describe("a server with a reference", () => {
  it("lists and prices the offers of a gateway without a key, names the source, and requests nothing when disabled", async () => {
    let asked = 0;
    const upstream = await listen((_, response) => {
      asked++;
      response.setHeader("content-type", "application/json").end(JSON.stringify(answer({ "acme-1": MODEL })));
    });
    const embedded = { asOf: "2025-12-01", offers: [] };
    const variables = { SYNC_ON_START: "1", REFERENCE_URL: `${upstream.url}/api.json` };
    const start = (more: Record<string, string> = {}) =>
      startHarness({ variables: { ...variables, ...more }, embedded, providers: [google] });
    const harness = await start();
    const off = await start({ REFERENCE: "0" });
    try {
      await vi.waitFor(async () => expect((await harness.models()).total).toBe(1));
      expect((await harness.models()).data[0]).toMatchObject({
        price_state: "known",
        capabilities: { tools: false },
        facts: { knowledge_cutoff: { value: "2025-06", source: "models.dev" } },
        offers: [{ gateway: "google", id: "acme-1", state_note: "according to models.dev" }],
      });
      expect((await off.models()).total).toBe(0);
      expect(asked).toBe(1);
    } finally {
      await harness.stop(true);
      await off.stop(true);
      upstream.close();
    }
  });

  it("logs and goes on when a changed reference cannot be shown", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "gatewayz-"));
    const env = parseEnv({ DATA_DIR: dataDir, SYNC_ON_START: "1", REFERENCE_URL: "https://models.test/api.json" });
    const lines: string[] = [];
    const fetch = async () => {
      const db = connectDatabase({ dataDir });
      await db.schema.dropTable("gateways").execute();
      await db.destroy();
      return Response.json(answer({ "acme-1": MODEL }));
    };
    const log = createLog("warn", { write: (line) => lines.push(line) });
    const embedded = { asOf: "2025-12-01", offers: [] };
    const catalog = await openCatalog({ env, log, embedded, providers: [], fetch });
    await vi.waitFor(() => expect(lines.join()).toContain("no such table"));
    expect(catalog.snapshot().models).toBe(0);
    await catalog.stop();
  });
});
