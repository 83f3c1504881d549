import { type Json, parseObject } from "@/lib/contract/json-object";
import { BACKSLASH, CASE, CLOSE, OPEN, QUOTE } from "@/lib/net/json-codes";
import { runQueued } from "@/lib/net/turns";
import { encoded, type Vector } from "./vectors";

/** Number of characters to read or write before yielding to other requests. */
const PIECE = 1 << 20;
const CHARACTERS_A_NUMBER = 10;
/** The text before the list of embeddings. */
const BEFORE = /"data"\s*:\s*$/;
const MAX_START_CHARACTERS = 64;

/** Finds the items of the list `data` in the text of an object, chunk by chunk. */
class DataFinder {
  readonly items: [from: number, to: number][] = [];
  /** The bounds of the list. */
  list: [from: number, to: number] | null = null;
  #depth = 0;
  #quoted = false;
  #from = -1;

  read(text: string, from: number, to: number): number {
    let at = from;
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      if (this.#quoted) {
        if (code === BACKSLASH) at++;
        else if (code === QUOTE) this.#quoted = false;
      } else if (code === QUOTE) this.#quoted = true;
      else if ((code | CASE) === OPEN) this.#open(text, at);
      else if ((code | CASE) === CLOSE) this.#close(at);
    }
    return at;
  }

  get #inList(): boolean {
    return this.list !== null && this.list[1] < 0;
  }

  #open(text: string, at: number): void {
    this.#depth++;
    if (this.#depth === 2 && !this.list && BEFORE.test(text.slice(Math.max(0, at - MAX_START_CHARACTERS), at)))
      this.list = [at, -1];
    else if (this.#depth === 3 && this.#inList) this.#from = at;
  }

  #close(at: number): void {
    this.#depth--;
    if (this.#depth === 2 && this.#inList) this.items.push([this.#from, at + 1]);
    else if (this.#depth === 1 && this.list && this.#inList) this.list = [this.list[0], at];
  }
}

/** Parses a long answer embedding by embedding; null for any other answer. */
export async function parseEmbeddings(text: string): Promise<Json | null> {
  const finder = new DataFinder();
  for (let at = 0; at < text.length; ) {
    const from = at;
    at = await runQueued(() => finder.read(text, from, Math.min(from + PIECE, text.length)));
  }
  const { items, list } = finder;
  if (!list || list[1] < 0) return null;
  const frame = parseObject(text.slice(0, list[0] + 1) + text.slice(list[1]));
  const data: Json[] = [];
  for (const group of inPieces(items, ([from, to]) => to - from)) {
    const parsed = await runQueued(() => group.map(([from, to]) => parseObject(text.slice(from, to))));
    for (const item of parsed) if (item) data.push(item);
  }
  return frame && data.length === items.length ? { ...frame, data } : null;
}

/** The embeddings in a format, and their JSON, serialized vector by vector. */
export async function inFormat(vectors: readonly Vector[], format: "float" | "base64") {
  const data: Json[] = [];
  const texts: string[] = [];
  for (const group of inPieces(vectors, (vector) => vector.length * CHARACTERS_A_NUMBER))
    await runQueued(() => {
      for (const vector of group) {
        const item = { object: "embedding", index: data.length, embedding: encoded(vector, format) };
        data.push(item);
        texts.push(JSON.stringify(item));
      }
    });
  return { data, json: `[${texts.join()}]` };
}

function* inPieces<T>(items: readonly T[], size: (item: T) => number): Generator<T[]> {
  let piece: T[] = [];
  let sum = 0;
  for (const item of items) {
    piece.push(item);
    sum += size(item);
    if (sum < PIECE) continue;
    yield piece;
    [piece, sum] = [[], 0];
  }
  if (piece.length > 0) yield piece;
}
