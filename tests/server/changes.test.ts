import { afterEach, describe, expect, it } from "vitest";
import { FEEDS } from "@/components/changes/feeds";
import { ChangeList } from "@/lib/contract/change";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { type Harness, startHarness } from "./harness";

const DAY = 86_400_000;
let open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.reverse()) await thing.stop();
  open = [];
});

const row = (id: string, prompt: number, context = 1_000) => ({
  id,
  pricing: { prompt, completion: 2 },
  context_length: context,
  created: Date.parse("2026-05-01T00:00:00Z") / 1_000,
});
const FILL = Array.from({ length: 20 }, (_, i) => row(`acme/fill${i}`, 1));

/** A gateway whose list changed over four days: pricier and longer, a new one, cheaper, then one gone. */
async function changed(): Promise<{ harness: Harness; upstreams: Upstreams; clock: { now: number } }> {
  const upstreams = await startUpstreams();
  const clock = { now: Date.parse("2026-06-01T12:00:00Z") };
  const embedded = { asOf: "2026-01-01T00:00:00.000Z", offers: [] };
  const harness = await startHarness({ variables: upstreams.env(), clock, embedded });
  open.push({ stop: () => upstreams.close() }, { stop: () => harness.stop() });
  const lists = [
    [row("acme/one", 1), row("acme/two", 1)],
    [row("acme/one", 3, 9_000), row("acme/two", 1), row("acme/Three", 1)],
    [row("acme/one", 2, 9_000), row("acme/two", 1), row("acme/Three", 1)],
    ...[1, 2, 3].map(() => [row("acme/one", 2, 9_000), row("acme/Three", 1)]),
  ];
  for (const list of lists) {
    upstreams.set("chutes", [...list, ...FILL]);
    await harness.sync("chutes");
    clock.now += DAY;
  }
  return { harness, upstreams, clock };
}

const short = ({ data }: ChangeList) => data.map(({ native_id, kinds }) => [native_id, kinds.join(" ")]);

