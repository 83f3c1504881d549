const COMMA = 44;

/** Rows as JSON, joined by commas in one piece of memory: a page of a list is a slice, never built anew. */
export interface RowTable {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where row i ends; it begins one byte after the end of row i - 1. */
  ends: Uint32Array<ArrayBuffer>;
}

/** The JSON of the rows from `start` up to `end` (not included), with commas between. */
export function rowSlice(table: RowTable, start: number, end: number): Uint8Array<ArrayBuffer> {
  if (end <= start) return table.bytes.subarray(0, 0);
  return table.bytes.subarray(start === 0 ? 0 : (table.ends[start - 1] ?? 0) + 1, table.ends[end - 1]);
}

/** One row, parsed. */
export function readRow<T>(table: RowTable, row: number): T {
  return JSON.parse(new TextDecoder().decode(rowSlice(table, row, row + 1))) as T;
}

/** Writes rows one after another into memory that grows by half. */
export class RowWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  readonly #ends: number[] = [];
  readonly #encoder = new TextEncoder();

  add(row: unknown): void {
    const text = JSON.stringify(row);
    const needed = this.#length + 1 + text.length * 3;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, Math.ceil(this.#bytes.length * 1.5)));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    if (this.#ends.length > 0) this.#bytes[this.#length++] = COMMA;
    this.#length += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
    this.#ends.push(this.#length);
  }

  finish(): RowTable {
    return { bytes: this.#bytes.slice(0, this.#length), ends: Uint32Array.from(this.#ends) };
  }
}
