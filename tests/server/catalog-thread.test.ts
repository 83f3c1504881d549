import { serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { groupOffers } from "@/lib/models/group";
import { buildSnapshot } from "@/lib/server/catalog/build-snapshot";
import { startCatalog } from "@/lib/server/catalog/thread";
import { toSend } from "@/lib/server/catalog/worker-protocol";
import { parseEnv } from "@/lib/server/env";
import { createLog } from "@/lib/server/log";
import { offer, TEST_GATEWAYS } from "../fakes/offers";

const HISTORY = { offers: null, gateways: [], before: null, limit: 1 };
const UNAVAILABLE = { type: "provider_unavailable", details: { code: "catalog_unavailable" } };

/** A catalog whose thread runs `onMessage` (a function's text) for each message, and what was logged. */
async function start(onMessage: string) {
  const gateway = TEST_GATEWAYS[0]?.slug ?? "";
  const built = await buildSnapshot(groupOffers([offer(gateway, "acme/one")]), TEST_GATEWAYS, "2026-01-01");
  const progress = { started_at: "2026-01-01", pages: 1, rows: 1, expected: null };
  const message = serialize({ snapshot: toSend(built).sent, gateways: [{ slug: gateway, progress }] });
  const program = `
    import { deserialize } from "node:v8";
    import { parentPort } from "node:worker_threads";
    const read = deserialize(Buffer.from("${message.toString("base64")}", "base64"));
    parentPort.on("message", ${onMessage});
    parentPort.postMessage({ type: "snapshot", ...read });
    parentPort.postMessage({ type: "ready" });
  `;
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => lines.push(line) });
  const entry = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
  return { catalog: await startCatalog(entry, parseEnv({ DATA_DIR: "none" }), log), lines };
}

describe("the catalog of a thread", () => {
  it.each([
    ["fails", `() => { throw new Error("out of paper") }`, "out of paper"],
    ["exits", "() => process.exit(7)", "ended with code 7"],
  ])("rejects pending and later calls and keeps the last snapshot when the thread %s", async (_, program, cause) => {
    const { catalog, lines } = await start(program);
    const pending = await Promise.allSettled([catalog.history(HISTORY), catalog.sync(), catalog.reports(1)]);
    for (const call of pending) expect(call).toMatchObject({ status: "rejected", reason: UNAVAILABLE });
    await expect(catalog.history(HISTORY)).rejects.toMatchObject(UNAVAILABLE);
    await expect(catalog.sync()).rejects.toMatchObject(UNAVAILABLE);
    expect(catalog.snapshot().models).toBe(1);
    expect(catalog.gateways()).toMatchObject([{ progress: null }]);
    await catalog.stop();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(cause);
  });

  it("stops when the thread fails while it stops", async () => {
    const { catalog } = await start(`() => { throw new Error("out of paper") }`);
    await catalog.stop();
  });

  it("stops without a log line when the thread ends as requested", async () => {
    const { catalog, lines } = await start(
      `() => { parentPort.postMessage({ type: "stopped" }); parentPort.close(); }`,
    );
    await catalog.stop();
    await expect(catalog.history(HISTORY)).rejects.toMatchObject(UNAVAILABLE);
    expect(lines).toEqual([]);
  });

  it("passes on an answer that was sent right before the thread ended", async () => {
    const answer = `{ type: "answer", call: message.call, answer: { value: "sent" } }`;
    const { catalog } = await start(`(message) => { parentPort.postMessage(${answer}); parentPort.close(); }`);
    await expect(catalog.history(HISTORY)).resolves.toBe("sent");
  });

  it("fails to start with the thread's error", async () => {
    const entry = new URL(`data:text/javascript,${encodeURIComponent(`throw new Error("out of paper")`)}`);
    const env = parseEnv({ DATA_DIR: "none" });
    await expect(startCatalog(entry, env, createLog("silent"))).rejects.toThrow("out of paper");
  });
});
