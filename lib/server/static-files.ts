import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { getMimeType } from "hono/utils/mime";
import { acceptedEncoding } from "@/lib/net/encoding";
import { SECURITY_HEADERS } from "./web-headers";

/** URL prefix of the files that pages load; each name includes a content hash. */
export const STATIC_PATH = "/_next/static/";

const FOREVER = "public, max-age=31536000, immutable";
const SAFE = Object.fromEntries(SECURITY_HEADERS);
const ENDINGS = { br: ".br", gzip: ".gz", identity: "" };

/**
 * Serves the built files in `root` with the build's compression, cached in memory: Next reads and compresses each for
 * every request, which takes as long as the page itself.
 */
export function staticFiles(root: string): (request: Request) => Response {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = new Set(files.map((file) => relative(root, join(file.parentPath, file.name))));
  const fileCache = new Map<string, Uint8Array<ArrayBuffer>>();
  const read = (name: string) => {
    const bytes = fileCache.get(name) ?? readFileSync(join(root, name));
    fileCache.set(name, bytes);
    return bytes;
  };
  return ({ url, headers: requestHeaders }) => {
    const name = new URL(url).pathname.slice(STATIC_PATH.length);
    if (!names.has(name)) return new Response("not found", { status: 404, headers: SAFE });
    const accepted = acceptedEncoding(requestHeaders.get("accept-encoding") ?? "");
    const encoding = names.has(name + ENDINGS[accepted]) ? accepted : "identity";
    const headers = {
      ...SAFE,
      "cache-control": FOREVER,
      "content-type": getMimeType(name) ?? "application/octet-stream",
      vary: "accept-encoding",
      ...(encoding !== "identity" && { "content-encoding": encoding }),
    };
    return new Response(read(name + ENDINGS[encoding]), { headers });
  };
}
