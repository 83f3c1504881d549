import { promisify } from "node:util";
import { constants, deflateRaw, inflateRawSync } from "node:zlib";
import { lowerBound } from "@/lib/models/binary-search";
import { Lru } from "@/lib/models/lru";

const deflate = promisify(deflateRaw);
const COMMA = 44;
/** JSON bytes per block: small enough to decompress for one row, large enough to compress well. */
const BLOCK_BYTES = 1 << 16;
/** Decompressed blocks cached per table: enough for paging through a list and for popular models. */
const OPEN_BLOCKS = 32;

/**
 * Rows as JSON, joined by commas, in compressed blocks of whole rows: a twelfth of their size in memory. Each block is
 * an independent piece of a deflate stream, so that the blocks in order are the stream of all rows.
 */
export interface RowTable {
  bytes: Uint8Array<ArrayBuffer>;
  /** Start of each block in `bytes`, followed by the end. */
  starts: Uint32Array<ArrayBuffer>;
  /** First row of each block, followed by the row count. */
  firsts: Uint32Array<ArrayBuffer>;
  /** End of each row within its decompressed block. */
  ends: Uint32Array<ArrayBuffer>;
}

const open = new WeakMap<RowTable, Lru<number, Uint8Array>>();

/** The number of rows. */
export function rowCount(table: RowTable): number {
  return table.ends.length;
}

/** The JSON of the rows from `start` to `end` (exclusive) with commas between, one chunk per block. */
export function* rowPieces(table: RowTable, start: number, end: number): Generator<Uint8Array> {
  const { firsts, ends } = table;
  for (let b = blockOf(table, start), row = start; row < end; b++) {
    const block = openBlock(table, b);
    const stop = Math.min(end, firsts[b + 1] ?? 0);
    const skipped = row > (firsts[b] ?? 0) ? (ends[row - 1] ?? 0) + 1 : row > 0 && row === start ? 1 : 0;
    yield block.subarray(skipped, ends[stop - 1]);
    row = stop;
  }
}

/** The JSON of one row. */
export function rowBytes(table: RowTable, row: number): Uint8Array {
  const [piece = new Uint8Array()] = rowPieces(table, row, row + 1);
  return piece;
}

/** One row, parsed. */
export function readRow<T>(table: RowTable, row: number): T {
  return JSON.parse(new TextDecoder().decode(rowBytes(table, row))) as T;
}

function blockOf({ firsts }: RowTable, row: number): number {
  return Math.max(0, lowerBound(firsts.length - 1, (b) => (firsts[b] ?? 0) > row) - 1);
}

function openBlock(table: RowTable, b: number): Uint8Array {
  const blocks = open.get(table) ?? new Lru<number, Uint8Array>(OPEN_BLOCKS);
  open.set(table, blocks);
  const packed = table.bytes.subarray(table.starts[b], table.starts[b + 1]);
  return blocks.getOrMake(b, () => inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }));
}

/** Writes rows one by one; full blocks are compressed in the thread pool meanwhile. */
export class RowWriter {
  readonly #encoder = new TextEncoder();
  readonly #packed: Promise<Uint8Array>[] = [];
  readonly #firsts: number[] = [0];
  readonly #ends: number[] = [];
  #block = new Uint8Array(BLOCK_BYTES * 2);
  #length = 0;

  /** Adds a row; returns the JSON of the block if that closed one. */
  add(row: unknown): Uint8Array | null {
    const text = JSON.stringify(row);
    const needed = this.#length + 1 + text.length * 3;
    if (needed > this.#block.length) {
      const larger = new Uint8Array(needed);
      larger.set(this.#block.subarray(0, this.#length));
      this.#block = larger;
    }
    if (this.#ends.length > 0) this.#block[this.#length++] = COMMA;
    this.#length += this.#encoder.encodeInto(text, this.#block.subarray(this.#length)).written;
    this.#ends.push(this.#length);
    return this.#length < BLOCK_BYTES ? null : this.#close();
  }

  /** The JSON of the last block, unless an `add` returned it. */
  end(): Uint8Array | null {
    return this.#length > 0 ? this.#close() : null;
  }

  /** The table of all rows; call `end` first. */
  async finish(): Promise<RowTable> {
    const packed = await Promise.all(this.#packed);
    const starts = new Uint32Array(packed.length + 1);
    packed.forEach((block, b) => {
      starts[b + 1] = (starts[b] ?? 0) + block.length;
    });
    const bytes = new Uint8Array(starts.at(-1) ?? 0);
    for (const [b, block] of packed.entries()) bytes.set(block, starts[b]);
    return { bytes, starts, firsts: Uint32Array.from(this.#firsts), ends: Uint32Array.from(this.#ends) };
  }

  /** Resolves when the thread pool has caught up, so that blocks don't pile up. */
  async settled(): Promise<void> {
    await this.#packed.at(-1);
  }

  #close(): Uint8Array {
    const block = this.#block.slice(0, this.#length);
    // A full flush ends the block on a byte boundary and resets the compression state.
    this.#packed.push(deflate(block, { level: 6, finishFlush: constants.Z_FULL_FLUSH }));
    this.#firsts.push(this.#ends.length);
    this.#length = 0;
    return block;
  }
}
