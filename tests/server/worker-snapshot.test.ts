import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { groupOffers } from "@/lib/models/group";
import { buildSnapshot } from "@/lib/server/catalog/build-snapshot";
import { rowPieces } from "@/lib/server/catalog/row-table";
import { envelope } from "@/lib/server/catalog/snapshot";
import { received, toSend } from "@/lib/server/catalog/worker-protocol";
import { offer, TEST_GATEWAYS } from "../fakes/offers";

const gateway = TEST_GATEWAYS[0]?.slug ?? "";
const build = (names: readonly string[]) =>
  buildSnapshot(
    groupOffers(
      names.map((name, n) => offer(gateway, `acme/m${n}`, { name, description: `${name} ${"long ".repeat(400)}` })),
    ),
    TEST_GATEWAYS,
    "2026-01-01T00:00:00.000Z",
  );

describe("a snapshot sent to the serving thread", () => {
  it.each([
    ["plain names", ["One", "Two", "模型"]],
    ["a name that holds the mark between strings", ["One", "a\u0000b"]],
    ["no models at all", []],
  ])("arrives unchanged: %s", async (_, names) => {
    const before = await build(names);
    const { sent, handedOver } = toSend(before);
    const there = await received(structuredClone(sent, { transfer: handedOver }));
    expect(there).toEqual(await build(names));
    expect(before.rows.bytes.byteLength).toBe(0);
  });

  it("has the same whole list in both encodings", async () => {
    const { all, rows, models, syncedAt } = await build(Array.from({ length: 300 }, (_, n) => `Model ${n} é`));
    const facts = { total: models, limit: null, offset: 0, returned: models, gateway: "all", syncedAt };
    const [head, tail] = envelope(facts);
    const whole = Buffer.concat([head, ...rowPieces(rows, 0, models), tail]).toString();
    expect(rows.starts.length).toBeGreaterThan(3);
    expect(gunzipSync(all.gzip).toString()).toBe(whole);
    expect(brotliDecompressSync(all.br).toString()).toBe(whole);
    expect(JSON.parse(whole).data).toHaveLength(300);
  });

  it("holds its rows once, within the compressed list", async () => {
    const { sent, handedOver } = toSend(await build(["One", "Two"]));
    const { all, rows } = await received(structuredClone(sent, { transfer: handedOver }));
    expect(rows.bytes.length).toBeGreaterThan(0);
    expect(rows.bytes.buffer).toBe(all.gzip.buffer);
  });
});
