import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import { type ApiError, errorBody } from "@/lib/contract/error";
import { jsonEvent } from "@/lib/net/sse";
import type { ChatChunk } from "./chat-event";
import { type Json, objectOf } from "./json-object";
import { type Bill, usageOf } from "./reply";

/** The end of a whole answer. */
export interface CompleteAnswer {
  bill: Bill;
  facts: ReplyFacts;
  /** What every chunk of this answer says of itself: its ID, time, and model. */
  frame(): Json;
}

/** Writes an answer in its reader's format. Nothing is called after `complete` or `fail`. */
export interface ChunkWriter {
  /** Told first who answers; not told where nobody does. */
  opened?(facts: ReplyFacts): void;
  /** Pieces of the answer, and their bytes together. False when the reader is behind: then the upstream waits. */
  chunks(chunks: readonly ChatChunk[], bytes: Buffer): boolean;
  /** The piece with which the last choice ends. */
  finish(chunk: ChatChunk): void;
  /** The usage is late: what waits for it is written without. */
  late(facts: ReplyFacts): void;
  /** Nothing has come for a while. */
  waiting(): void;
  complete(end: CompleteAnswer): void;
  /** The answer is not whole. `facts` is null when nothing has answered. */
  fail(error: ApiError, requestId: string, facts: ReplyFacts | null): void;
}

/** Bytes to a reader. */
export interface ByteOut {
  /** False when the reader is behind. */
  write(bytes: Uint8Array): boolean;
  end(): void;
}

const DONE = Buffer.from("data: [DONE]\n\n");
const WAITING = Buffer.from(": gatewayz is still waiting\n\n");

/** Whether a client asked for a chunk with the usage, as OpenAI's clients do or as OpenRouter's. */
export function wantsUsage({ stream_options, usage }: ChatRequest): boolean {
  return stream_options?.include_usage === true || objectOf(usage)?.include === true;
}

/** Writes an answer as OpenAI's chat stream: the upstream's bytes wherever nothing had to be changed. */
export class ChatSseWriter implements ChunkWriter {
  readonly #out: ByteOut;
  readonly #usageChunk: boolean;
  #finish: ChatChunk | null = null;

  /** @param usageChunk the usage is a chunk of its own, else it is part of the last chunk with a finish reason */
  constructor(out: ByteOut, usageChunk: boolean) {
    this.#out = out;
    this.#usageChunk = usageChunk;
  }

  chunks(_: readonly ChatChunk[], bytes: Buffer): boolean {
    return this.#out.write(bytes);
  }

  finish(chunk: ChatChunk): void {
    if (this.#usageChunk) this.#out.write(chunk.bytes);
    else this.#finish = chunk;
  }

  late(facts: ReplyFacts): void {
    this.#end(facts);
  }

  waiting(): void {
    this.#out.write(WAITING);
  }

  complete({ bill, facts, frame }: CompleteAnswer): void {
    const usage = usageOf(bill);
    if (this.#usageChunk) this.#out.write(jsonEvent({ ...frame(), choices: [], usage, gatewayz: facts }));
    else this.#end(facts, usage);
    this.#out.write(DONE);
    this.#out.end();
  }

  /** No `choices` and no [DONE]: SDKs that find either do not look for an error. */
  fail(error: ApiError, requestId: string, facts: ReplyFacts | null): void {
    const told = { error: errorBody(error, requestId).error, ...(facts ? { gatewayz: facts } : {}) };
    this.#out.write(jsonEvent(told));
    this.#out.end();
  }

  #end(facts: ReplyFacts, usage?: Json): void {
    const chunk = this.#finish;
    this.#finish = null;
    if (chunk) this.#out.write(jsonEvent({ ...chunk.body, ...(usage ? { usage } : {}), gatewayz: facts }));
  }
}
