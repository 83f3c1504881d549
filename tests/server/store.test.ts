import { fork } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { CatalogStore } from "@/lib/server/db/catalog";
import { DirectoryInUseError, openDatabase } from "@/lib/server/db/client";
import { demo } from "@/lib/server/providers/demo";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { offer } from "../fakes/offers";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { directoryPlace, type TestPlace, testPlaces } from "./databases";
import { type Harness, startHarness } from "./harness";

const DAY = 86_400_000;
const EMBEDDED = {
  asOf: "2026-01-01T00:00:00.000Z",
  offers: [offer("chutes", "acme/old"), offer("chutes", "acme/both"), offer("groq", "g1")],
};
const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const many = (n: number) => Array.from({ length: n }, (_, i) => `acme/m${i}`);

let open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.reverse()) await thing.stop();
  open = [];
});

interface Started {
  upstreams: Upstreams;
  harness: Harness;
  clock: { now: number };
  place: TestPlace;
}

async function start(openPlace: () => Promise<TestPlace>): Promise<Started> {
  const place = await openPlace();
  const upstreams = await startUpstreams();
  const clock = { now: Date.parse("2026-06-01T00:00:00Z") };
  const harness = await startHarness({
    variables: { ...place.variables, ...upstreams.env() },
    embedded: EMBEDDED,
    clock,
  });
  open.push({ stop: () => place.remove() }, { stop: () => upstreams.close() }, { stop: () => harness.stop() });
  return { upstreams, harness, clock, place };
}
const listed = async (harness: Harness) => (await harness.models("gateway=chutes")).data.map((m) => m.id);

