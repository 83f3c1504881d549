import { serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { groupOffers } from "@/lib/models/group";
import { buildSnapshot } from "@/lib/server/catalog/build-snapshot";
import { buildInThread } from "@/lib/server/catalog/builder-thread";
import { toSend } from "@/lib/server/catalog/worker-protocol";
import { offer, TEST_GATEWAYS } from "../fakes/offers";

const order = { place: { dataDir: "none" }, input: { gateways: TEST_GATEWAYS, rows: new Map(), reference: null } };
const entry = (program: string) => new URL(`data:text/javascript,${encodeURIComponent(program)}`);
const build = () =>
  buildSnapshot(groupOffers([offer(TEST_GATEWAYS[0]?.slug ?? "", "acme/one")]), TEST_GATEWAYS, "2026-01-01");

describe("a build in a thread of its own", () => {
  it("returns what the thread sends", async () => {
    const message = serialize({ snapshot: toSend(await build()).sent, newNames: [] }).toString("base64");
    const built = await buildInThread(
      entry(`
        import { deserialize } from "node:v8";
        import { parentPort } from "node:worker_threads";
        const read = deserialize(Buffer.from("${message}", "base64"));
        parentPort.postMessage(read);
      `),
      order,
    );
    expect(built.newNames).toEqual([]);
    expect(built.snapshot.models).toBe(1);
    expect(built.snapshot.index).toEqual((await build()).index);
  });

  it("fails when the thread fails, or ends without a result", async () => {
    await expect(buildInThread(entry(`throw new Error("out of paper")`), order)).rejects.toThrow("out of paper");
    await expect(buildInThread(entry("process.exit(7)"), order)).rejects.toThrow("ended with code 7");
  });
});
