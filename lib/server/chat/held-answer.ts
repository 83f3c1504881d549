import { eventsIn, SseBatch } from "@/lib/net/sse";
import { ChatChunk } from "./chat-event";
import type { Json } from "./json-object";
import { textOfChoices } from "./tokens";

/** Bytes of an answer that are kept to count its tokens, in case the gateway reports no usage. */
const MAX_BYTES = 1 << 20;

/** The beginning of a streamed answer, as it came. */
export class HeldAnswer {
  #pieces: Buffer[] = [];
  #bytes = 0;

  add(bytes: Buffer): void {
    if (this.#bytes >= MAX_BYTES) return;
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
  }

  /** The body of its first event that has one. */
  get firstBody(): Json | null {
    for (const bytes of this.#pieces) {
      const batch = new SseBatch(bytes);
      for (let event = batch.eventAt(batch.skipBreaks(0)), at = 0; event; ) {
        const { body } = new ChatChunk(event);
        if (body) return body;
        at = batch.skipBreaks(at + event.bytes.length);
        event = batch.eventAt(at);
      }
    }
    return null;
  }

  /** Its text in all choices. */
  get text(): string {
    let text = "";
    for (const bytes of this.#pieces)
      for (const event of eventsIn(bytes)) {
        const { body } = new ChatChunk(event);
        if (body) text += textOfChoices(body.choices);
      }
    return text;
  }

  clear(): void {
    this.#pieces = [];
  }
}
