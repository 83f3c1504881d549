import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { chunkOf, EVENTS, expectCut, expectWhole, GOOD, type Play, sends, wholeOf, withOddServer } from "./odd-answers";

const { ask, server } = withOddServer();

describe("a compressed upstream response", () => {
  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["gzip", gzipSync],
    ["GZIP", gzipSync],
    ["x-gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["gzip, br", (bytes) => brotliCompressSync(gzipSync(bytes))],
    ["identity", (bytes) => bytes],
  ])("compressed with %s", async (name, compress) => {
    const headers = { "content-encoding": name };
    expectWhole(await ask(sends(compress(Buffer.from(GOOD)), { ...EVENTS, ...headers })));
    const json = { "content-type": "application/json", ...headers };
    expect((await ask(sends(compress(Buffer.from(JSON.stringify(wholeOf()))), json), { stream: false })).status).toBe(
      200,
    );
    const fails: Play = (response) =>
      void response.writeHead(400, json).end(compress(Buffer.from('{"error":{"message":"not like this"}}')));
    expect((await ask(fails)).last.error.message).toContain("not like this");
    expect(server().upstream.calls.at(-1)?.headers["accept-encoding"]).toContain("gzip");
  });

  it("that is cut off ends in an error", async () => {
    const half = gzipSync(Buffer.from(GOOD)).subarray(0, 30);
    expectCut(await ask(sends(half, { ...EVENTS, "content-encoding": "gzip" })));
    expectCut(await ask(sends(gzipSync(chunkOf({ content: "Hel" })), { ...EVENTS, "content-encoding": "gzip" })));
  });

  it("with an unknown encoding is an error that names it", async () => {
    const { last } = await ask(sends("?", { ...EVENTS, "content-encoding": "zstd" }));
    expect(last.error.message).toContain("zstd");
  });
});
