import { type Json, parseObject } from "@/lib/contract/json-object";
import { SseBatch } from "@/lib/net/sse";

/** Maximum bytes of an answer held to count its tokens, in case the gateway reports no usage. */
const MAX_BYTES = 1 << 20;

/** The beginning of a streamed answer, unchanged. */
export class HeldAnswer {
  #pieces: Buffer[] = [];
  #bytes = 0;

  add(bytes: Buffer): void {
    if (this.#bytes >= MAX_BYTES) return;
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
  }

  /** The body of the first event with a body. */
  get firstBody(): Json | null {
    for (const body of this.#bodies()) return body;
    return null;
  }

  /** Its text, as returned by `read` for the body of each event. */
  text(read: (body: Json) => string): string {
    let text = "";
    for (const body of this.#bodies()) text += read(body);
    return text;
  }

  clear(): void {
    this.#pieces = [];
  }

  *#bodies(): Generator<Json> {
    for (const bytes of this.#pieces)
      for (const event of new SseBatch(bytes).events) {
        const body = parseObject(event.data ?? "");
        if (body) yield body;
      }
  }
}
