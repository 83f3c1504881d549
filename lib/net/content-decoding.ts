import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

type Decompressor = ReturnType<typeof createGunzip>;

/** Receives decoded bytes, then `end` once: null when the body is complete. */
interface DecodedSink {
  data(bytes: Buffer): void;
  end(error: Error | null): void;
}

/** `accept-encoding` header of upstream requests: compression is accepted but not preferred. */
export const ACCEPTED_ENCODINGS = "identity, gzip;q=0.5, br;q=0.5, deflate;q=0.5";

/** Real servers never stack more encodings than this. */
const MAX_ENCODINGS = 3;

/**
 * A decoder for a body's `content-encoding`; null when it is not encoded. Throws for an unsupported encoding. Passes
 * bytes on as soon as they are decoded, so a compressed stream still streams.
 */
export function contentDecoder(header: string | null, sink: DecodedSink): ContentDecoder | null {
  if (!header) return null;
  const names = header
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length === 0) return null;
  if (names.length > MAX_ENCODINGS || names.some((name) => !/^(x-)?gzip$|^br$|^deflate$/.test(name)))
    throw new Error(`the body is encoded as "${header.slice(0, 60)}", expected gzip, br, or deflate`);
  // The last name is the outermost encoding.
  return names.reduce<ContentDecoder | DecodedSink>((to, name) => new ContentDecoder(name, to), sink) as ContentDecoder;
}

/** Whether "deflate" data is zlib, whose first byte has a low nibble of 8; some clients and servers send raw deflate. */
export function hasZlibHeader(bytes: Buffer): boolean {
  return ((bytes[0] ?? 0) & 0x0f) === 8;
}

/** Decodes one layer of encoding. */
export class ContentDecoder implements DecodedSink {
  readonly #name: string;
  readonly #to: DecodedSink;
  #stream: Decompressor | null = null;
  #broken: Error | null = null;
  #over = false;

  constructor(name: string, to: DecodedSink) {
    this.#name = name;
    this.#to = to;
  }

  data(bytes: Buffer): void {
    if (this.#over || bytes.length === 0) return;
    this.#stream ??= this.#open(bytes);
    this.#stream.write(bytes);
  }

  /** Flushes decoded bytes before it ends. */
  end(error: Error | null): void {
    if (this.#over) return;
    this.#broken = error;
    if (this.#stream) this.#stream.end();
    else this.#end(error);
  }

  /** Stops decoding and drops the rest. */
  close(): void {
    this.#over = true;
    this.#stream?.destroy();
    if (this.#to instanceof ContentDecoder) this.#to.close();
  }

  #open(first: Buffer): Decompressor {
    const stream = this.#create(first);
    stream.on("data", (bytes: Buffer) => {
      if (!this.#over) this.#to.data(bytes);
    });
    stream.on("end", () => this.#end(this.#broken));
    stream.on("error", (error) => this.#end(this.#broken ?? error));
    return stream;
  }

  #create(first: Buffer): Decompressor {
    if (this.#name === "br") return createBrotliDecompress();
    if (this.#name !== "deflate") return createGunzip();
    return hasZlibHeader(first) ? createInflate() : createInflateRaw();
  }

  #end(error: Error | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#to.end(error);
  }
}
