import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { staticFiles } from "@/lib/server/static-files";

const TEXT = "export const answer = 42;\n";

function answers() {
  const above = mkdtempSync(join(tmpdir(), "gatewayz-static-"));
  const root = mkdtempSync(join(above, "static-"));
  writeFileSync(join(above, "secret.js"), "not for you");
  writeFileSync(join(root, "a.js"), TEXT);
  writeFileSync(join(root, "a.js.br"), brotliCompressSync(TEXT));
  writeFileSync(join(root, "a.js.gz"), gzipSync(TEXT));
  const answer = staticFiles(root);
  return (path: string, encoding = "") =>
    answer(new Request(`http://localhost/_next/static/${path}`, { headers: { "accept-encoding": encoding } }));
}

describe("static files", () => {
  it("are served with the build's compression, as immutable", async () => {
    const ask = answers();
    const squeezed = await ask("a.js", "gzip, deflate, br, zstd");
    expect(squeezed.headers.get("content-encoding")).toBe("br");
    expect(squeezed.headers.get("vary")).toBe("accept-encoding");
    expect(squeezed.headers.get("cache-control")).toContain("immutable");
    expect(squeezed.headers.get("content-type")).toMatch(/^text\/javascript/);
    expect(squeezed.headers.get("x-content-type-options")).toBe("nosniff");
    expect(new Uint8Array(await squeezed.arrayBuffer())).toEqual(new Uint8Array(brotliCompressSync(TEXT)));
    const zipped = await ask("a.js", "gzip");
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(TEXT);
    const plain = await ask("a.js");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await plain.text()).toBe(TEXT);
  });

  it("are only those of their folder, and missing ones are not cached", async () => {
    const ask = answers();
    for (const path of ["b.js", "..%2fsecret.js", "%2e%2e/secret.js", ""]) {
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("cache-control")).toBeNull();
    }
  });
});
