import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { ChatChunk } from "./chat-event";
import type { EndpointAdapter } from "./endpoint-adapter";
import { NativeRelay } from "./native-relay";
import type { OpenedAnswer } from "./opened-answer";
import type { ChunkWriter, CompleteAnswer, CutStream, RawAnswer, StreamBody } from "./raw-answer";
import type { CallEnd } from "./record";
import { Relay } from "./relay";
import type { RelayEnd } from "./relay-start";
import { replyHeaders } from "./reply";
import type { ChatTimes } from "./times";

/** The call that a stream answers. */
export interface StreamedCall {
  request: ChatRequest;
  requestId: string;
  /** When it started, which determines its prices. */
  at: Date;
  adapter: EndpointAdapter;
  facts(opened: OpenedAnswer): ReplyFacts;
  ignored(opened: OpenedAnswer | null): readonly string[];
  /** The client; the writer may also notice that it has disconnected. */
  client: CancelSignal;
  times: ChatTimes;
  write(opened: OpenedAnswer | null, end: CallEnd): void;
  /** The running streams; includes this one while it runs. */
  cuts: Set<CutStream>;
}

const EVENTS_TYPE = "text/event-stream; charset=utf-8";
const UNBUFFERED = { "cache-control": "no-store, no-transform", "x-accel-buffering": "no" };

/**
 * The response of a stream. Resolves at the first token with headers that name the answering offer; if that takes
 * longer than a keep-alive interval, resolves then, and reports the rest within the stream. Rejects with the ApiError
 * of an early failure.
 * @param opening settles at the first token, or rejects with an ApiError
 */
export function streamAnswer(call: StreamedCall, opening: Promise<OpenedAnswer>): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let waits = true;
    const reply = (opened: OpenedAnswer | null) => {
      const head = opened ? replyHeaders(call.facts(opened), EVENTS_TYPE) : { "content-type": EVENTS_TYPE };
      const body = new StreamedAnswer(call, opening, opened);
      const native = opened?.outcome.native ?? false;
      resolve({ headers: Object.assign(head, UNBUFFERED), ignored: call.ignored(opened), body, native });
      waits = false;
    };
    const slow = setTimeout(reply, call.times.keepAliveMs, null);
    const settle = (then: () => void) => {
      clearTimeout(slow);
      if (waits) then();
    };
    const refuse = (error: unknown) => {
      call.write(null, { outcome: call.client.canceled ? "cancelled" : "error", errorType: typeOf(error) });
      reject(error);
    };
    opening.then((opened) => settle(() => reply(opened))).catch((error: unknown) => settle(() => refuse(error)));
  });
}

const typeOf = (error: unknown) => (error instanceof ApiError ? error.type : ("server" as const));

/** A stream on its way to its reader. */
class StreamedAnswer implements StreamBody, ChunkWriter, CutStream {
  readonly #call: StreamedCall;
  readonly #opening: Promise<OpenedAnswer>;
  readonly #opened: OpenedAnswer | null;
  #writer: ChunkWriter | null = null;
  #relay: Relay | NativeRelay | null = null;
  #stream: { resume(): void } | null = null;
  #ticking: NodeJS.Timeout | undefined;
  #unsubscribe = () => {};
  #since = 0;
  #onEvent = false;
  #stopped = false;
  /** Why it was cut before anything answered. */
  #cutBy: ApiError | null = null;

  constructor(call: StreamedCall, opening: Promise<OpenedAnswer>, opened: OpenedAnswer | null) {
    this.#call = call;
    this.#opening = opening;
    this.#opened = opened;
  }

