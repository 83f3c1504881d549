import { pipeline, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type BrotliCompress, constants, createBrotliCompress, createGzip, type Gzip } from "node:zlib";
import type { Context } from "hono";
import { acceptedEncoding } from "@/lib/net/encoding";
import type { Compressed } from "../catalog/compress";

/** Compressing fewer bytes is not worth the time. */
const COMPRESS_FROM = 1_024;
/** Longer responses are never held in memory completely, in bytes. */
const HELD_BYTES = 8 << 20;
/** The same limit for responses to a single caller, in characters. */
const LONG_CHARACTERS = 256 << 10;

/** A body that can be generated as bytes, or exists compressed, or both. */
export interface Prepared {
  etag: string;
  /** The uncompressed bytes, generated only when the client accepts no prepared encoding. */
  pieces(): Iterable<Uint8Array>;
  compressed?: Compressed;
}

/** Sends JSON: 304 if the client has it, prepared bytes if available, otherwise compressed on the fly. */
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
  const { first, rest } = begin(body.pieces());
  if (encoding === "identity" || (!rest && first.length < COMPRESS_FROM)) {
    return c.body(rest ? (Readable.toWeb(Readable.from(chain(first, rest))) as ReadableStream) : first, 200, headers);
  }
  headers["content-encoding"] = encoding;
  return c.body(await compressNow(rest ? chain(first, rest) : [first], encoding), 200, headers);
}

/**
 * Sends text to a single caller in chunks, never completely in memory when it is long; each chunk is generated when the
 * reader has room.
 */
export async function sendPieces(
  c: Context,
  pieces: AsyncIterableIterator<string>,
  { type = "application/json; charset=utf-8", status = 200 }: { type?: string; status?: 200 | 201 } = {},
): Promise<Response> {
  const headers: Record<string, string> = { "content-type": type, vary: "accept-encoding" };
  const encoding = acceptedEncoding(c.req.header("accept-encoding"));
  const { first, rest } = await beginPieces(pieces);
  const compressed = encoding !== "identity" && (rest !== null || first.length >= COMPRESS_FROM);
  if (compressed) headers["content-encoding"] = encoding;
  if (!rest) return c.body(compressed ? await compressNow([first], encoding) : first, status, headers);
  const plain = Readable.from(joined(first, rest), { objectMode: false });
  const body = compressed ? pipeline(plain, packerOf(encoding), () => {}) : plain;
  return c.body(Readable.toWeb(body) as ReadableStream, status, headers);
}

async function beginPieces(pieces: AsyncIterableIterator<string>) {
  let text = "";
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    text += next.value;
    if (text.length > LONG_CHARACTERS) return { first: Buffer.from(text), rest: pieces };
  }
  return { first: Buffer.from(text), rest: null };
}

async function* joined(first: Buffer, rest: AsyncIterableIterator<string>): AsyncGenerator<Uint8Array> {
  yield first;
  for await (const piece of rest) yield Buffer.from(piece);
}

/** The first bytes, and an iterator of the rest if there is more. */
function begin(pieces: Iterable<Uint8Array>): { first: Buffer<ArrayBuffer>; rest?: Iterator<Uint8Array> } {
  const rest = pieces[Symbol.iterator]();
  const buffered: Uint8Array[] = [];
  let bytes = 0;
  for (let next = rest.next(); !next.done; next = rest.next()) {
    buffered.push(next.value);
    bytes += next.value.length;
    if (bytes > HELD_BYTES) return { first: Buffer.concat(buffered), rest };
  }
  return { first: Buffer.concat(buffered) };
}

function* chain(first: Uint8Array, rest: Iterator<Uint8Array>): Generator<Uint8Array> {
  yield first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

/** Compresses a reusable body in both encodings, in the thread pool. */
export async function prepareCompressed(pieces: Prepared["pieces"]): Promise<Compressed> {
  const [br, gzip] = await Promise.all([compressNow(pieces(), "br"), compressNow(pieces(), "gzip")]);
  return { br, gzip };
}

/** Compresses in the thread pool, favoring speed over size. */
async function compressNow(pieces: Iterable<Uint8Array>, encoding: "br" | "gzip"): Promise<Uint8Array<ArrayBuffer>> {
  return (await buffer(Readable.from(pieces).pipe(packerOf(encoding)))) as Uint8Array<ArrayBuffer>;
}

function packerOf(encoding: "br" | "gzip"): BrotliCompress | Gzip {
  if (encoding === "gzip") return createGzip({ level: 4 });
  return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
}

function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  const strip = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => strip(tag) === strip(etag));
}
