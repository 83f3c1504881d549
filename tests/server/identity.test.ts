import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Model } from "@/lib/contract/model";
import { encodeId } from "@/lib/models/ids";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { ADMIN_TOKEN, type Harness, startHarness } from "./harness";

let upstreams: Upstreams;
let harness: Harness;
const FIREWORKS = "accounts/fireworks/models/llama-v3p3-70b-instruct";

beforeAll(async () => {
  upstreams = await startUpstreams();
  upstreams.set("groq", [{ id: "llama-3.3-70b-versatile" }, { id: "bunny" }]);
  upstreams.set("chutes", [{ id: "bunny" }]);
  upstreams.set("nebius", [{ id: "meta-llama/Llama-3.3-70B-Instruct-fast" }]);
  harness = await startHarness({ variables: upstreams.env(), embedded: { asOf: "2026-01-01", offers: [] } });
  await harness.sync();
});
afterAll(async () => {
  await harness.stop();
  await upstreams.close();
});

const model = (id: string) => harness.json<Model>(`/v1/models/${encodeId(id)}`);
const post = (body: unknown) =>
  harness.get("/v1/reports", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

describe("identity in the catalog", () => {
  it("merges different names of a model, and resolves every native ID", async () => {
    const llama = await model("llama-3.3-70b-versatile");
    expect(llama.offers.map((o) => o.gateway)).toContain("nebius");
    expect((await model("META-LLAMA/llama-3.3-70b-instruct-FAST")).id).toBe(llama.id);
    const fast = llama.offers.find((o) => o.gateway === "nebius");
    expect(fast).toMatchObject({ id: "meta-llama/Llama-3.3-70B-Instruct-fast", identity: { tags: ["fast"] } });
  });

  it("keeps names without an author with their gateway, each under its own ID", async () => {
    const [here, there] = [await model("bunny"), await model("bunny@groq")];
    expect([here.source_gateways, there.source_gateways]).toEqual([["chutes"], ["groq"]]);
    expect(here.owned_by).toBe("unknown");
  });

  it("keeps IDs when a model is named differently after a restart, and serves the same bytes for the same data", async () => {
    const before = await model("llama-3.3-70b-versatile");
    const tag = harness.catalog.snapshot().etag;
    await harness.sync();
    expect(harness.catalog.snapshot().etag.length).toBe(tag.length);
    const rows = harness.catalog.snapshot().packed.hash;
    await harness.stop(false);
    upstreams.set("huggingface", [{ id: "meta-llama/Llama-3.3-70B-Instruct" }]);
    harness = await startHarness({
      variables: upstreams.env(),
      dataDir: harness.dataDir,
      embedded: { asOf: "2026-01-01", offers: [] },
    });
    expect(harness.catalog.snapshot().packed.hash).toBe(rows);
    upstreams.set("fireworks", [{ id: FIREWORKS }]);
    await harness.sync();
    expect((await model(before.id)).offers.map((o) => o.id)).toContain("llama-3.3-70b-versatile");
  });

  it("accepts a report of a wrong merge and shows it only to the operator", async () => {
    const { id } = await model("llama-3.3-70b-versatile");
    const report = { model: id, gateway: "groq", native_id: "llama-3.3-70b-versatile", note: "it is another" };
    expect((await post(report)).status).toBe(201);
    expect((await harness.get("/v1/reports")).status).toBe(401);
    const read = await harness.get("/v1/reports", { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
    expect(((await read.json()) as { data: unknown[] }).data[0]).toMatchObject(report);
  });

  it.each([
    [400, "{"],
    [400, ""],
    [400, {}],
    [404, { model: "no/such", gateway: "groq", native_id: "bunny" }],
    [404, { model: "bunny", gateway: "groq", native_id: "no-such" }],
    [413, { model: "bunny", gateway: "groq", native_id: "bunny", note: "x".repeat(20_000) }],
  ])("returns %i for a report that cannot be stored", async (status, body) => {
    const answer = await post(body);
    expect([answer.status, ((await answer.json()) as { error: { message: string } }).error.message]).toEqual([
      status,
      expect.stringContaining(status === 413 ? "too large" : "expected"),
    ]);
  });
});
