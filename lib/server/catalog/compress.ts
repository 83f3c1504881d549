import { once } from "node:events";
import { promisify } from "node:util";
import { brotliCompress, constants, crc32, createBrotliCompress, deflateRaw, gzip } from "node:zlib";
import type { RowTable } from "./row-table";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const deflate = promisify(deflateRaw);
/** Above this size in bytes, the best compression level would take seconds. */
const BEST_BELOW = 1 << 20;
const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

/** A response body, compressed in advance. */
export interface Compressed {
  br: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer>;
}

/** Compresses a body with Brotli and gzip in the thread pool. */
export async function compress(body: Uint8Array): Promise<Compressed> {
  const quality = body.length < BEST_BELOW ? 9 : 5;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  const [br, gz] = await Promise.all([brotli(body, { params }), zip(body, { level: 6 })]);
  return { br: own([br]), gzip: own([gz]) };
}

/** Compresses a whole list chunk by chunk. */
export class WholeList {
  readonly #brotli = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  readonly #br: Uint8Array[] = [];
  readonly #ended: Promise<unknown>;
  #crc = 0;
  #bytes = 0;

  constructor() {
    this.#brotli.on("data", (chunk: Uint8Array) => this.#br.push(chunk));
    this.#ended = once(this.#brotli, "end");
  }

  async write(piece: Uint8Array): Promise<void> {
    this.#crc = crc32(piece, this.#crc);
    this.#bytes += piece.length;
    if (!this.#brotli.write(piece)) await once(this.#brotli, "drain");
  }

  /**
   * Both encodings. The gzip one is assembled from the table's blocks, which already are a deflate stream; the table
   * that is returned shares these bytes.
   */
  async finish(before: Uint8Array, rows: RowTable, after: Uint8Array): Promise<{ all: Compressed; rows: RowTable }> {
    this.#brotli.end();
    const flush = { finishFlush: constants.Z_FULL_FLUSH };
    const [head, tail] = await Promise.all([deflate(before, flush), deflate(after), this.#ended]);
    const trailer = new DataView(new ArrayBuffer(8));
    trailer.setUint32(0, this.#crc, true);
    trailer.setUint32(4, this.#bytes % 2 ** 32, true);
    const gzip = own([GZIP_HEADER, head, rows.bytes, tail, new Uint8Array(trailer.buffer)]);
    const start = GZIP_HEADER.length + head.length;
    const bytes = gzip.subarray(start, start + rows.bytes.length);
    return { all: { br: own(this.#br), gzip }, rows: { ...rows, bytes } };
  }
}

/** Joins parts into a separate buffer, which can be transferred to another thread. */
function own(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
