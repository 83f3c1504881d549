import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context } from "hono";
import { acceptedEncoding } from "@/lib/net/encoding";
import type { Compressed } from "../catalog/snapshot";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Below this many bytes compression is not worth its time. */
const COMPRESS_FROM = 1_024;

/** A body that exists as bytes, or compressed, or both. */
export interface Prepared {
  etag: string;
  /** The plain bytes, made only when a client takes no compression or none is prepared. */
  plain(): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
  compressed?: Compressed;
}

/** Answers with JSON: 304 when the client has it, prepared bytes where there are some, else compressed on the way. */
export async function sendJson(c: Context, body: Prepared): Promise<Response> {
  const etag = `W/"${body.etag}"`;
  const headers: Record<string, string> = { etag, "cache-control": "public, no-cache", vary: "accept-encoding" };
  if (matches(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);
  headers["content-type"] = "application/json; charset=utf-8";
  const encoding = acceptedEncoding(c.req.header("accept-encoding"));
  if (encoding !== "identity" && body.compressed) {
    headers["content-encoding"] = encoding;
    return c.body(body.compressed[encoding], 200, headers);
  }
  const plain = await body.plain();
  if (encoding === "identity" || plain.length < COMPRESS_FROM) return c.body(plain, 200, headers);
  headers["content-encoding"] = encoding;
  return c.body(await compressNow(plain, encoding), 200, headers);
}

/** Both encodings of a body that will be asked for again, made in the thread pool. */
export async function prepareCompressed(plain: Uint8Array): Promise<Compressed> {
  const [br, gzip] = await Promise.all([compressNow(plain, "br"), compressNow(plain, "gzip")]);
  return { br, gzip };
}

/** Compresses in the thread pool, with an eye on time rather than on size. */
async function compressNow(bytes: Uint8Array, encoding: "br" | "gzip"): Promise<Uint8Array<ArrayBuffer>> {
  const packed =
    encoding === "br"
      ? await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : await zip(bytes, { level: 4 });
  return packed as Uint8Array<ArrayBuffer>;
}

function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  const strip = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => strip(tag) === strip(etag));
}
