import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openCatalog } from "@/lib/server/catalog/open";
import type { Catalog } from "@/lib/server/catalog/snapshot";
import { openDatabase } from "@/lib/server/db/client";
import { openState } from "@/lib/server/db/state";
import { parseEnv } from "@/lib/server/env";
import { createLog } from "@/lib/server/log";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { offer } from "../fakes/offers";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { hasPostgres, postgresPlace, type TestPlace } from "../server/databases";

const providers = PROVIDERS.filter(({ slug }) => slug === "groq" || slug === "chutes");
const EMBEDDED = { asOf: "2026-01-01", offers: [offer("groq", "shipped")] };
const SOON = { timeout: 10_000, interval: 20 };

describe.runIf(await hasPostgres())("a catalog of several processes", () => {
  let place: TestPlace;
  let upstreams: Upstreams;
  let running: Catalog[] = [];
  beforeEach(async () => {
    [place, upstreams] = [await postgresPlace(), await startUpstreams()];
  });
  afterEach(async () => {
    await Promise.all(running.map((catalog) => catalog.stop()));
    running = [];
    await upstreams.close();
    await place.remove();
  });

  async function open(variables: Record<string, string> = {}, embedded = EMBEDDED): Promise<Catalog> {
    const env = parseEnv({
      ...place.variables,
      ...upstreams.env(),
      LOG_LEVEL: "silent",
      SYNC_ON_START: "0",
      SYNC_INTERVAL_SECONDS: "0",
      ...variables,
    });
    const catalog = await openCatalog({ env, log: createLog("silent"), embedded, providers });
    running.push(catalog);
    return catalog;
  }
  const groq = (catalog: Catalog) => catalog.gateways().find(({ slug }) => slug === "groq");

  it("is synced by one process and served by all, byte for byte the same", async () => {
    const [first, second, third] = [await open(), await open(), await open()];
    const [report] = await first.sync(["groq"]);
    expect(report).toMatchObject({ gateway: "groq", complete: true });
    for (const other of [second, third]) {
      await vi.waitFor(() => expect(other.snapshot().etag).toBe(first.snapshot().etag), SOON);
      expect(other.snapshot().packed.hash).toBe(first.snapshot().packed.hash);
      await vi.waitFor(() => expect(groq(other)).toEqual(groq(first)), SOON);
      expect(groq(other)?.state).toBe("live");
    }
  });

  it("is built once: followers load what the leader has built, whatever they have themselves", async () => {
    const first = await open();
    const other = await open({}, { asOf: "2026-01-02", offers: [] });
    expect(other.snapshot().etag).toBe(first.snapshot().etag);
    await first.sync(["groq"]);
    await vi.waitFor(() => expect(other.snapshot().etag).toBe(first.snapshot().etag), SOON);
    expect(other.snapshot()).toEqual(first.snapshot());
  });

  it("is synced on request through any process, and served there when the response arrives", async () => {
    const [first, second] = [await open(), await open()];
    const before = second.snapshot().etag;
    const reports = await second.sync(["groq", "chutes"]);
    expect(reports).toMatchObject([
      { gateway: "groq", complete: true },
      { gateway: "chutes", complete: true },
    ]);
    expect(second.snapshot().etag).not.toBe(before);
    expect(second.snapshot().etag).toBe(first.snapshot().etag);
  });

  it("reports a run's progress and failure through any process", async () => {
    const [first, second] = [await open(), await open()];
    upstreams.fault("groq", "hang");
    const under = first.sync(["groq"]);
    await vi.waitFor(() => expect(groq(second)?.progress).toMatchObject({ pages: 0 }), SOON);
    upstreams.fault("groq", null);
    upstreams.set("chutes", []);
    await first.sync(["chutes"]);
    const chutes = () => second.gateways().find(({ slug }) => slug === "chutes");
    await vi.waitFor(() => expect(chutes()?.error).toContain("empty list"), SOON);
    await first.stop();
    running = running.filter((catalog) => catalog !== first);
    await under;
    await vi.waitFor(() => expect(groq(second)?.progress).toBeNull(), SOON);
  });

  it("is synced by another process within an interval once the leader has ended", async () => {
    const [first, second] = [await open(), await open({ SYNC_INTERVAL_SECONDS: "1", SYNC_ON_START: "1" })];
    await first.sync(["groq"]);
    upstreams.set("groq", [{ id: "brand-new", active: true, context_window: 8_192 }]);
    await first.stop();
    running = running.filter((catalog) => catalog !== first);
    await vi.waitFor(() => expect(second.snapshot().index.ids.join(" ")).toContain("brand-new"), SOON);
  });

  it("has its schema created once, however many processes start at the same moment", async () => {
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => Promise.all([openDatabase(place.place), openState(place.place)])),
    );
    await Promise.all(opened.flat().map((database) => database.close()));
    expect(opened).toHaveLength(4);
  });

  it("can be opened by an older version after a newer one has changed the schema", async () => {
    const state = await openState(place.place);
    const applied = { name: "9999-of-the-future", timestamp: new Date().toISOString() };
    await state.db
      .insertInto("state_migrations" as never)
      .values(applied as never)
      .execute();
    await state.close();
    await (await openState(place.place)).close();
  });
});
