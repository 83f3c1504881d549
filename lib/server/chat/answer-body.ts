import { type ContentDecoder, contentDecoder } from "@/lib/net/content-decoding";
import { readHeader } from "@/lib/net/figures";
import type { UpstreamHeaders } from "../providers/call";

const MAX_ERROR_BYTES = 65_536;
/** The longest answer that is read, in bytes. */
export const MAX_ANSWER_BYTES = 64 << 20;
/** Bytes of a body to inspect before deciding what it is. */
const MAX_UNKNOWN_BYTES = 4_096;
const OPENING_BRACE = 123;
const FIELD = /^(?:[a-z_-]*:|(?:data|event|id|retry)[\r\n])/i;

interface EventBytes {
  push(bytes: Buffer): void;
  finish(error: Error | null): void;
}

/** Receives a response body once its type is known. */
export interface BodySink {
  /** It is an event stream; returns the receiver of its bytes. */
  events(): EventBytes;
  /** It is complete, and not an event stream. */
  whole(text: string): void;
  broken(error: Error): void;
}

/**
 * The decoded body of one response: an event stream or complete text, detected by its first bytes regardless of the
 * content type. All limits count decoded bytes.
 */
export class AnswerBody {
  readonly #failed: boolean;
  readonly #saysEvents: boolean;
  readonly #sink: BodySink;
  readonly #decoder: ContentDecoder | null;
  #events: EventBytes | null = null;
  #whole = false;
  #chunks: Buffer[] = [];
  #length = 0;
  #over = false;

  /** Throws when its content encoding is not supported. */
  constructor(status: number, headers: UpstreamHeaders, sink: BodySink) {
    this.#failed = status >= 300;
    this.#sink = sink;
    this.#saysEvents = /event-stream/i.test(readHeader(headers["content-type"]) ?? "");
    const encoding = headers["content-encoding"];
    this.#decoder = encoding
      ? contentDecoder(Array.isArray(encoding) ? encoding.join() : encoding, {
          data: (bytes) => this.#data(bytes),
          end: (error) => this.#end(error),
        })
      : null;
  }

  push(bytes: Buffer): void {
    if (this.#decoder) this.#decoder.data(bytes);
    else this.#data(bytes);
  }

  end(error: Error | null): void {
    if (this.#decoder) this.#decoder.end(error);
    else this.#end(error);
  }

  #data(bytes: Buffer): void {
    if (this.#over) return;
    if (this.#events) {
      this.#events.push(bytes);
      return;
    }
    this.#chunks.push(bytes);
    this.#length += bytes.length;
    if (!this.#whole) this.#look();
    if (this.#events) return;
    if (this.#failed && this.#length > MAX_ERROR_BYTES) this.#end(null);
    else if (this.#length > MAX_ANSWER_BYTES)
      this.#end(new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`));
  }

  #end(error: Error | null): void {
    if (this.#over) return;
    if (!this.#events && !this.#whole && !this.#failed && this.#saysEvents && this.#length > 0) this.#begin();
    this.#over = true;
    this.#decoder?.close();
    if (this.#events) this.#events.finish(error);
    else if (error && !this.#failed) this.#sink.broken(error);
    else this.#sink.whole(this.#text());
  }

  /** Detects the type of the body as soon as its first bytes allow. */
  #look(): void {
    if (this.#failed || this.#chunks[0]?.[0] === OPENING_BRACE) {
      this.#whole = true;
      return;
    }
    const start = Buffer.concat(this.#chunks).subarray(0, MAX_UNKNOWN_BYTES).toString("utf8").trimStart();
    if (/^[{[<"]/.test(start)) this.#whole = true;
    else if (start !== "" && (this.#saysEvents || FIELD.test(start))) this.#begin();
    else if (/[\r\n]/.test(start) || this.#length > MAX_UNKNOWN_BYTES) {
      if (this.#saysEvents) this.#begin();
      else this.#whole = true;
    }
  }

  #begin(): void {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#events = this.#sink.events();
    for (const chunk of chunks) this.#events.push(chunk);
  }

  #text(): string {
    const [only] = this.#chunks;
    const bytes = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks);
    return bytes.toString("utf8").replace(/^\uFEFF/, "");
  }
}
