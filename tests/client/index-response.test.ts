import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indexResponse } from "@/lib/client/index-response";
import { cacheServedIndex, type ServedIndex, servedIndex } from "@/lib/client/served-indexes";
import type { WebCatalog } from "@/lib/server/process";
import { sharedProcess, shareProcess } from "@/lib/server/process";

const TIME = "2026-01-01T09:00:00.000Z";

function indexWith(hash: string): ServedIndex {
  const text = Buffer.from(JSON.stringify({ hash }));
  const packed = { hash, br: Uint8Array.from(brotliCompressSync(text)), gzip: Uint8Array.from(gzipSync(text)) };
  return { packed, syncedAt: TIME };
}

const present = indexWith("present-hash") as WebCatalog;
const before = sharedProcess();
beforeAll(() => shareProcess({ fetch: () => new Response(null, { status: 500 }), catalog: () => present }));
afterAll(() => shareProcess(before as NonNullable<typeof before>));

const ask = (hash: string, accepts = "", encode = true) => indexResponse(hash, accepts, encode);

describe("recently served indexes", () => {
  it("are cached, the last three that were used", () => {
    for (const hash of ["one", "two", "three", "two", "four"]) cacheServedIndex(indexWith(hash));
    expect(["one", "two", "three", "four"].map((hash) => servedIndex(hash)?.packed.hash)).toEqual([
      undefined,
      "two",
      "three",
      "four",
    ]);
    cacheServedIndex(indexWith("five"));
    expect(servedIndex("two")).toBeUndefined();
    expect(servedIndex("three")?.packed.hash).toBe("three");
  });

  it("are served by their hash as immutable, like the current one", async () => {
    cacheServedIndex(indexWith("named"));
    for (const hash of ["named", "present-hash"]) {
      const answer = await ask(hash);
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, expect.stringContaining("immutable")]);
      expect(answer.headers.get("last-modified")).toBe("Thu, 01 Jan 2026 09:00:00 GMT");
      expect(await answer.json()).toEqual({ hash });
    }
  });

  it("redirect to the current one when no longer cached, and the redirect is not cached", async () => {
    const answer = await ask("long-gone");
    expect([answer.status, answer.headers.get("location")]).toEqual([307, "/catalog/present-hash"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("are compressed as requested, and uncompressed where the header would be lost", async () => {
    const zipped = await ask("present-hash", "gzip");
    expect([zipped.headers.get("content-encoding"), zipped.headers.get("vary")]).toEqual(["gzip", "accept-encoding"]);
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toContain("present-hash");
    expect((await ask("present-hash", "br, gzip")).headers.get("content-encoding")).toBe("br");
    const plain = await ask("present-hash", "br, gzip", false);
    expect([plain.headers.get("content-encoding"), await plain.json()]).toEqual([null, { hash: "present-hash" }]);
  });
});
