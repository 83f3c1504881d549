import { gunzipSync } from "node:zlib";
import { acceptedEncoding } from "@/lib/net/encoding";
import { indexPath } from "./browser";
import { getBackend } from "./get-backend";
import { servedIndex } from "./served-indexes";

const FOREVER = "public, max-age=31536000, immutable";

/**
 * Answers for the slim index with a content hash, for ever the same; a hash that is no longer kept leads to the
 * present one. "Last-Modified" is when its data was read. `encode` is false behind Next, which drops the header that would say how the bytes are encoded.
 */
export async function indexResponse(hash: string, acceptEncoding: string, encode: boolean): Promise<Response> {
  const current = await getBackend().catalog();
  const found = current.packed.hash === hash ? current : servedIndex(hash);
  if (!found) {
    const headers = { location: indexPath(current.packed.hash), "cache-control": "no-store" };
    return new Response(null, { status: 307, headers });
  }
  const { packed, syncedAt } = found;
  const headers = {
    "content-type": "application/json",
    "cache-control": FOREVER,
    "last-modified": new Date(syncedAt).toUTCString(),
    vary: "accept-encoding",
  };
  const encoding = encode ? acceptedEncoding(acceptEncoding) : "identity";
  if (encoding === "identity") return new Response(gunzipSync(packed.gzip), { headers });
  return new Response(packed[encoding], { headers: { ...headers, "content-encoding": encoding } });
}
