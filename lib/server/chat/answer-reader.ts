import type { AnswerError, AnswerFacts } from "@/lib/contract/conversation";
import { dataOf, EventSplitter, eventsIn } from "@/lib/net/sse";

interface Chunk {
  choices?: { delta?: Record<string, unknown>; finish_reason?: string | null }[];
  usage?: AnswerFacts["usage"];
  error?: { message?: string; error_type?: string; retryable?: boolean; retry_after?: number | undefined };
  gatewayz?: { gateway: string; native_id: string };
}

/** What a stream of our own says, step by step. */
export interface AnswerSink {
  text(text: string): void;
  reasoning(text: string): void;
}

/** What is known at the end of a stream. */
export interface AnswerEnd {
  finished: boolean;
  usage: AnswerFacts["usage"];
  gateway: string | null;
  nativeId: string | null;
  error: AnswerError | null;
}

/** Reads a stream of chat chunks to its end, or until it is stopped. Rejects when the stream itself breaks. */
export async function readAnswer(
  body: ReadableStream<Uint8Array>,
  sink: AnswerSink,
  stop: AbortSignal,
): Promise<AnswerEnd> {
  const splitter = new EventSplitter();
  const end: AnswerEnd = { finished: false, usage: null, gateway: null, nativeId: null, error: null };
  const take = (bytes: Buffer) => {
    for (const event of eventsIn(bytes)) {
      const data = dataOf(event);
      if (data === "[DONE]") end.finished = true;
      else if (data !== null) readChunk(data, sink, end);
    }
  };
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  if (stop.aborted) cancel();
  else stop.addEventListener("abort", cancel, { once: true });
  for (;;) {
    const { done, value: bytes } = await reader.read();
    if (done) break;
    const whole = splitter.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (whole) take(whole);
  }
  stop.removeEventListener("abort", cancel);
  take(splitter.rest());
  return end;
}

function readChunk(data: string, sink: AnswerSink, end: AnswerEnd): void {
  let chunk: Chunk;
  try {
    chunk = JSON.parse(data) as Chunk;
  } catch {
    // An event that is no JSON says nothing that we could show; the end of the stream tells whether all came.
    return;
  }
  if (chunk.usage) end.usage = chunk.usage;
  if (chunk.gatewayz) {
    end.gateway = chunk.gatewayz.gateway;
    end.nativeId = chunk.gatewayz.native_id;
  }
  if (chunk.error) end.error = errorOf(chunk.error);
  const [choice] = chunk.choices ?? [];
  const delta = choice?.delta ?? {};
  const thought = delta.reasoning_content ?? delta.reasoning;
  if (typeof thought === "string" && thought !== "") sink.reasoning(thought);
  if (typeof delta.content === "string" && delta.content !== "") sink.text(delta.content);
  if (choice?.finish_reason && choice.finish_reason !== "error") end.finished = true;
}

/** An error of our API as it is kept with an answer. */
export function errorOf(error: NonNullable<Chunk["error"]>): AnswerError {
  const wait = error.retry_after;
  return {
    message: error.message ?? "the answer was cut",
    error_type: error.error_type ?? "provider_unavailable",
    retryable: error.retryable ?? true,
    retry_at: wait === undefined ? null : new Date(Date.now() + wait * 1000).toISOString(),
  };
}
