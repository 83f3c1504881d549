import { BACKSLASH, CASE, CLOSE, COLON, COMMA, OPEN, QUOTE } from "./json-codes";

/** Limits on JSON text, checked before it is parsed. */
export interface ShapeLimits {
  /** Levels of nested containers. */
  depth: number;
  items: number;
  keys: number;
  keysPerObject: number;
}

/** An exceeded limit, as a text such as "more than 256 levels". */
export interface ShapeExcess {
  kind: "depth" | "size";
  text: string;
}

/**
 * Counts the containers, values, and keys of JSON text chunk by chunk without allocating: parsing and validating the
 * same bytes costs a thousand times more. Does not check that the text is valid JSON.
 */
export class ShapeMeter {
  readonly #limits: ShapeLimits;
  /** Keys of the open containers by depth; grows as needed. */
  readonly #keysAt: number[] = [0];
  #depth = 0;
  #items = 1;
  #keys = 0;
  #quoted = false;
  #escaped = false;

  constructor(limits: ShapeLimits) {
    this.#limits = limits;
  }

  /** Counts the next bytes. Returns the limit that was exceeded, or null. */
  push(bytes: Uint8Array): ShapeExcess | null {
    for (let at = 0; at < bytes.length; at++) {
      const code = bytes[at] as number;
      if (this.#quoted) {
        at = this.#skipText(bytes, at);
        continue;
      }
      if (code === QUOTE) this.#quoted = true;
      else if (code === COMMA) this.#items++;
      else if (code === COLON) this.#keyAt();
      else if ((code | CASE) === OPEN) this.#open();
      else if ((code | CASE) === CLOSE && this.#depth > 0) this.#depth--;
      else continue;
      if (this.#exceeds()) return this.#excess();
    }
    return null;
  }

  /** The index of the last byte of the string that starts or continues here. */
  #skipText(bytes: Uint8Array, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (; at < bytes.length; at++) {
      const code = bytes[at];
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) {
        this.#quoted = false;
        return at;
      }
    }
    this.#escaped = at > bytes.length;
    return at;
  }

  #keyAt(): void {
    this.#keys++;
    this.#keysAt[this.#depth] = (this.#keysAt[this.#depth] as number) + 1;
  }

  #open(): void {
    this.#items++;
    this.#depth++;
    this.#keysAt[this.#depth] = 0;
  }

  #exceeds(): boolean {
    const { depth, items, keys, keysPerObject } = this.#limits;
    return (
      this.#depth > depth ||
      this.#items > items ||
      this.#keys > keys ||
      (this.#keysAt[this.#depth] as number) > keysPerObject
    );
  }

  #excess(): ShapeExcess {
    const { depth, items, keys, keysPerObject } = this.#limits;
    const more = (max: number, what: string) => `more than ${max.toLocaleString("en-US")} ${what}`;
    if (this.#depth > depth) return { kind: "depth", text: more(depth, "levels") };
    if (this.#items > items) return { kind: "size", text: more(items, "values") };
    if (this.#keys > keys) return { kind: "size", text: more(keys, "keys") };
    return { kind: "size", text: more(keysPerObject, "keys in one object") };
  }
}
