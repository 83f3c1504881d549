const LF = 10;
const CR = 13;
const BREAK = Buffer.from("\n\n");
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const MAX_EVENT_BYTES = 32 << 20;

/** Whole events with their blank lines and LF line breaks. */
class SseBytes {
  readonly bytes: Buffer;
  #ascii: string | undefined;

  /** @param ascii the bytes as Latin-1, if already decoded */
  constructor(bytes: Buffer, ascii?: string) {
    this.bytes = bytes;
    this.#ascii = ascii;
  }

  /** The bytes as Latin-1, with the same offsets: enough to search for ASCII without decoding. */
  get ascii(): string {
    this.#ascii ??= this.bytes.toString("latin1");
    return this.#ascii;
  }
}

/** One event of a stream: its original bytes, parsed only on demand. */
export class SseEvent extends SseBytes {
  #data: string | null | undefined;

  /** The value of its last `event` field; "message" by default. */
  get type(): string {
    const named = this.ascii.startsWith("event") || this.ascii.includes("\nevent");
    return (named && this.#fields("event").at(-1)) || "message";
  }

  /** The values of its `data` fields, joined by line breaks; null for comments and events without data. */
  get data(): string | null {
    if (this.#data === undefined) this.#data = this.#readData();
    return this.#data;
  }

  #readData(): string | null {
    const { ascii } = this;
    const end = this.bytes.length - BREAK.length;
    // Most events have one line of data, possibly after a name.
    const from = ascii.startsWith("event: ") ? ascii.indexOf("\n") + 1 : 0;
    if (ascii.startsWith("data: ", from) && ascii.indexOf("\n", from) === end)
      return this.bytes.toString("utf8", from + 6, end);
    const values = this.#fields("data");
    return values.length === 0 ? null : values.join("\n");
  }

  #fields(name: string): string[] {
    return this.bytes
      .toString("utf8")
      .split("\n")
      .flatMap((line) => {
        if (line === name) return [""];
        if (!line.startsWith(`${name}:`)) return [];
        const value = line.slice(name.length + 1);
        return [value.startsWith(" ") ? value.slice(1) : value];
      });
  }
}

/** The complete events in one chunk of a stream, comments included; split only on demand. */
export class SseBatch extends SseBytes {
  #events: SseEvent[] | undefined;

  get events(): SseEvent[] {
    this.#events ??= this.eventsFrom(0);
    return this.#events;
  }

  /** Whether any event passes a test; stops parsing at the first one. */
  some(test: (event: SseEvent) => boolean): boolean {
    let at = this.skipBreaks(0);
    for (let event = this.eventAt(at); event; event = this.eventAt(at)) {
      if (test(event)) return true;
      at = this.skipBreaks(at + event.bytes.length);
    }
    return false;
  }

  /** The event at an offset; null at the end. */
  eventAt(from: number): SseEvent | null {
    const { ascii } = this;
    if (from >= ascii.length) return null;
    const at = ascii.indexOf("\n\n", from);
    const end = at < 0 ? ascii.length : at + BREAK.length;
    if (from === 0 && end === ascii.length) return new SseEvent(this.bytes, ascii);
    return new SseEvent(this.bytes.subarray(from, end), ascii.slice(from, end));
  }

  /** The events from an offset to the end; a generator would take twice as long for a single event. */
  eventsFrom(offset: number): SseEvent[] {
    const events: SseEvent[] = [];
    let at = this.skipBreaks(offset);
    for (let event = this.eventAt(at); event; event = this.eventAt(at)) {
      events.push(event);
      at = this.skipBreaks(at + event.bytes.length);
    }
    return events;
  }

  /** The first offset at or after `from` that is not a line break, where an event starts. */
  skipBreaks(from: number): number {
    let at = from;
    while (this.ascii.charCodeAt(at) === LF) at++;
    return at;
  }
}

/**
 * Splits a stream into events according to the standard: skips a byte order mark and accepts LF, CRLF, and CR, also
 * split between chunks. Line breaks become LF; all other bytes stay unchanged.
 */
export class SseReader {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #start: Buffer | null = Buffer.alloc(0);
  #afterCr = false;

  /** The events completed by this chunk; null when there are none. Throws when an event exceeds 32 MB. */
  push(piece: Buffer): SseBatch | null {
    return (this.#held.length === 0 && this.#start === null && this.#single(piece)) || this.#cut(piece);
  }

  /** The common case, a chunk that is exactly one event; null for any other. */
  #single(piece: Buffer): SseBatch | null {
    if (this.#afterCr) return null;
    const text = piece.toString("latin1");
    const isOneEvent =
      text.length > 2 && text.indexOf("\n\n") === text.length - 2 && text[0] !== "\n" && !text.includes("\r");
    return isOneEvent ? new SseBatch(piece, text) : null;
  }

  #cut(piece: Buffer): SseBatch | null {
    const chunk = this.#toLf(this.#start === null ? piece : this.#withoutBom(piece, this.#start));
    if (chunk.length === 0) return null;
    const last = chunk.lastIndexOf(BREAK);
    const cut = last >= 0 ? last + BREAK.length : chunk[0] === LF && this.#held.at(-1)?.at(-1) === LF ? 1 : -1;
    if (cut < 0) {
      this.#hold(chunk);
      return null;
    }
    const head = chunk.subarray(0, cut);
    const bytes = this.#held.length > 0 ? Buffer.concat([...this.#held, head]) : head;
    this.#held = [];
    this.#heldBytes = 0;
    if (cut < chunk.length) this.#hold(chunk.subarray(cut));
    return new SseBatch(bytes);
  }

  /** The incomplete event after the last complete one, which the standard ignores; null when there is none. */
  rest(): SseEvent | null {
    const rest = Buffer.concat([...this.#held, BREAK]);
    return new SseBatch(rest).events[0] ?? null;
  }

  #withoutBom(piece: Buffer, start: Buffer): Buffer {
    const bytes = start.length > 0 ? Buffer.concat([start, piece]) : piece;
    if (bytes.length < BOM.length && BOM.subarray(0, bytes.length).equals(bytes)) {
      this.#start = bytes;
      return Buffer.alloc(0);
    }
    this.#start = null;
    return bytes.subarray(0, BOM.length).equals(BOM) ? bytes.subarray(BOM.length) : bytes;
  }

  #toLf(chunk: Buffer): Buffer {
    if (!this.#afterCr && chunk.indexOf(CR) < 0) return chunk;
    const bytes = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (byte !== LF || !this.#afterCr) bytes[length++] = byte === CR ? LF : byte;
      this.#afterCr = byte === CR;
    }
    return bytes.subarray(0, length);
  }

  #hold(chunk: Buffer): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#heldBytes > MAX_EVENT_BYTES) throw new Error(`one event is longer than ${MAX_EVENT_BYTES} bytes`);
  }
}

/** The SSE event for this JSON, as text. */
export function eventText(body: unknown): string {
  return `data: ${JSON.stringify(body)}\n\n`;
}

/** The SSE event for this JSON. */
export function jsonEvent(body: unknown): Buffer {
  return Buffer.from(eventText(body));
}

/** The SSE event for this JSON, named by its field `type`. */
export function namedEvent(body: { type?: unknown }): string {
  return `event: ${String(body.type)}\ndata: ${JSON.stringify(body)}\n\n`;
}

/** The event that ends a stream of OpenAI's format. */
export const DONE_TEXT = "data: [DONE]\n\n";
export const DONE_EVENT = Buffer.from(DONE_TEXT);
