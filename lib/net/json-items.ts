import { BACKSLASH, CASE, CLOSE, COMMA, LIST, OPEN, QUOTE } from "./json-codes";

const SPACE = 32;

/** Finds the byte ranges of a JSON list's items without parsing; anything else is one item. */
export class ItemFinder {
  readonly #ranges: [from: number, to: number][] = [];
  #at = 0;
  #from = 0;
  #depth = 0;
  #quoted = false;
  #escaped = false;
  #list: boolean | null = null;
  #closed = false;

  push(bytes: Uint8Array): void {
    const base = this.#at;
    for (let i = 0; i < bytes.length; i++) {
      const code = bytes[i] as number;
      if (this.#closed && code > SPACE) this.#list = false;
      if (this.#quoted) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#quoted = false;
      } else if (code === QUOTE) this.#quoted = true;
      else if ((code | CASE) === OPEN) this.#open(code, base + i);
      else if ((code | CASE) === CLOSE) this.#close(base + i);
      else if (code === COMMA && this.#depth === 1) this.#end(base + i);
    }
    this.#at = base + bytes.length;
  }

  /** The ranges of the items: first byte, and end (exclusive). */
  finish(): [from: number, to: number][] {
    return this.#list && this.#closed ? this.#ranges : [[0, this.#at]];
  }

  #open(code: number, at: number): void {
    if (this.#depth++ > 0) return;
    this.#list ??= code === LIST;
    this.#from = at + 1;
  }

  #close(at: number): void {
    if (this.#depth === 0 || --this.#depth > 0) return;
    this.#end(at);
    this.#closed = true;
  }

  #end(at: number): void {
    this.#ranges.push([this.#from, at]);
    this.#from = at + 1;
  }
}
