import type { AnswerError, AnswerFacts, AnswerSource } from "@/lib/contract/conversation";
import { type ApiError, errorBody } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import { type ChatChunk, type ChatEvent, chatEventsOf } from "../chat/chat-event";
import { Sources } from "../chat/cited-pages";
import type { ChunkWriter, CompleteAnswer, StreamBody } from "../chat/raw-answer";
import { usageOf } from "../chat/reply";

interface AnswerSink {
  text(text: string): void;
  reasoning(text: string): void;
}

/** The result of reading an answer. */
export interface AnswerEnd {
  usage: AnswerFacts["usage"];
  gateway: string | null;
  nativeId: string | null;
  finishReason: string | null;
  /** The web pages that it cites. */
  sources: AnswerSource[];
  error: AnswerError | null;
}

/** Reads the typed events of an answer to its end, or until stopped. */
export function readAnswer(body: StreamBody, sink: AnswerSink, stop: AbortSignal): Promise<AnswerEnd> {
  return new Promise((resolve) => {
    const reader = new AnswerReader(sink, resolve);
    body.start(reader);
    const disconnect = () => {
      body.cancel();
      reader.onDisconnect();
    };
    if (stop.aborted) disconnect();
    else stop.addEventListener("abort", disconnect, { once: true });
  });
}

/** Passes an answer's text and reasoning to a sink without writing and parsing SSE. */
class AnswerReader implements ChunkWriter {
  readonly #sink: AnswerSink;
  readonly #done: (end: AnswerEnd) => void;
  #finishReason: string | null = null;
  readonly #sources = new Sources();

  constructor(sink: AnswerSink, done: (end: AnswerEnd) => void) {
    this.#sink = sink;
    this.#done = done;
  }

  chunks(bodies: () => readonly Json[]): boolean {
    for (const body of bodies()) this.#read(body);
    return true;
  }

  finish({ body }: ChatChunk): void {
    if (body) this.#read(body);
  }

  late(): void {}

  waiting(): void {}

  complete({ bill, facts }: CompleteAnswer): void {
    const usage = usageOf(bill);
    this.#end({ usage, gateway: facts.gateway, nativeId: facts.native_id, error: null });
  }

  fail(error: ApiError, _requestId: string, facts: Parameters<ChunkWriter["fail"]>[2]): void {
    const [gateway, nativeId] = [facts?.gateway ?? null, facts?.native_id ?? null];
    this.#end({ usage: null, gateway, nativeId, error: answerError(error) });
  }

  /** The reader disconnected before the end. */
  onDisconnect(): void {
    this.#end({ usage: null, gateway: null, nativeId: null, error: null });
  }

  #read(body: Json): void {
    this.#sources.add(body);
    for (const event of chatEventsOf(body)) this.#take(event);
  }

  #take(event: ChatEvent): void {
    if (event.kind === "reasoning") this.#sink.reasoning(event.text);
    else if (event.kind === "text" || event.kind === "refusal") this.#sink.text(event.text);
    else if (event.kind === "finish") this.#finishReason = event.reason;
  }

  #end(end: Omit<AnswerEnd, "finishReason" | "sources">): void {
    this.#done({ ...end, finishReason: this.#finishReason, sources: this.#sources.list });
  }
}

/** An API error in the format that is stored with an answer. */
export function answerError(error: ApiError): AnswerError {
  const { message, error_type, retryable, retry_after } = errorBody(error, "").error;
  const { missing } = error.details;
  const retry_at = retry_after === undefined ? null : new Date(Date.now() + retry_after * 1000).toISOString();
  return { message, error_type, retryable, retry_at, ...(missing && { missing }) };
}
