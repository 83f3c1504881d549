import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { offer } from "../fakes/offers";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { type Harness, startHarness } from "./harness";

const EMBEDDED = {
  asOf: "2026-11-20",
  offers: [offer("groq", "acme/kept-70b"), offer("chutes", "acme/other-7b")],
  past: [
    { gateway: "openrouter", id: "acme/gone-8b", last_seen: "2026-09-23" },
    { gateway: "deepinfra", id: "Acme/Gone-8B", last_seen: null },
    { gateway: "openrouter", id: "acme/kept-70b:free", last_seen: "2026-09-23" },
    { gateway: "chutes", id: "acme/back-3b", last_seen: "2026-09-23" },
  ],
};

let upstreams: Upstreams;
let harness: Harness;
beforeAll(async () => {
  upstreams = await startUpstreams();
  harness = await startHarness({ variables: upstreams.env(), embedded: EMBEDDED });
});
afterAll(async () => {
  await harness.stop();
  await upstreams.close();
});

const model = async (id: string) => {
  const response = await harness.get(`/v1/models/${id}`);
  return { status: response.status, body: await response.json() };
};

describe("a model that no gateway lists any more", () => {
  it("is in no list and no count", async () => {
    expect((await harness.models("")).data.map(({ id }) => id)).toEqual(["acme/kept-70b", "acme/other-7b"]);
    expect((await harness.gateway("openrouter")).unique).toBe(0);
  });

  it("is still found by each of its ids, and says when it was last listed", async () => {
    const { status, body } = await model("acme/gone-8b");
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: "gone", price_state: "unknown" });
    expect(body.offers.map((offer: { state_note: string }) => offer.state_note).sort()).toEqual([
      "last listed on 2026-09-23",
      "no longer listed as of 2026-11-20",
    ]);
    expect((await model("ACME/gone-8b")).body.id).toBe(body.id);
  });

  it("has a history, which is empty", async () => {
    const history = await harness.get("/v1/changes?model=acme/gone-8b");
    expect([history.status, (await history.json()).data]).toEqual([200, []]);
    expect((await harness.get("/v1/changes?model=acme/never-1b")).status).toBe(404);
  });

  it("leads to the model that is still served, where there is one", async () => {
    const { body } = await model("acme/kept-70b:free");
    expect(body.id).toBe("acme/kept-70b");
    expect(body.offers).toHaveLength(1);
  });

  it("is not found when nobody ever listed it", async () => {
    expect((await model("acme/never-1b")).status).toBe(404);
  });

  it("is listed again once its gateway lists it", async () => {
    upstreams.set("chutes", [{ id: "acme/back-3b" }]);
    await harness.sync("chutes");
    const { body } = await model("acme/back-3b");
    expect(body.state).toBe("active");
    expect((await harness.models("gateway=chutes")).data.map(({ id }) => id)).toEqual(["acme/back-3b"]);
  });
});