  start(writer: ChunkWriter): void {
    const { client, times, cuts } = this.#call;
    this.#writer = writer;
    this.#since = performance.now();
    this.#ticking = setInterval(() => this.#tick(), times.keepAliveMs);
    cuts.add(this);
    this.#unsubscribe = client.onCancel(() => this.#onDisconnect());
    if (this.#opened) this.#begin(this.#opened);
    else {
      this.waiting();
      this.#opening.then((opened) => this.#begin(opened)).catch((error: unknown) => this.#failToOpen(error));
    }
  }

  resume(): void {
    this.#stream?.resume();
  }

  cancel(): void {
    if (!this.#stopped) this.#call.client.cancel();
  }

  cut(why: ApiError): void {
    if (this.#relay) {
      this.#relay.fail(why);
      return;
    }
    this.#cutBy = why;
    // The reader is still there: only the calls of gateways end.
    this.#unsubscribe();
    this.#call.client.cancel();
  }

  chunks(bodies: () => readonly Json[], bytes: Buffer): boolean {
    const writer = this.#live();
    return writer?.chunks(bodies, bytes) ?? true;
  }

  pass(bytes: Buffer): boolean {
    return this.#live()?.pass?.(bytes) ?? true;
  }

  step(events: readonly Json[]): boolean {
    return this.#live()?.step?.(events) ?? true;
  }

  finish(chunk: ChatChunk): void {
    this.#live()?.finish(chunk);
  }

  late(facts: ReplyFacts): void {
    this.#live()?.late(facts);
  }

  waiting(): void {
    this.#live()?.waiting();
  }

  complete(end: CompleteAnswer): void {
    // If that throws, the reader still gets an error.
    this.#live()?.complete(end);
    this.#stop();
  }

  fail(error: ApiError, requestId: string, facts: ReplyFacts | null): void {
    const writer = this.#live();
    this.#stop();
    writer?.fail(error, requestId, facts);
  }

  /** The writer; null after the reader has disconnected, when nothing is written any more. */
  #live(): ChunkWriter | null {
    this.#onEvent = true;
    return this.#stopped ? null : this.#writer;
  }

  #begin(opened: OpenedAnswer): void {
    const { outcome, candidate } = opened;
    if (outcome.kind !== "stream") throw new Error("requested a stream, got a complete response");
    const { request, at, adapter, times } = this.#call;
    const firstTokenMs = Math.round(opened.firstTokenMs);
    const { stream } = outcome;
    const context = { facts: this.#call.facts(opened), adapter, startedAt: at, usageWaitMs: times.usageWaitMs };
    const from = { stream, offer: candidate.offer, ...context };
    if (!this.#stopped) this.#writer?.opened?.(from.facts, outcome.native);
    const onEnd = ({ outcome, bill, error, answerId }: RelayEnd) =>
      this.#call.write(opened, { outcome, bill, answerId, errorType: error?.type ?? null, firstTokenMs });
    const native = outcome.native ? this.#writer?.native : undefined;
    const relay = native
      ? new NativeRelay(from, request, { writer: this, native }, onEnd)
      : new Relay(from, request, this, onEnd);
    this.#relay = relay;
    this.#stream = stream;
    if (this.#stopped) relay.cancel();
    else stream.take(relay);
  }

  #failToOpen(error: unknown): void {
    const { client, requestId } = this.#call;
    const cause = this.#cutBy ?? error;
    const isLeft = client.canceled && !this.#cutBy;
    this.#call.write(null, { outcome: isLeft ? "cancelled" : "error", errorType: typeOf(cause) });
    const apiError = cause instanceof ApiError ? cause : new ApiError("server", "internal server error");
    this.fail(apiError, requestId, null);
  }

  #tick(): void {
    const { streamMs } = this.#call.times;
    if (performance.now() - this.#since > streamMs)
      this.#relay?.fail(new ApiError("timeout", `the answer took longer than ${streamMs / 60_000} minutes`));
    else if (!this.#onEvent) this.waiting();
    this.#onEvent = false;
  }

  #onDisconnect(): void {
    if (this.#stopped) return;
    this.#stop();
    this.#relay?.cancel();
  }

  #stop(): void {
    this.#stopped = true;
    this.#call.cuts.delete(this);
    clearInterval(this.#ticking);
    this.#unsubscribe();
  }
}
