import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import { type ApiError, errorBody } from "@/lib/contract/error";
import { type Json, recordOf, withFields } from "@/lib/contract/json-object";
import { DONE_TEXT, eventText, jsonEvent } from "@/lib/net/sse";
import type { ChatChunk } from "./chat-event";
import type { ByteOut, ChunkWriter, CompleteAnswer } from "./raw-answer";
import { usageOf } from "./reply";

const WAITING = Buffer.from(": gatewayz is still waiting\n\n");

/** Whether a client requested a usage chunk, in OpenAI's way or OpenRouter's. */
export function wantsUsage({ stream_options, usage }: ChatRequest): boolean {
  return stream_options?.include_usage === true || recordOf(usage)?.include === true;
}

/** Writes an answer as OpenAI's chat stream, with the upstream's bytes wherever nothing was changed. */
export class ChatSseWriter implements ChunkWriter {
  readonly #out: ByteOut;
  readonly #usageChunk: boolean;
  #finish: ChatChunk | null = null;

  /** @param usageChunk whether usage is a separate chunk, or part of the last chunk with a finish reason */
  constructor(out: ByteOut, usageChunk: boolean) {
    this.#out = out;
    this.#usageChunk = usageChunk;
  }

  chunks(_: () => readonly Json[], bytes: Buffer): boolean {
    return this.#out.write(bytes);
  }

  finish(chunk: ChatChunk): void {
    if (this.#usageChunk) this.#out.write(chunk.bytes);
    else this.#finish = chunk;
  }

  late(facts: ReplyFacts): void {
    const finish = this.#finishWith(facts);
    if (finish !== "") this.#out.write(Buffer.from(finish));
  }

  waiting(): void {
    this.#out.write(WAITING);
  }

  complete({ bill, facts, frame }: CompleteAnswer): void {
    const usage = usageOf(bill);
    const last = this.#usageChunk
      ? eventText(withFields(frame(), { choices: [], usage, gatewayz: facts }))
      : this.#finishWith(facts, usage);
    this.#out.end(Buffer.from(last + DONE_TEXT));
  }

  /** Without `choices` and [DONE]: SDKs that find either don't look for an error. */
  fail(error: ApiError, requestId: string, facts: ReplyFacts | null): void {
    const body = { error: errorBody(error, requestId).error, ...(facts ? { gatewayz: facts } : {}) };
    this.#out.end(jsonEvent(body));
  }

  /** The held-back chunk that ends the last choice, with the reply facts; "" when it is already written. */
  #finishWith(facts: ReplyFacts, usage?: Json): string {
    const body = this.#finish?.body;
    this.#finish = null;
    return body ? eventText(withFields(body, usage ? { usage, gatewayz: facts } : { gatewayz: facts })) : "";
  }
}
