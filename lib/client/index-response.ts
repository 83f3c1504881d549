import { gunzipSync } from "node:zlib";
import { acceptedEncoding } from "@/lib/net/encoding";
import { indexPath } from "./catalog-index";
import { getBackend } from "./get-backend";
import { servedIndex } from "./served-indexes";

const FOREVER = "public, max-age=31536000, immutable";

/**
 * The immutable response for a packed index by content hash; redirects to the current one when the hash is no longer
 * cached. "Last-Modified" is the time its data was read. `encode` is false behind Next, which drops the
 * Content-Encoding header.
 */
export async function indexResponse(hash: string, acceptEncoding: string, encode: boolean): Promise<Response> {
  const current = await getBackend().catalog();
  const served = current.packed.hash === hash ? current : servedIndex(hash);
  if (!served) {
    const headers = { location: indexPath(current.packed.hash), "cache-control": "no-store" };
    return new Response(null, { status: 307, headers });
  }
  const { packed, syncedAt } = served;
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