describe.each(await testPlaces())("the catalog stored in %s", (_, openPlace) => {
  it("starts from the built-in one and says so, with its date", async () => {
    const { harness } = await start(openPlace);
    expect(await listed(harness)).toEqual(["acme/both", "acme/old"]);
    expect(await harness.gateway("chutes")).toMatchObject({ state: "embedded", synced_at: EMBEDDED.asOf, error: null });
    expect(await harness.gateway("novita")).toMatchObject({ state: "new", unique: 0 });
  });

  it("says that a key is missing and keeps the built-in rows", async () => {
    const harness = await startHarness({ embedded: EMBEDDED });
    open.push(harness);
    expect(await harness.gateway("groq")).toMatchObject({
      state: "no_key",
      unique: 1,
      key_env: "GROQ_API_KEY",
      operator_key: false,
    });
    expect(await harness.sync("groq")).toMatchObject([{ complete: false, reason: "no_key" }]);
    expect((await harness.gateway("groq")).error).toContain("GROQ_API_KEY is not set");
  });

  it("adds a partial first run to the built-in rows, and replaces them at the first complete one", async () => {
    const { harness, upstreams } = await start(openPlace);
    upstreams.set(
      "huggingface",
      Array.from({ length: 1_500 }, (_, i) => ({ id: `acme/h${i}` })),
    );
    upstreams.fault("huggingface", { failAtPage: 2, status: 500 });
    const [report] = await harness.sync("huggingface");
    expect(report).toMatchObject({ complete: false, reason: "http", added: 1_000 });
    expect(await harness.gateway("huggingface")).toMatchObject({ state: "partial", unique: 1_000 });

    upstreams.set("chutes", rows("acme/both", "acme/new"));
    expect(await harness.sync("chutes")).toMatchObject([{ complete: true, added: 2, gone: 0 }]);
    expect(await listed(harness)).toEqual(["acme/both", "acme/new"]);
  });

  it("does not change for the same data", async () => {
    const { harness } = await start(openPlace);
    await harness.sync();
    const before = await harness.models();
    for (const report of await harness.sync()) expect(report).toMatchObject({ added: 0, changed: 0, gone: 0 });
    expect(await harness.models()).toEqual(before);
  });

  it("holds back a loss of more than a fifth until a second run confirms it, and removes after three misses", async () => {
    const { harness, upstreams } = await start(openPlace);
    upstreams.set("chutes", rows(...many(10)));
    await harness.sync("chutes");
    upstreams.set("chutes", rows(...many(5)));
    expect(await harness.sync("chutes")).toMatchObject([{ complete: false, reason: "held_back", gone: 0 }]);
    expect(await harness.gateway("chutes")).toMatchObject({ state: "partial", unique: 10 });
    for (const gone of [0, 0, 5]) expect(await harness.sync("chutes")).toMatchObject([{ complete: true, gone }]);
    const { data } = await harness.models("gateway=chutes");
    expect(data.filter((m) => m.state === "gone").map((m) => m.id)).toEqual(many(10).slice(5));
  });

  it("shows a gone offer for 14 days; a returned one is active again", async () => {
    const { harness, upstreams, clock } = await start(openPlace);
    upstreams.set("chutes", rows(...many(10)));
    await harness.sync("chutes");
    upstreams.set("chutes", rows(...many(8)));
    for (let i = 0; i < 3; i++) await harness.sync("chutes");
    upstreams.set("chutes", rows(...many(9)));
    await harness.sync("chutes");
    const states = async () => (await harness.models("gateway=chutes")).data.map((m) => m.state);
    expect((await states()).filter((s) => s === "gone")).toHaveLength(1);
    clock.now += 15 * DAY;
    await harness.sync("chutes");
    expect(await listed(harness)).toEqual(many(9));
  });

  it("survives a restart without any gateway, as stale until a run confirms it", async () => {
    const { harness, upstreams, place } = await start(openPlace);
    await harness.sync("groq");
    const before = (await harness.models("gateway=groq")).data;
    await harness.stop(false);
    open.pop();
    const again = await startHarness({ embedded: EMBEDDED, variables: { ...place.variables, ...upstreams.env() } });
    open.push(again);
    expect((await again.models("gateway=groq")).data).toEqual(before);
    expect((await again.gateway("groq")).state).toBe("stale");
    await again.sync("groq");
    expect((await again.gateway("groq")).state).toBe("live");
  });

  it("starts without the offers of a gateway that this process no longer has", async () => {
    const place = await openPlace();
    const variables = { ...place.variables, DEMO_GATEWAY: "1" };
    const first = await startHarness({ embedded: EMBEDDED, variables, providers: [...PROVIDERS, demo] });
    await first.sync("demo");
    expect((await first.models("gateway=demo")).data).not.toEqual([]);
    await first.stop(false);
    const second = await startHarness({ embedded: EMBEDDED, variables: place.variables });
    open.push(second);
    expect((await second.models()).data.map(({ id }) => id)).toEqual(["acme/both", "acme/old", "g1"]);
  });

  it("records the history of price and presence, each with its time", async () => {
    const { harness, upstreams, clock, place } = await start(openPlace);
    const price = (prompt: number) => [{ id: "acme/one", pricing: { prompt, completion: 2 } }, { id: "acme/two" }];
    upstreams.set("chutes", price(1));
    await harness.sync("chutes");
    clock.now += DAY;
    upstreams.set("chutes", [...price(3), { id: "acme/three" }]);
    await harness.sync("chutes");
    await harness.stop(false);
    open.pop();
    const database = await openDatabase(place.place);
    open.push({ stop: () => database.close() });
    const events = await database.db.selectFrom("offer_events").selectAll().orderBy("id").execute();
    expect(events.map((e) => [e.kind, e.native_id, e.at])).toEqual([
      ["changed", "acme/one", new Date(clock.now).toISOString()],
      ["added", "acme/three", new Date(clock.now).toISOString()],
    ]);
    expect(JSON.parse(events[0]?.before ?? "").pricing.prompt).toBe("0.000001");
    expect(JSON.parse(events[0]?.after ?? "").pricing.prompt).toBe("0.000003");
    const snapshots = await database.db.selectFrom("snapshots").selectAll().execute();
    expect(snapshots.length).toBeGreaterThan(1);
  });
});

describe("a data directory", () => {
  it("refuses a second process with a message, and is released by a killed one", async () => {
    const { place } = await start(directoryPlace);
    await expect(openDatabase(place.place)).rejects.toThrow(DirectoryInUseError);
    await expect(openDatabase(place.place)).rejects.toThrow(`in use by another Gatewayz process (pid ${process.pid})`);
  });
});

describe("a process that is killed while writing", () => {
  it("loses nothing that was acknowledged and releases the directory", async () => {
    const { harness, place } = await start(directoryPlace);
    await harness.stop(false);
    open.pop();
    const child = fork(new URL("./crash-writer.mjs", import.meta.url), [place.place.dataDir]);
    let acknowledged = 0;
    child.on("message", (n: number) => {
      acknowledged = n;
      if (n === 25) child.kill("SIGKILL");
    });
    await once(child, "exit");
    const database = await openDatabase(place.place);
    open.push({ stop: () => database.close() });
    const stored = await new CatalogStore(database.db).offers();
    expect(acknowledged).toBeGreaterThanOrEqual(25);
    expect(stored.length % 10).toBe(0);
    expect(stored.length).toBeGreaterThanOrEqual(acknowledged * 10);
  });
});
