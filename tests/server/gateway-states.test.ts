import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Gateway } from "@/lib/contract/gateway";
import { openCatalog } from "@/lib/server/catalog/open";
import type { Catalog, Snapshot } from "@/lib/server/catalog/snapshot";
import { parseEnv } from "@/lib/server/env";
import { createLog } from "@/lib/server/log";
import { SMALL_CATALOG } from "../fakes/small-catalog";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { directoryPlace, type TestPlace } from "./databases";

let place: TestPlace;
let upstreams: Upstreams;
let catalog: Catalog;
/** What was told, in order: how many offers of Chutes are served, and what is said of it. */
let told: { served: number; state: Gateway["state"] | undefined; unique: number | undefined }[];

beforeEach(async () => {
  place = await directoryPlace();
  upstreams = await startUpstreams();
  told = [];
  let served = 0;
  const tell = (gateways: Gateway[]) => {
    const chutes = gateways.find(({ slug }) => slug === "chutes");
    told.push({ served, state: chutes?.state, unique: chutes?.unique });
  };
  catalog = await openCatalog({
    env: parseEnv({
      ...place.variables,
      ...upstreams.env(),
      SYNC_ON_START: "0",
      SYNC_INTERVAL_SECONDS: "0",
      REFERENCE: "0",
    }),
    log: createLog("silent"),
    embedded: SMALL_CATALOG,
    onSnapshot: (snapshot: Snapshot, gateways: Gateway[]) => {
      served = snapshot.perGateway.get("chutes")?.offers ?? 0;
      tell(gateways);
    },
    onGateways: tell,
  });
});
afterEach(async () => {
  await catalog.stop();
  await upstreams.close();
  await place.remove();
});

describe("the state of a gateway", () => {
  it("changes together with the rows that are served, while others are read", async () => {
    upstreams.set("chutes", [{ id: "acme/one" }, { id: "acme/two" }, { id: "acme/three" }]);
    await Promise.all([catalog.sync(["chutes"]), catalog.sync(["novita"]), catalog.sync(["deepinfra"])]);
    const live = told.filter(({ state }) => state === "live");
    expect(live.length).toBeGreaterThan(0);
    expect(
      told.filter(({ served, state, unique }) => (state === "live" ? 3 : 1) !== served || unique !== served),
    ).toEqual([]);
  });

  it("is shown immediately when a run fails, although nothing new is served", async () => {
    upstreams.set("chutes", [{ id: "acme/one" }]);
    await catalog.sync(["chutes"]);
    upstreams.fault("chutes", { status: 500 });
    await catalog.sync(["chutes"]);
    expect(told.at(-1)?.state).toBe("stale");
    expect(catalog.gateways().find(({ slug }) => slug === "chutes")?.error).toBeTruthy();
  });
});