describe("GET /v1/changes", () => {
  it("lists new, gone, cheaper, pricier, and longer offers, newest first, each with its model", async () => {
    const { harness } = await changed();
    const list = ChangeList.parse(await harness.json("/v1/changes"));
    expect(short(list)).toEqual([
      ["acme/two", "gone"],
      ["acme/one", "cheaper"],
      ["acme/Three", "new"],
      ["acme/one", "dearer longer"],
    ]);
    expect(list.data.map((c) => c.model)).toEqual(["acme/two", "acme/one", "acme/Three", "acme/one"]);
    expect(list.data[3]?.before?.context_length).toBe(1_000);
    expect(list).toMatchObject({ has_more: false, next_before: null });
  });

  it("filters by kind, gateway, model, and the model browser's filters, and pages", async () => {
    const { harness } = await changed();
    const ask = async (query: string) => short(await harness.json<ChangeList>(`/v1/changes?${query}`));
    expect(await ask("kind=longer,new")).toEqual([
      ["acme/Three", "new"],
      ["acme/one", "dearer longer"],
    ]);
    expect(await ask("gateway=groq")).toEqual([]);
    expect(await ask("gateway=chutes,groq&q=three")).toEqual([["acme/Three", "new"]]);
    expect(await ask("model=ACME/three")).toEqual([["acme/Three", "new"]]);
    const first = await harness.json<ChangeList>("/v1/changes?limit=3");
    expect([first.data.length, first.has_more]).toEqual([3, true]);
    expect(await ask(`before=${first.next_before}`)).toEqual([["acme/one", "dearer longer"]]);
  });

  it("filters the changes of a model as it does all changes, and pages", async () => {
    const { harness } = await changed();
    const ask = async (query: string) =>
      short(await harness.json<ChangeList>(`/v1/changes?model=acme/one${query && `&${query}`}`));
    const all = [
      ["acme/one", "cheaper"],
      ["acme/one", "dearer longer"],
    ];
    expect(await ask("")).toEqual(all);
    expect(await ask("kind=longer")).toEqual([all[1]]);
    expect(await ask("gateway=chutes,groq&q=one&where=ctx>=9k")).toEqual(all);
    for (const other of ["gateway=groq", "gateway=-chutes", "q=three", "where=ctx>=10k", "author=openai"])
      expect(await ask(other), other).toEqual([]);
    for (const invalid of ["kind=bogus", "gateway=nobody", "where=rubbish", "q=ctx%3E%3Dlots"])
      expect((await harness.get(`/v1/changes?model=acme/one&${invalid}`)).status, invalid).toBe(400);
    const first = await harness.json<ChangeList>("/v1/changes?model=acme/one&limit=1");
    expect([short(first), first.has_more]).toEqual([[all[0]], true]);
    expect(await ask(`limit=1&before=${first.next_before}`)).toEqual([all[1]]);
    const last = await harness.json<ChangeList>("/v1/changes?model=acme/one&limit=1&kind=cheaper");
    expect(last).toMatchObject({ has_more: false, next_before: null });
  });

  it("leaves out changes at excluded gateways, and takes gateways that must all have the model", async () => {
    const { harness, upstreams } = await changed();
    for (const prompt of [1, 2]) {
      upstreams.set("novita", [{ id: "acme/one", input_token_price_per_m: prompt, output_token_price_per_m: 1 }]);
      await harness.sync("novita");
    }
    for (const model of ["", "&model=acme/one"]) {
      const ask = async (query: string) =>
        (await harness.json<ChangeList>(`/v1/changes?q=one&${query}${model}`)).data.map(({ gateway }) => gateway);
      expect(await ask("gateway=-chutes")).toEqual(["novita"]);
      expect(await ask("gateway=-novita")).toEqual(["chutes", "chutes"]);
      expect(await ask("gateway=chutes%2Bnovita")).toEqual(["novita", "chutes", "chutes"]);
      expect(await ask("gateway=chutes%2Bgroq")).toEqual([]);
    }
  });

  it("skips changes of a model that have no kind", async () => {
    const { harness, upstreams } = await changed();
    upstreams.set("chutes", [{ ...row("acme/one", 2, 9_000), max_output_length: 500 }, row("acme/Three", 1), ...FILL]);
    await harness.sync("chutes");
    const { events } = await harness.catalog.history({ offers: null, gateways: [], before: null, limit: 1 });
    expect(events).toMatchObject([{ native_id: "acme/one", kind: "changed" }]);
    const list = await harness.json<ChangeList>("/v1/changes?model=acme/one");
    expect(list.data.map(({ kinds }) => kinds.join(" "))).toEqual(["cheaper", "dearer longer"]);
  });

  it("returns when a model's offers were first seen", async () => {
    const { harness } = await changed();
    const { first_seen } = await harness.json<ChangeList>("/v1/changes?model=acme/Three");
    expect(first_seen).toEqual([{ gateway: "chutes", native_id: "acme/Three", at: "2026-06-02T12:00:00.000Z" }]);
  });

  it("treats a gateway's first list as the start of its records", async () => {
    const { harness } = await changed();
    const { first_seen } = await harness.json<ChangeList>("/v1/changes?model=acme/one");
    expect(first_seen).toEqual([{ gateway: "chutes", native_id: "acme/one", at: "2026-06-01T12:00:00.000Z" }]);
  });

  it("rejects an unknown kind and an unknown model", async () => {
    const { harness } = await changed();
    expect((await harness.get("/v1/changes?kind=better")).status).toBe(400);
    expect((await harness.get("/v1/changes?model=acme/none")).status).toBe(404);
    expect((await harness.get("/v1/changes?limit=0")).status).toBe(400);
  });

  it("rejects an invalid filter instead of ignoring it", async () => {
    const { harness } = await changed();
    for (const filter of ["q=ctx%3E%3Dlots", "where=rubbish", "gateway=nobody"]) {
      expect((await harness.get(`/v1/changes?${filter}`)).status).toBe(400);
    }
  });

  it("counts ages from the day of the catalog, as the list does", async () => {
    const { harness, upstreams } = await changed();
    // Chutes dates its rows with the time of its answer, which is no release.
    upstreams.set("novita", [row("acme/one", 1)]);
    await harness.sync("novita");
    const ages = async (path: string) =>
      (await harness.json<{ data: unknown[] }>(`${path}?where=age%3C60`)).data.length;
    expect(await ages("/v1/models")).toBeGreaterThan(0);
    expect(await ages("/v1/changes")).toBeGreaterThan(0);
  });

  it("keeps a removed model for 14 days with its last facts, then drops it", async () => {
    const { harness, upstreams, clock } = await changed();
    const gone = async () => (await harness.models("gateway=chutes")).data.find((m) => m.id === "acme/two");
    expect(await gone()).toMatchObject({ state: "gone", context_length: 1_000, pricing: { prompt: "0.000001" } });
    clock.now += 15 * DAY;
    upstreams.set("chutes", [row("acme/one", 2, 9_000), row("acme/Three", 1), ...FILL]);
    await harness.sync("chutes");
    expect(await gone()).toBeUndefined();
    const [last] = (await harness.json<ChangeList>("/v1/changes")).data;
    expect(last).toMatchObject({ native_id: "acme/two", kinds: ["gone"], model: null, name: "acme/two" });
  });
});

describe("a feed", () => {
  it("has every change with a stable ID, whatever its text contains", async () => {
    const { harness } = await changed();
    const { data } = await harness.json<ChangeList>("/v1/changes");
    const hostile = data.map((change, i) => (i === 0 ? { ...change, name: '<b>&"\u0000\u0008' } : change));
    const feed = { title: "T", page: "http://h/p", self: "http://h/s?a=1&b=2", base: "http://h", now: new Date(0) };
    for (const { name, write } of FEEDS) {
      const text = write(hostile, feed);
      expect(write(hostile, feed), name).toBe(text);
      for (const illegal of ["\u0000", "\u0008"]) expect(text.includes(illegal), name).toBe(false);
      for (const { id } of data) expect(text, name).toContain(`change-${id}`);
      if (name !== "JSON Feed") expect(text).toContain("&lt;b&gt;&amp;&quot;");
    }
  });
});
