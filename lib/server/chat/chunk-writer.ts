import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import { type ApiError, errorBody } from "@/lib/contract/error";
import { DONE_EVENT, jsonEvent } from "@/lib/net/sse";
import type { ChatChunk } from "./chat-event";
import { type Json, objectOf } from "./json-object";
import type { NativeStream } from "./native";
import { type Bill, usageOf } from "./reply";

/** The end of a complete answer. */
export interface CompleteAnswer {
  bill: Bill;
  facts: ReplyFacts;
  /** The fields that every chunk of this answer repeats: ID, time, and model. */
  frame(): Json;
}

/** Writes an answer in its reader's format. Nothing is called after `complete` or `fail`. */
export interface ChunkWriter {
  /** Called first with who answers, and whether in the writer's own protocol; not called when no one does. */
  opened?(facts: ReplyFacts, native?: boolean): void;
  /** Rewrites an answer in the writer's own protocol: `pass` takes the bytes of its parts, `step` its other events. */
  native?: NativeStream;
  pass?(bytes: Buffer): boolean;
  step?(events: readonly Json[]): boolean;
  /** Parts of the answer, and their bytes combined. False when the reader is behind: then the upstream is paused. */
  chunks(chunks: Iterable<ChatChunk>, bytes: Buffer): boolean;
  /** The chunk that ends the last choice. */
  finish(chunk: ChatChunk): void;
  /** The usage is late: writes what was held back for it. */
  late(facts: ReplyFacts): void;
  /** Nothing has arrived for a while. */
  waiting(): void;
  complete(end: CompleteAnswer): void;
  /** The answer is incomplete. `facts` is null when no offer has answered. */
  fail(error: ApiError, requestId: string, facts: ReplyFacts | null): void;
}

/** Writes bytes to a reader. */
export interface ByteOut {
  /** False when the reader is behind. */
  write(bytes: Uint8Array): boolean;
  end(): void;
}

const WAITING = Buffer.from(": gatewayz is still waiting\n\n");

/** Whether a client requested a usage chunk, in OpenAI's way or OpenRouter's. */
export function wantsUsage({ stream_options, usage }: ChatRequest): boolean {
  return stream_options?.include_usage === true || objectOf(usage)?.include === true;
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

  chunks(_: Iterable<ChatChunk>, bytes: Buffer): boolean {
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
    this.#out.write(DONE_EVENT);
    this.#out.end();
  }

  /** Without `choices` and [DONE]: SDKs that find either don't look for an error. */
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
